package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Operational Halt, type h, 21 bytes (TotalView-ITCH 5.0, section 1.2.8). Says that one market centre has
 * interrupted, or resumed, trading of one security for operational reasons.
 */
public final class OperationalHalt extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'h';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 21;

    static final int STOCK_OFFSET = 11;
    static final int MARKET_CODE_OFFSET = 19;
    static final int OPERATIONAL_HALT_ACTION_OFFSET = 20;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public OperationalHalt wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** Symbol, right padded with spaces on the wire. Padding removed; allocates a string. */
    public String stock() {
        return text(STOCK_OFFSET, 8);
    }

    /**
     * {@link #stock()} as its eight bytes packed big endian, padding kept; allocates nothing.
     * {@link ItchText#pack} makes the same number from a string.
     */
    public long stockAsLong() {
        return longValue(STOCK_OFFSET);
    }

    /** Q Nasdaq, B BX, X PSX. */
    public char marketCode() {
        return character(MARKET_CODE_OFFSET);
    }

    /** H halted, T trading resumed. */
    public char operationalHaltAction() {
        return character(OPERATIONAL_HALT_ACTION_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "marketCode", marketCode());
        append(out, "operationalHaltAction", operationalHaltAction());
    }
}
