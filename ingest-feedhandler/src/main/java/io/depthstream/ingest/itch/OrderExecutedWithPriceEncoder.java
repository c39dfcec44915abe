package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link OrderExecutedWithPrice} messages (type C, 36 bytes). Fields not set stay binary zero. */
public final class OrderExecutedWithPriceEncoder extends ItchEncoder<OrderExecutedWithPriceEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 35 bytes. */
    public OrderExecutedWithPriceEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, OrderExecutedWithPrice.TYPE, OrderExecutedWithPrice.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return OrderExecutedWithPrice.LENGTH;
    }

    @Override
    OrderExecutedWithPriceEncoder self() {
        return this;
    }

    /** Writes {@link OrderExecutedWithPrice#orderReferenceNumber()}: 64 bits, as they are. */
    public OrderExecutedWithPriceEncoder orderReferenceNumber(final long orderReferenceNumber) {
        return putLong(OrderExecutedWithPrice.ORDER_REFERENCE_NUMBER_OFFSET, orderReferenceNumber);
    }

    /** Writes {@link OrderExecutedWithPrice#executedShares()}: 0 to 4,294,967,295. */
    public OrderExecutedWithPriceEncoder executedShares(final long executedShares) {
        return putUnsignedInt(OrderExecutedWithPrice.EXECUTED_SHARES_OFFSET, executedShares, "executedShares");
    }

    /** Writes {@link OrderExecutedWithPrice#matchNumber()}: 64 bits, as they are. */
    public OrderExecutedWithPriceEncoder matchNumber(final long matchNumber) {
        return putLong(OrderExecutedWithPrice.MATCH_NUMBER_OFFSET, matchNumber);
    }

    /** Writes {@link OrderExecutedWithPrice#printable()}: one byte wide. */
    public OrderExecutedWithPriceEncoder printable(final char printable) {
        return putCharacter(OrderExecutedWithPrice.PRINTABLE_OFFSET, printable, "printable");
    }

    /**
     * Writes {@link OrderExecutedWithPrice#executionPrice()}: ten-thousandths of a dollar, 0 to
     * 4,294,967,295.
     */
    public OrderExecutedWithPriceEncoder executionPrice(final long executionPrice) {
        return putUnsignedInt(OrderExecutedWithPrice.EXECUTION_PRICE_OFFSET, executionPrice, "executionPrice");
    }
}
