package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Add Order with MPID Attribution, type F, 40 bytes (TotalView-ITCH 5.0, section 1.3.2). Puts a new displayed
 * order on the book and names the participant who entered it.
 */
public final class AddOrderMpid extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'F';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 40;

    static final int ORDER_REFERENCE_NUMBER_OFFSET = 11;
    static final int BUY_SELL_INDICATOR_OFFSET = 19;
    static final int SHARES_OFFSET = 20;
    static final int STOCK_OFFSET = 24;
    static final int PRICE_OFFSET = 32;
    static final int ATTRIBUTION_OFFSET = 36;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public AddOrderMpid wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** Names the order for the rest of the day. */
    public long orderReferenceNumber() {
        return longValue(ORDER_REFERENCE_NUMBER_OFFSET);
    }

    /** B buy, S sell. */
    public char buySellIndicator() {
        return character(BUY_SELL_INDICATOR_OFFSET);
    }

    /** Displayed shares. */
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

    /** Display price. In ten-thousandths of a dollar. */
    public long price() {
        return unsignedInt(PRICE_OFFSET);
    }

    /** Market participant identifier of the order's owner. Padding removed; allocates a string. */
    public String attribution() {
        return text(ATTRIBUTION_OFFSET, 4);
    }

    /** {@link #attribution()} as its four bytes packed big endian, padding kept; allocates nothing. */
    public int attributionAsInt() {
        return intValue(ATTRIBUTION_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "orderReferenceNumber", orderReferenceNumber());
        append(out, "buySellIndicator", buySellIndicator());
        append(out, "shares", shares());
        append(out, "stock", stock());
        append(out, "price", price());
        append(out, "attribution", attribution());
    }
}
