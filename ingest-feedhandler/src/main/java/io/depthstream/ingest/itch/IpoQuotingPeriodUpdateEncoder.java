package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link IpoQuotingPeriodUpdate} messages (type K, 28 bytes). Fields not set stay binary zero. */
public final class IpoQuotingPeriodUpdateEncoder extends ItchEncoder<IpoQuotingPeriodUpdateEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 27 bytes. */
    public IpoQuotingPeriodUpdateEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, IpoQuotingPeriodUpdate.TYPE, IpoQuotingPeriodUpdate.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return IpoQuotingPeriodUpdate.LENGTH;
    }

    @Override
    IpoQuotingPeriodUpdateEncoder self() {
        return this;
    }

    /** Writes {@link IpoQuotingPeriodUpdate#stock()}: at most 8 characters. */
    public IpoQuotingPeriodUpdateEncoder stock(final String stock) {
        return putText(IpoQuotingPeriodUpdate.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link IpoQuotingPeriodUpdate#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public IpoQuotingPeriodUpdateEncoder stockAsLong(final long stock) {
        return putLong(IpoQuotingPeriodUpdate.STOCK_OFFSET, stock);
    }

    /** Writes {@link IpoQuotingPeriodUpdate#ipoQuotationReleaseTime()}: 0 to 4,294,967,295. */
    public IpoQuotingPeriodUpdateEncoder ipoQuotationReleaseTime(final long ipoQuotationReleaseTime) {
        return putUnsignedInt(
                IpoQuotingPeriodUpdate.IPO_QUOTATION_RELEASE_TIME_OFFSET,
                ipoQuotationReleaseTime,
                "ipoQuotationReleaseTime");
    }

    /** Writes {@link IpoQuotingPeriodUpdate#ipoQuotationReleaseQualifier()}: one byte wide. */
    public IpoQuotingPeriodUpdateEncoder ipoQuotationReleaseQualifier(final char ipoQuotationReleaseQualifier) {
        return putCharacter(
                IpoQuotingPeriodUpdate.IPO_QUOTATION_RELEASE_QUALIFIER_OFFSET,
                ipoQuotationReleaseQualifier,
                "ipoQuotationReleaseQualifier");
    }

    /** Writes {@link IpoQuotingPeriodUpdate#ipoPrice()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public IpoQuotingPeriodUpdateEncoder ipoPrice(final long ipoPrice) {
        return putUnsignedInt(IpoQuotingPeriodUpdate.IPO_PRICE_OFFSET, ipoPrice, "ipoPrice");
    }
}
