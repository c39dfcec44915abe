package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Trade (Non-Cross), type P, 44 bytes (TotalView-ITCH 5.0, section 1.5.1). Reports an execution against a
 * non-displayed order. It does not touch the displayed book.
 */
public final class Trade extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'P';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 44;

    static final int ORDER_REFERENCE_NUMBER_OFFSET = 11;
    static final int BUY_SELL_INDICATOR_OFFSET = 19;
    static final int SHARES_OFFSET = 20;
    static final int STOCK_OFFSET = 24;
    static final int PRICE_OFFSET = 32;
    static final int MATCH_NUMBER_OFFSET = 36;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public Trade wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** 0 since December 2010: the hidden order is not named. */
    public long orderReferenceNumber() {
        return longValue(ORDER_REFERENCE_NUMBER_OFFSET);
    }

    /** Side of the hidden order, B or S; always B since July 2014. */
    public char buySellIndicator() {
        return character(BUY_SELL_INDICATOR_OFFSET);
    }

    /** Shares that traded. */
    public long shares() {
        return unsignedInt(SHARES_OFFSET);
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

    /** Price of the trade. In ten-thousandths of a dollar. */
    public long price() {
        return unsignedInt(PRICE_OFFSET);
    }

    /** Names the execution for the day; a broken trade refers to it. */
    public long matchNumber() {
        return longValue(MATCH_NUMBER_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "orderReferenceNumber", orderReferenceNumber());
        append(out, "buySellIndicator", buySellIndicator());
        append(out, "shares", shares());
        append(out, "stock", stock());
        append(out, "price", price());
        append(out, "matchNumber", matchNumber());
    }
}
