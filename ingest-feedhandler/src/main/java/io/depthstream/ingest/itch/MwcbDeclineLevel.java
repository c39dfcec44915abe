package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * MWCB Decline Level, type V, 35 bytes (TotalView-ITCH 5.0, section 1.2.5.1). Gives the day's market-wide
 * circuit breaker levels of the S&amp;P 500. Carries no symbol.
 */
public final class MwcbDeclineLevel extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'V';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 35;

    static final int LEVEL1_OFFSET = 11;
    static final int LEVEL2_OFFSET = 19;
    static final int LEVEL3_OFFSET = 27;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public MwcbDeclineLevel wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** Level 1 of the index. In hundred-millionths of a point (Price(8)). */
    public long level1() {
        return longValue(LEVEL1_OFFSET);
    }

    /** Level 2 of the index. In hundred-millionths of a point (Price(8)). */
    public long level2() {
        return longValue(LEVEL2_OFFSET);
    }

    /** Level 3 of the index. In hundred-millionths of a point (Price(8)). */
    public long level3() {
        return longValue(LEVEL3_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "level1", level1());
        append(out, "level2", level2());
        append(out, "level3", level3());
    }
}
