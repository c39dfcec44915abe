package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Net Order Imbalance Indicator (NOII), type I, 50 bytes (TotalView-ITCH 5.0, section 1.6). Tells, in the
 * run-up to a cross, where it would clear and which side is short of shares.
 */
public final class NetOrderImbalance extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'I';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 50;

    static final int PAIRED_SHARES_OFFSET = 11;
    static final int IMBALANCE_SHARES_OFFSET = 19;
    static final int IMBALANCE_DIRECTION_OFFSET = 27;
    static final int STOCK_OFFSET = 28;
    static final int FAR_PRICE_OFFSET = 36;
    static final int NEAR_PRICE_OFFSET = 40;
    static final int CURRENT_REFERENCE_PRICE_OFFSET = 44;
    static final int CROSS_TYPE_OFFSET = 48;
    static final int PRICE_VARIATION_INDICATOR_OFFSET = 49;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public NetOrderImbalance wrap(final DirectBuffer buffer, final int offset) {
        attach(buffer, offset);
        return this;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    /** Shares that would match at the current reference price; 64 bits wide here. */
    public long pairedShares() {
        return longValue(PAIRED_SHARES_OFFSET);
    }

    /** Shares left unmatched at the current reference price; 64 bits wide here. */
    public long imbalanceShares() {
        return longValue(IMBALANCE_SHARES_OFFSET);
    }

    /** B buy, S sell, N none, O too few orders to calculate, P paused. */
    public char imbalanceDirection() {
        return character(IMBALANCE_DIRECTION_OFFSET);
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

    /** Price at which the cross orders alone would clear; 0 if there is none. In ten-thousandths of a dollar. */
    public long farPrice() {
        return unsignedInt(FAR_PRICE_OFFSET);
    }

    /**
     * Price at which cross and continuous orders together would clear; 0 if there is none. In ten-thousandths
     * of a dollar.
     */
    public long nearPrice() {
        return unsignedInt(NEAR_PRICE_OFFSET);
    }

    /** Price at which the shares were counted. In ten-thousandths of a dollar. */
    public long currentReferencePrice() {
        return unsignedInt(CURRENT_REFERENCE_PRICE_OFFSET);
    }

    /** O opening, C closing, H IPO or reopening after a halt or pause, A extended trading close. */
    public char crossType() {
        return character(CROSS_TYPE_OFFSET);
    }

    /**
     * Distance of the near price from the reference: L below 1 %, 1 to 9 for whole per cents, A 10 to 20 %, B
     * 20 to 30 %, C 30 % and above, space not to be calculated.
     */
    public char priceVariationIndicator() {
        return character(PRICE_VARIATION_INDICATOR_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "pairedShares", pairedShares());
        append(out, "imbalanceShares", imbalanceShares());
        append(out, "imbalanceDirection", imbalanceDirection());
        append(out, "stock", stock());
        append(out, "farPrice", farPrice());
        append(out, "nearPrice", nearPrice());
        append(out, "currentReferencePrice", currentReferencePrice());
        append(out, "crossType", crossType());
        append(out, "priceVariationIndicator", priceVariationIndicator());
    }
}
