package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link OrderExecuted} messages (type E, 31 bytes). Fields not set stay binary zero. */
public final class OrderExecutedEncoder extends ItchEncoder<OrderExecutedEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 30 bytes. */
    public OrderExecutedEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, OrderExecuted.TYPE, OrderExecuted.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return OrderExecuted.LENGTH;
    }

    @Override
    OrderExecutedEncoder self() {
        return this;
    }

    /** Writes {@link OrderExecuted#orderReferenceNumber()}: 64 bits, as they are. */
    public OrderExecutedEncoder orderReferenceNumber(final long orderReferenceNumber) {
        return putLong(OrderExecuted.ORDER_REFERENCE_NUMBER_OFFSET, orderReferenceNumber);
    }

    /** Writes {@link OrderExecuted#executedShares()}: 0 to 4,294,967,295. */
    public OrderExecutedEncoder executedShares(final long executedShares) {
        return putUnsignedInt(OrderExecuted.EXECUTED_SHARES_OFFSET, executedShares, "executedShares");
    }

    /** Writes {@link OrderExecuted#matchNumber()}: 64 bits, as they are. */
    public OrderExecutedEncoder matchNumber(final long matchNumber) {
        return putLong(OrderExecuted.MATCH_NUMBER_OFFSET, matchNumber);
    }
}
