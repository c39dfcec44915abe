package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Reg SHO Short Sale Price Test Restricted Indicator, type Y, 20 bytes (TotalView-ITCH 5.0, section 1.2.3).
 * Gives the short-sale price test state of one security.
 */
public final class RegShoRestriction extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'Y';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 20;

    static final int STOCK_OFFSET = 11;
    static final int REG_SHO_ACTION_OFFSET = 19;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public RegShoRestriction wrap(final DirectBuffer buffer, final int offset) {
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

    /** 0 no price test, 1 restricted because of an intraday price drop, 2 restriction remains in effect. */
    public char regSHOAction() {
        return character(REG_SHO_ACTION_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "regSHOAction", regSHOAction());
    }
}
