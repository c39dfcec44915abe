package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Retail Price Improvement Indicator (RPII), type N, 20 bytes (TotalView-ITCH 5.0, section 1.7). Says on
 * which side retail price improvement interest stands.
 */
public final class RetailPriceImprovement extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'N';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 20;

    static final int STOCK_OFFSET = 11;
    static final int INTEREST_FLAG_OFFSET = 19;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public RetailPriceImprovement wrap(final DirectBuffer buffer, final int offset) {
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

    /** B bid, S ask, A both, N none. */
    public char interestFlag() {
        return character(INTEREST_FLAG_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "interestFlag", interestFlag());
    }
}
