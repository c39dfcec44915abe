package io.depthstream.jobs.clickhouse;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.Records;

/** Trades for tests, every field of which follows from symbol and sequence. */
public final class TradeRecords {

    static final long DAY = 1_580_342_400_000_000_000L;

    private TradeRecords() {}

    /** A sound trade; its shares follow from the sequence. */
    public static RawBatch trade(final String symbol, final long sequence, final long offset) {
        final Trade trade = Records.blank(Trade.class);
        trade.setVenue("XNAS");
        trade.setSession("000012");
        trade.setSymbol(symbol);
        trade.setSequence(sequence);
        trade.setVenueTimeNanos(DAY + sequence);
        trade.setReceiveTimeNanos(DAY + sequence + 1_000);
        trade.setPriceScale(4);
        trade.setKind(TradeKind.EXECUTION);
        trade.setAggressor(Side.BID);
        trade.setPrice(1_000_000 + sequence);
        trade.setShares(sequence % 900 + 1);
        trade.setPrintable(true);
        trade.setQuality(Quality.OK);
        trade.setTradingState(TradingState.TRADING);
        return new RawBatch(symbol, Records.encode(trade), Topics.TRADES, 0, offset);
    }
}
