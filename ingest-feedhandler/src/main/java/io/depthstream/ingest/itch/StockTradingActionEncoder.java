package io.depthstream.ingest.itch;

import org.agrona.MutableDirectBuffer;

/** Writes {@link StockTradingAction} messages (type H, 25 bytes). Fields not set stay binary zero. */
public final class StockTradingActionEncoder extends ItchEncoder<StockTradingActionEncoder> {
    /** Begins a message at {@code offset}: writes its type and clears the other 24 bytes. */
    public StockTradingActionEncoder wrap(final MutableDirectBuffer buffer, final int offset) {
        begin(buffer, offset, StockTradingAction.TYPE, StockTradingAction.LENGTH);
        return this;
    }

    @Override
    public int length() {
        return StockTradingAction.LENGTH;
    }

    @Override
    StockTradingActionEncoder self() {
        return this;
    }

    /** Writes {@link StockTradingAction#stock()}: at most 8 characters. */
    public StockTradingActionEncoder stock(final String stock) {
        return putText(StockTradingAction.STOCK_OFFSET, 8, stock, "stock");
    }

    /** Writes {@link StockTradingAction#stock()} as {@link ItchText#pack} made it; allocates nothing. */
    public StockTradingActionEncoder stockAsLong(final long stock) {
        return putLong(StockTradingAction.STOCK_OFFSET, stock);
    }

    /** Writes {@link StockTradingAction#tradingState()}: one byte wide. */
    public StockTradingActionEncoder tradingState(final char tradingState) {
        return putCharacter(StockTradingAction.TRADING_STATE_OFFSET, tradingState, "tradingState");
    }

    /** Writes {@link StockTradingAction#reserved()}: one byte wide. */
    public StockTradingActionEncoder reserved(final char reserved) {
        return putCharacter(StockTradingAction.RESERVED_OFFSET, reserved, "reserved");
    }

    /** Writes {@link StockTradingAction#reason()}: at most 4 characters. */
    public StockTradingActionEncoder reason(final String reason) {
        return putText(StockTradingAction.REASON_OFFSET, 4, reason, "reason");
    }

    /** Writes {@link StockTradingAction#reasonAsInt()}: four characters packed big endian; allocates nothing. */
    public StockTradingActionEncoder reasonAsInt(final int reason) {
        return putInt(StockTradingAction.REASON_OFFSET, reason);
    }
}
