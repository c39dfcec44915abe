package io.depthstream.benchmarks.comparison;

import io.depthstream.benchmarks.comparison.avro.OrderEvent;
import io.depthstream.benchmarks.comparison.avro.OrderEventKind;
import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.OrderCancel;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.OrderReplace;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Makes one {@link OrderEvent} of each ITCH message. One thread; the event is reused. */
public final class OrderEventEncoder implements ItchListener {
    private static final int LOCATES = 1 << 16;

    private final String[] symbols = new String[LOCATES];
    private final ItchDecoder decoder = new ItchDecoder();
    private final OrderEvent event = new OrderEvent();
    private final UnsafeBuffer header = new UnsafeBuffer();
    private final SpecificDatumWriter<OrderEvent> writer = new SpecificDatumWriter<>(OrderEvent.class);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);

    /** An encoder that knows no symbol yet: it learns them from the directory messages. */
    public OrderEventEncoder() {
        symbols[0] = Topics.MARKET_WIDE_SYMBOL;
    }

    /** The event of a message; valid until the next call. */
    public OrderEvent event(final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset, length);
        set(OrderEventKind.OTHER, 0, 0, false, 0, 0);
        event.setSequence(sequence);
        decoder.decode(buffer, offset, length, this);
        final int locate = header.getShort(1, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        final long stamp = header.getLong(3, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFF_FFFFL;
        event.setSymbol(symbols[locate]);
        event.setEventTimeNanos(stamp);
        return event;
    }

    /** The event's Avro bytes. */
    public byte[] encode(final OrderEvent encoded) {
        bytes.reset();
        try {
            writer.write(encoded, encoder);
            encoder.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private void set(final OrderEventKind kind, final long orderRef, final long newOrderRef, final boolean buy,
            final long priceE4, final long shares) {
        event.setKind(kind);
        event.setOrderRef(orderRef);
        event.setNewOrderRef(newOrderRef);
        event.setBuy(buy);
        event.setPriceE4(priceE4);
        event.setShares(shares);
    }

    @Override
    public void onStockDirectory(final StockDirectory m) {
        symbols[m.stockLocate()] = m.stock();
    }

    @Override
    public void onAddOrder(final AddOrder m) {
        set(OrderEventKind.ADD, m.orderReferenceNumber(), 0, m.buySellIndicator() == 'B', m.price(), m.shares());
    }

    @Override
    public void onAddOrderMpid(final AddOrderMpid m) {
        set(OrderEventKind.ADD, m.orderReferenceNumber(), 0, m.buySellIndicator() == 'B', m.price(), m.shares());
    }

    @Override
    public void onOrderExecuted(final OrderExecuted m) {
        set(OrderEventKind.EXECUTE, m.orderReferenceNumber(), 0, false, 0, m.executedShares());
    }

    @Override
    public void onOrderExecutedWithPrice(final OrderExecutedWithPrice m) {
        set(OrderEventKind.EXECUTE, m.orderReferenceNumber(), 0, false, 0, m.executedShares());
    }

    @Override
    public void onOrderCancel(final OrderCancel m) {
        set(OrderEventKind.CANCEL, m.orderReferenceNumber(), 0, false, 0, m.cancelledShares());
    }

    @Override
    public void onOrderDelete(final OrderDelete m) {
        set(OrderEventKind.DELETE, m.orderReferenceNumber(), 0, false, 0, 0);
    }

    @Override
    public void onOrderReplace(final OrderReplace m) {
        set(OrderEventKind.REPLACE, m.originalOrderReferenceNumber(), m.newOrderReferenceNumber(), false, m.price(),
            m.shares());
    }
}
