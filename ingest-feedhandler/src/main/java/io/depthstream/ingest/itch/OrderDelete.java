package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/** Order Delete, type D, 19 bytes (TotalView-ITCH 5.0, section 1.4.4). Takes a displayed order off the book. */
public final class OrderDelete extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'D';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 19;

    static final int ORDER_REFERENCE_NUMBER_OFFSET = 11;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public OrderDelete wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** The order that leaves. */
    public long orderReferenceNumber() {
        return longValue(ORDER_REFERENCE_NUMBER_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "orderReferenceNumber", orderReferenceNumber());
    }
}
