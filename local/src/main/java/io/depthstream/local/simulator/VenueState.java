package io.depthstream.local.simulator;

import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.OrderCancel;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.OrderReplace;
import io.depthstream.ingest.itch.RegShoRestriction;
import io.depthstream.ingest.itch.RetailPriceImprovement;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.ingest.itch.StockTradingAction;
import io.depthstream.ingest.itch.SystemEvent;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A source of messages that remembers what a venue would show to one who joins now: the newest state of each symbol, and
 * every live order with the shares that are left of it. What a {@link GlimpseServer} sends.
 *
 * <p>One thread takes messages, any may take a {@link #spin}. About 200 bytes a live order, and an allocation for each new
 * one: meant for demonstrations and tests, not for the fastest rates.
 */
public final class VenueState implements MessageSource {

    /**
     * The state after all messages taken so far.
     *
     * @param messages     ITCH messages: states, then orders in the order of their arrival
     * @param nextSequence ITCH sequence to go on from
     */
    public record Spin(List<byte[]> messages, long nextSequence) {
    }

    /** Of both kinds of add order; ITCH 5.0, section 1.3. */
    private static final int SHARES_OFFSET = 20;

    private final MessageSource source;
    private final ItchDecoder decoder = new ItchDecoder();
    private final Applier applier = new Applier();
    private final Map<Integer, byte[]> states = new TreeMap<>();
    private final Map<Long, byte[]> orders = new LinkedHashMap<>();
    private long taken;

    /** A venue that has sent nothing yet, passing on what a source gives. */
    public VenueState(final MessageSource source) {
        this.source = source;
    }

    @Override
    public synchronized int next(final MutableDirectBuffer buffer, final int offset) {
        final int length = source.next(buffer, offset);
        if (length > 0) {
            taken++;
            applier.buffer = buffer;
            applier.offset = offset;
            applier.length = length;
            decoder.decode(buffer, offset, length, applier);
        }
        return length;
    }

    /** The state now. Copies it. */
    public synchronized Spin spin() {
        final List<byte[]> messages = new ArrayList<>(states.size() + orders.size());
        states.values().forEach(message -> messages.add(message.clone()));
        orders.values().forEach(message -> messages.add(message.clone()));
        return new Spin(messages, taken + 1);
    }

    /** Orders live now. */
    public synchronized int liveOrders() {
        return orders.size();
    }

    private final class Applier implements ItchListener {
        private final AddOrder add = new AddOrder();
        private final AddOrderEncoder replaced = new AddOrderEncoder();
        private final UnsafeBuffer order = new UnsafeBuffer(0, 0);
        private DirectBuffer buffer;
        private int offset;
        private int length;

        private byte[] message() {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            return copy;
        }

        /** The newest message of a kind and locate; by kind first, so that the directory comes before what needs it. */
        private void state(final int rank, final int locate) {
            states.put(rank << 16 | locate, message());
        }

        @Override
        public void onSystemEvent(final SystemEvent m) {
            state(0, m.stockLocate());
        }

        @Override
        public void onStockDirectory(final StockDirectory m) {
            state(1, m.stockLocate());
        }

        @Override
        public void onStockTradingAction(final StockTradingAction m) {
            state(2, m.stockLocate());
        }

        @Override
        public void onRegShoRestriction(final RegShoRestriction m) {
            state(3, m.stockLocate());
        }

        @Override
        public void onRetailPriceImprovement(final RetailPriceImprovement m) {
            state(4, m.stockLocate());
        }

        @Override
        public void onAddOrder(final AddOrder m) {
            orders.put(m.orderReferenceNumber(), message());
        }

        @Override
        public void onAddOrderMpid(final AddOrderMpid m) {
            orders.put(m.orderReferenceNumber(), message());
        }

        @Override
        public void onOrderExecuted(final OrderExecuted m) {
            take(m.orderReferenceNumber(), m.executedShares());
        }

        @Override
        public void onOrderExecutedWithPrice(final OrderExecutedWithPrice m) {
            take(m.orderReferenceNumber(), m.executedShares());
        }

        @Override
        public void onOrderCancel(final OrderCancel m) {
            take(m.orderReferenceNumber(), m.cancelledShares());
        }

        @Override
        public void onOrderDelete(final OrderDelete m) {
            orders.remove(m.orderReferenceNumber());
        }

        @Override
        public void onOrderReplace(final OrderReplace m) {
            final byte[] old = orders.remove(m.originalOrderReferenceNumber());
            if (old != null) {
                order.wrap(old);
                add.wrap(order, 0);
                final byte[] bytes = new byte[AddOrder.LENGTH];
                replaced.wrap(new UnsafeBuffer(bytes), 0).stockLocate(m.stockLocate()).timestamp(m.timestamp())
                    .orderReferenceNumber(m.newOrderReferenceNumber()).buySellIndicator(add.buySellIndicator())
                    .shares(m.shares()).stock(add.stock()).price(m.price());
                orders.put(m.newOrderReferenceNumber(), bytes);
            }
        }

        /** Both kinds of add have their fields at the same places. */
        private void take(final long reference, final long shares) {
            final byte[] bytes = orders.get(reference);
            if (bytes == null) {
                return;
            }
            order.wrap(bytes);
            add.wrap(order, 0);
            final long left = add.shares() - shares;
            if (left <= 0) {
                orders.remove(reference);
            } else {
                order.putInt(SHARES_OFFSET, (int) left, ByteOrder.BIG_ENDIAN);
            }
        }
    }
}
