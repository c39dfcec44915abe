package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link StockDirectory} messages (type R, 39 bytes). Fields not set stay binary zero. */
public final class StockDirectoryEncoder extends ItchEncoder<StockDirectoryEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 38 bytes. */
    public StockDirectoryEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, StockDirectory.TYPE, StockDirectory.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return StockDirectory.LENGTH;
    }

    @Override
    StockDirectoryEncoder self() {
        return this;
    }

    /** Writes {@link StockDirectory#stock()}: at most 8 characters. */
    public StockDirectoryEncoder stock(final String stock) {
        return putText(StockDirectory.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link StockDirectory#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public StockDirectoryEncoder stockAsLong(final long stock) {
        return putLong(StockDirectory.STOCK_OFFSET, stock);
    }

    /** Writes {@link StockDirectory#marketCategory()}: one byte wide. */
    public StockDirectoryEncoder marketCategory(final char marketCategory) {
        return putCharacter(StockDirectory.MARKET_CATEGORY_OFFSET, marketCategory, "marketCategory");
    }

    /** Writes {@link StockDirectory#financialStatusIndicator()}: one byte wide. */
    public StockDirectoryEncoder financialStatusIndicator(final char financialStatusIndicator) {
        return putCharacter(
                StockDirectory.FINANCIAL_STATUS_INDICATOR_OFFSET, financialStatusIndicator, "financialStatusIndicator");
    }

    /** Writes {@link StockDirectory#roundLotSize()}: 0 to 4,294,967,295. */
    public StockDirectoryEncoder roundLotSize(final long roundLotSize) {
        return putUnsignedInt(StockDirectory.ROUND_LOT_SIZE_OFFSET, roundLotSize, "roundLotSize");
    }

    /** Writes {@link StockDirectory#roundLotsOnly()}: one byte wide. */
    public StockDirectoryEncoder roundLotsOnly(final char roundLotsOnly) {
        return putCharacter(StockDirectory.ROUND_LOTS_ONLY_OFFSET, roundLotsOnly, "roundLotsOnly");
    }

    /** Writes {@link StockDirectory#issueClassification()}: one byte wide. */
    public StockDirectoryEncoder issueClassification(final char issueClassification) {
        return putCharacter(StockDirectory.ISSUE_CLASSIFICATION_OFFSET, issueClassification, "issueClassification");
    }

    /** Writes {@link StockDirectory#issueSubType()}: at most 2 characters. */
    public StockDirectoryEncoder issueSubType(final String issueSubType) {
        return putText(StockDirectory.ISSUE_SUB_TYPE_OFFSET, 2, issueSubType, "issueSubType");
    }

    /** Writes {@link StockDirectory#authenticity()}: one byte wide. */
    public StockDirectoryEncoder authenticity(final char authenticity) {
        return putCharacter(StockDirectory.AUTHENTICITY_OFFSET, authenticity, "authenticity");
    }

    /** Writes {@link StockDirectory#shortSaleThresholdIndicator()}: one byte wide. */
    public StockDirectoryEncoder shortSaleThresholdIndicator(final char shortSaleThresholdIndicator) {
        return putCharacter(
                StockDirectory.SHORT_SALE_THRESHOLD_INDICATOR_OFFSET,
                shortSaleThresholdIndicator,
                "shortSaleThresholdIndicator");
    }

    /** Writes {@link StockDirectory#ipoFlag()}: one byte wide. */
    public StockDirectoryEncoder ipoFlag(final char ipoFlag) {
        return putCharacter(StockDirectory.IPO_FLAG_OFFSET, ipoFlag, "ipoFlag");
    }

    /** Writes {@link StockDirectory#luldReferencePriceTier()}: one byte wide. */
    public StockDirectoryEncoder luldReferencePriceTier(final char luldReferencePriceTier) {
        return putCharacter(
                StockDirectory.LULD_REFERENCE_PRICE_TIER_OFFSET, luldReferencePriceTier, "luldReferencePriceTier");
    }

    /** Writes {@link StockDirectory#etpFlag()}: one byte wide. */
    public StockDirectoryEncoder etpFlag(final char etpFlag) {
        return putCharacter(StockDirectory.ETP_FLAG_OFFSET, etpFlag, "etpFlag");
    }

    /** Writes {@link StockDirectory#etpLeverageFactor()}: 0 to 4,294,967,295. */
    public StockDirectoryEncoder etpLeverageFactor(final long etpLeverageFactor) {
        return putUnsignedInt(StockDirectory.ETP_LEVERAGE_FACTOR_OFFSET, etpLeverageFactor, "etpLeverageFactor");
    }

    /** Writes {@link StockDirectory#inverseIndicator()}: one byte wide. */
    public StockDirectoryEncoder inverseIndicator(final char inverseIndicator) {
        return putCharacter(StockDirectory.INVERSE_INDICATOR_OFFSET, inverseIndicator, "inverseIndicator");
    }
}
