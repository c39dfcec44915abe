package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link Trade} messages (type P, 44 bytes). Fields not set stay binary zero. */
public final class TradeEncoder extends ItchEncoder<TradeEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 43 bytes. */
    public TradeEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, Trade.TYPE, Trade.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return Trade.LENGTH;
    }

    @Override
    TradeEncoder self() {
        return this;
    }

    /** Writes {@link Trade#orderReferenceNumber()}: 64 bits, as they are. */
    public TradeEncoder orderReferenceNumber(final long orderReferenceNumber) {
        return putLong(Trade.ORDER_REFERENCE_NUMBER_OFFSET, orderReferenceNumber);
    }

    /** Writes {@link Trade#buySellIndicator()}: one byte wide. */
    public TradeEncoder buySellIndicator(final char buySellIndicator) {
        return putCharacter(Trade.BUY_SELL_INDICATOR_OFFSET, buySellIndicator, "buySellIndicator");
    }

    /** Writes {@link Trade#shares()}: 0 to 4,294,967,295. */
    public TradeEncoder shares(final long shares) {
        return putUnsignedInt(Trade.SHARES_OFFSET, shares, "shares");
    }

    /** Writes {@link Trade#stock()}: at most 8 characters. */
    public TradeEncoder stock(final String stock) {
        return putText(Trade.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link Trade#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public TradeEncoder stockAsLong(final long stock) {
        return putLong(Trade.STOCK_OFFSET, stock);
    }

    /** Writes {@link Trade#price()}: ten-thousandths of a dollar, 0 to 4,294,967,295. */
    public TradeEncoder price(final long price) {
        return putUnsignedInt(Trade.PRICE_OFFSET, price, "price");
    }

    /** Writes {@link Trade#matchNumber()}: 64 bits, as they are. */
    public TradeEncoder matchNumber(final long matchNumber) {
        return putLong(Trade.MATCH_NUMBER_OFFSET, matchNumber);
    }
}
