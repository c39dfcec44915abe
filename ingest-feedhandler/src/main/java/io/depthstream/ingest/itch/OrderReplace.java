package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Order Replace, type U, 35 bytes (TotalView-ITCH 5.0, section 1.4.5). Takes an order off the book and puts
 * another in its stead, on the same side of the same security, last in its queue.
 */
public final class OrderReplace extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'U';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 35;

    static final int ORIGINAL_ORDER_REFERENCE_NUMBER_OFFSET = 11;
    static final int NEW_ORDER_REFERENCE_NUMBER_OFFSET = 19;
    static final int SHARES_OFFSET = 27;
    static final int PRICE_OFFSET = 31;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public OrderReplace wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** The order that leaves. */
    public long originalOrderReferenceNumber() {
        return longValue(ORIGINAL_ORDER_REFERENCE_NUMBER_OFFSET);
    }

    /** The order that comes. */
    public long newOrderReferenceNumber() {
        return longValue(NEW_ORDER_REFERENCE_NUMBER_OFFSET);
    }

    /** Displayed shares of the new order. */
    public long shares() {
        return unsignedInt(SHARES_OFFSET);
    }

    /** Display price of the new order. In ten-thousandths of a dollar. */
    public long price() {
        return unsignedInt(PRICE_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "originalOrderReferenceNumber", originalOrderReferenceNumber());
        append(out, "newOrderReferenceNumber", newOrderReferenceNumber());
        append(out, "shares", shares());
        append(out, "price", price());
    }
}
