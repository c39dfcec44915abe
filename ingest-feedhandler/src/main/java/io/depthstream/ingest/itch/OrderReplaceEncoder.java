package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link OrderReplace} messages (type U, 35 bytes). Fields not set stay binary zero. */
public final class OrderReplaceEncoder extends ItchEncoder<OrderReplaceEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 34 bytes. */
    public OrderReplaceEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, OrderReplace.TYPE, OrderReplace.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return OrderReplace.LENGTH;
    }

    @Override
    OrderReplaceEncoder self() {
        return this;
    }

    /** Writes {@link OrderReplace#originalOrderReferenceNumber()}: 64 bits, as they are. */
    public OrderReplaceEncoder originalOrderReferenceNumber(final long originalOrderReferenceNumber) {
        return putLong(OrderReplace.ORIGINAL_ORDER_REFERENCE_NUMBER_OFFSET, originalOrderReferenceNumber);
    }

    /** Writes {@link OrderReplace#newOrderReferenceNumber()}: 64 bits, as they are. */
    public OrderReplaceEncoder newOrderReferenceNumber(final long newOrderReferenceNumber) {
        return putLong(OrderReplace.NEW_ORDER_REFERENCE_NUMBER_OFFSET, newOrderReferenceNumber);
    }

    /** Writes {@link OrderReplace#shares()}: 0 to 4,294,967,295. */
    public OrderReplaceEncoder shares(final long shares) {
        return putUnsignedInt(OrderReplace.SHARES_OFFSET, shares, "shares");
    }

    /** Writes {@link OrderReplace#price()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public OrderReplaceEncoder price(final long price) {
        return putUnsignedInt(OrderReplace.PRICE_OFFSET, price, "price");
    }
}
