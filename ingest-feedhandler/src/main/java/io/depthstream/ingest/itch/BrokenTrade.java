package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Broken Trade / Order Execution, type B, 19 bytes (TotalView-ITCH 5.0, section 1.5.3). Cancels an execution
 * reported earlier. It does not bring the order back to the book.
 */
public final class BrokenTrade extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'B';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 19;

    static final int MATCH_NUMBER_OFFSET = 11;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public BrokenTrade wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** The execution, trade or cross that is broken. */
    public long matchNumber() {
        return longValue(MATCH_NUMBER_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "matchNumber", matchNumber());
    }
}
