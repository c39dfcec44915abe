package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link RetailPriceImprovement} messages (type N, 20 bytes). Fields not set stay binary zero. */
public final class RetailPriceImprovementEncoder extends ItchEncoder<RetailPriceImprovementEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 19 bytes. */
    public RetailPriceImprovementEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, RetailPriceImprovement.TYPE, RetailPriceImprovement.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return RetailPriceImprovement.LENGTH;
    }

    @Override
    RetailPriceImprovementEncoder self() {
        return this;
    }

    /** Writes {@link RetailPriceImprovement#stock()}: at most 8 characters. */
    public RetailPriceImprovementEncoder stock(final String stock) {
        return putText(RetailPriceImprovement.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link RetailPriceImprovement#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public RetailPriceImprovementEncoder stockAsLong(final long stock) {
        return putLong(RetailPriceImprovement.STOCK_OFFSET, stock);
    }

    /** Writes {@link RetailPriceImprovement#interestFlag()}: one byte wide. */
    public RetailPriceImprovementEncoder interestFlag(final char interestFlag) {
        return putCharacter(RetailPriceImprovement.INTEREST_FLAG_OFFSET, interestFlag, "interestFlag");
    }
}
