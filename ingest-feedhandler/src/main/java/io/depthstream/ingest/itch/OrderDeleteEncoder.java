package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link OrderDelete} messages (type D, 19 bytes). Fields not set stay binary zero. */
public final class OrderDeleteEncoder extends ItchEncoder<OrderDeleteEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 18 bytes. */
    public OrderDeleteEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, OrderDelete.TYPE, OrderDelete.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return OrderDelete.LENGTH;
    }

    @Override
    OrderDeleteEncoder self() {
        return this;
    }

    /** Writes {@link OrderDelete#orderReferenceNumber()}: 64 bits, as they are. */
    public OrderDeleteEncoder orderReferenceNumber(final long orderReferenceNumber) {
        return putLong(OrderDelete.ORDER_REFERENCE_NUMBER_OFFSET, orderReferenceNumber);
    }
}
