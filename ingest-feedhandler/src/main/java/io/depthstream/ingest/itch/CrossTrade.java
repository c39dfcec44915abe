package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Cross Trade, type Q, 40 bytes (TotalView-ITCH 5.0, section 1.5.2). Reports a cross (auction) as one print.
 * Sent for each security at each cross, with 0 shares if nothing traded.
 */
public final class CrossTrade extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'Q';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 40;

    static final int SHARES_OFFSET = 11;
    static final int STOCK_OFFSET = 19;
    static final int CROSS_PRICE_OFFSET = 27;
    static final int MATCH_NUMBER_OFFSET = 31;
    static final int CROSS_TYPE_OFFSET = 39;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public CrossTrade wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** Shares that traded in the cross; 64 bits wide here. */
    public long shares() {
        return longValue(SHARES_OFFSET);
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

    /** Price of the cross. In ten-thousandths of a dollar. */
    public long crossPrice() {
        return unsignedInt(CROSS_PRICE_OFFSET);
    }

    /** Names the execution for the day; a broken trade refers to it. */
    public long matchNumber() {
        return longValue(MATCH_NUMBER_OFFSET);
    }

    /** O opening, C closing, H IPO or reopening after a halt or pause. */
    public char crossType() {
        return character(CROSS_TYPE_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "shares", shares());
        append(out, "stock", stock());
        append(out, "crossPrice", crossPrice());
        append(out, "matchNumber", matchNumber());
        append(out, "crossType", crossType());
    }
}
