package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link OrderCancel} messages (type X, 23 bytes). Fields not set stay binary zero. */
public final class OrderCancelEncoder extends ItchEncoder<OrderCancelEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 22 bytes. */
    public OrderCancelEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, OrderCancel.TYPE, OrderCancel.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return OrderCancel.LENGTH;
    }

    @Override
    OrderCancelEncoder self() {
        return this;
    }

    /** Writes {@link OrderCancel#orderReferenceNumber()}: 64 bits, as they are. */
    public OrderCancelEncoder orderReferenceNumber(final long orderReferenceNumber) {
        return putLong(OrderCancel.ORDER_REFERENCE_NUMBER_OFFSET, orderReferenceNumber);
    }

    /** Writes {@link OrderCancel#cancelledShares()}: 0 to 4,294,967,295. */
    public OrderCancelEncoder cancelledShares(final long cancelledShares) {
        return putUnsignedInt(OrderCancel.CANCELLED_SHARES_OFFSET, cancelledShares, "cancelledShares");
    }
}
