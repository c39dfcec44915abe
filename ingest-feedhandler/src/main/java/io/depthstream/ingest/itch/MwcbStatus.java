package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * MWCB Status, type W, 12 bytes (TotalView-ITCH 5.0, section 1.2.5.2). Says that a market-wide circuit
 * breaker level was breached. Carries no symbol.
 */
public final class MwcbStatus extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'W';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 12;

    static final int BREACHED_LEVEL_OFFSET = 11;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public MwcbStatus wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** 1, 2 or 3: the level that was breached. */
    public char breachedLevel() {
        return character(BREACHED_LEVEL_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "breachedLevel", breachedLevel());
    }
}
