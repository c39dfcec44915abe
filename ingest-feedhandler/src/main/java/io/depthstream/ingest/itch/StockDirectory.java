package io.depthstream.ingest.itch;

import org.agrona.DirectBuffer;

/**
 * Stock Directory, type R, 39 bytes (TotalView-ITCH 5.0, section 1.2.1). Describes one security and ties its
 * stock locate to its symbol for the day.
 */
public final class StockDirectory extends ItchMessage {
    /** Message type. */
    public static final char TYPE = 'R';
    /** Length of the message in bytes, header included. */
    public static final int LENGTH = 39;

    static final int STOCK_OFFSET = 11;
    static final int MARKET_CATEGORY_OFFSET = 19;
    static final int FINANCIAL_STATUS_INDICATOR_OFFSET = 20;
    static final int ROUND_LOT_SIZE_OFFSET = 21;
    static final int ROUND_LOTS_ONLY_OFFSET = 25;
    static final int ISSUE_CLASSIFICATION_OFFSET = 26;
    static final int ISSUE_SUB_TYPE_OFFSET = 27;
    static final int AUTHENTICITY_OFFSET = 29;
    static final int SHORT_SALE_THRESHOLD_INDICATOR_OFFSET = 30;
    static final int IPO_FLAG_OFFSET = 31;
    static final int LULD_REFERENCE_PRICE_TIER_OFFSET = 32;
    static final int ETP_FLAG_OFFSET = 33;
    static final int ETP_LEVERAGE_FACTOR_OFFSET = 34;
    static final int INVERSE_INDICATOR_OFFSET = 38;

    /** Puts this flyweight over the message that starts at {@code offset}; allocates nothing. */
    public StockDirectory wrap(final DirectBuffer buffer, final int offset) {
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

    /**
     * Listing market or tier: Q Nasdaq Global Select, G Nasdaq Global, S Nasdaq Capital, N NYSE, A NYSE
     * American, P NYSE Arca, Z BATS Z, V IEX, space not available.
     */
    public char marketCategory() {
        return character(MARKET_CATEGORY_OFFSET);
    }

    /**
     * Listing compliance: N normal, D deficient, E delinquent, Q bankrupt, S suspended, G, H, J and K for
     * combinations, C creations or redemptions suspended, space not available.
     */
    public char financialStatusIndicator() {
        return character(FINANCIAL_STATUS_INDICATOR_OFFSET);
    }

    /** Shares in a round lot. */
    public long roundLotSize() {
        return unsignedInt(ROUND_LOT_SIZE_OFFSET);
    }

    /** Y only round lots are accepted, N odd and mixed lots too. */
    public char roundLotsOnly() {
        return character(ROUND_LOTS_ONLY_OFFSET);
    }

    /** Security class, appendix of the specification: C common stock, A depositary share, Q other, … */
    public char issueClassification() {
        return character(ISSUE_CLASSIFICATION_OFFSET);
    }

    /**
     * Security sub-type, appendix of the specification: Z not applicable, E ETF, EN exchange traded note, …
     * Padding removed; allocates a string.
     */
    public String issueSubType() {
        return text(ISSUE_SUB_TYPE_OFFSET, 2);
    }

    /** {@link #issueSubType()} as its two bytes packed big endian, padding kept; allocates nothing. */
    public int issueSubTypeAsInt() {
        return unsignedShort(ISSUE_SUB_TYPE_OFFSET);
    }

    /** P live, T test. */
    public char authenticity() {
        return character(AUTHENTICITY_OFFSET);
    }

    /** Regulation SHO rule 203(b)(3): Y restricted, N not, space not available. */
    public char shortSaleThresholdIndicator() {
        return character(SHORT_SALE_THRESHOLD_INDICATOR_OFFSET);
    }

    /** Y set up for an IPO release, N not, space not available. */
    public char ipoFlag() {
        return character(IPO_FLAG_OFFSET);
    }

    /** Limit-up limit-down tier: 1, 2, or space for none. */
    public char luldReferencePriceTier() {
        return character(LULD_REFERENCE_PRICE_TIER_OFFSET);
    }

    /** Y exchange traded product, N not, space not available. */
    public char etpFlag() {
        return character(ETP_FLAG_OFFSET);
    }

    /** Leverage of an exchange traded product, rounded to a whole number. */
    public long etpLeverageFactor() {
        return unsignedInt(ETP_LEVERAGE_FACTOR_OFFSET);
    }

    /** Y the product moves inversely to its index, N not. */
    public char inverseIndicator() {
        return character(INVERSE_INDICATOR_OFFSET);
    }

    @Override
    void appendFields(final StringBuilder out) {
        append(out, "stock", stock());
        append(out, "marketCategory", marketCategory());
        append(out, "financialStatusIndicator", financialStatusIndicator());
        append(out, "roundLotSize", roundLotSize());
        append(out, "roundLotsOnly", roundLotsOnly());
        append(out, "issueClassification", issueClassification());
        append(out, "issueSubType", issueSubType());
        append(out, "authenticity", authenticity());
        append(out, "shortSaleThresholdIndicator", shortSaleThresholdIndicator());
        append(out, "ipoFlag", ipoFlag());
        append(out, "luldReferencePriceTier", luldReferencePriceTier());
        append(out, "etpFlag", etpFlag());
        append(out, "etpLeverageFactor", etpLeverageFactor());
        append(out, "inverseIndicator", inverseIndicator());
    }
}
