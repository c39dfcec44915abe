package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * System Event, type S, 12 bytes (TotalView-ITCH 5.0, section 1.1). Signals a step of the market's day.
 * Carries no symbol; stock locate is always 0.
 */
public final class SystemEvent extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'S';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 12;

    static final int EVENT_CODE_OFFSET = 11;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public SystemEvent wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /**
     * O start of messages, S start of system hours, Q start of market hours, M end of market hours, E end of
     * system hours, C end of messages.
     */
    public char eventCode() {
        return character(EVENT_CODE_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "eventCode", eventCode());
    }
}
