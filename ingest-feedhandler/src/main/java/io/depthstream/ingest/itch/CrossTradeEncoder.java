package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link CrossTrade} messages (type Q, 40 bytes). Fields not set stay binary zero. */
public final class CrossTradeEncoder extends ItchEncoder<CrossTradeEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 39 bytes. */
    public CrossTradeEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, CrossTrade.TYPE, CrossTrade.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return CrossTrade.LENGTH;
    }

    @Override
    CrossTradeEncoder self() {
        return this;
    }

    /** Writes {@link CrossTrade#shares()}: 64 bits, as they are. */
    public CrossTradeEncoder shares(final long shares) {
        return putLong(CrossTrade.SHARES_OFFSET, shares);
    }

    /** Writes {@link CrossTrade#stock()}: at most 8 characters. */
    public CrossTradeEncoder stock(final String stock) {
        return putText(CrossTrade.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link CrossTrade#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public CrossTradeEncoder stockAsLong(final long stock) {
        return putLong(CrossTrade.STOCK_OFFSET, stock);
    }

    /** Writes {@link CrossTrade#crossPrice()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public CrossTradeEncoder crossPrice(final long crossPrice) {
        return putUnsignedInt(CrossTrade.CROSS_PRICE_OFFSET, crossPrice, "crossPrice");
    }

    /** Writes {@link CrossTrade#matchNumber()}: 64 bits, as they are. */
    public CrossTradeEncoder matchNumber(final long matchNumber) {
        return putLong(CrossTrade.MATCH_NUMBER_OFFSET, matchNumber);
    }

    /** Writes {@link CrossTrade#crossType()}: one byte wide. */
    public CrossTradeEncoder crossType(final char crossType) {
        return putCharacter(CrossTrade.CROSS_TYPE_OFFSET, crossType, "crossType");
    }
}
