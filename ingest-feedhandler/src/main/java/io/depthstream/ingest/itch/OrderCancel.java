package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Order Cancel, type X, 23 bytes (TotalView-ITCH 5.0, section 1.4.3). Takes shares off a displayed order,
 * which keeps its place in the queue.
 */
public final class OrderCancel extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'X';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 23;

    static final int ORDER_REFERENCE_NUMBER_OFFSET = 11;
    static final int CANCELLED_SHARES_OFFSET = 19;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public OrderCancel wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** The order that shrinks. */
    public long orderReferenceNumber() {
        return longValue(ORDER_REFERENCE_NUMBER_OFFSET);
    }

    /** Shares taken off, not shares left. */
    public long cancelledShares() {
        return unsignedInt(CANCELLED_SHARES_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "orderReferenceNumber", orderReferenceNumber());
        append(out, "cancelledShares", cancelledShares());
    }
}
