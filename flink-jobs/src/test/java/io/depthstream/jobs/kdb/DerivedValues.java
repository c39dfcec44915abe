package io.depthstream.jobs.kdb;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.AlertKind;
import io.depthstream.schemas.avro.AlertSeverity;
import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.BookSignal;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.EarlierTop;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.SignalTrigger;
import io.depthstream.schemas.avro.StatusKind;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.Records;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Records of the derived topics, as they lie in Kafka, for tests. */
final class DerivedValues {

    /** 15:04:05.123456789 on 30 January 2020, UTC. */
    static final long TIME = 1_580_396_645_123_456_789L;

    private DerivedValues() {}

    static RawBatch top(final String symbol, final long sequence, final long offset) {
        return batch(Topics.BOOK_TOP, symbol, offset, touch(symbol, sequence));
    }

    /** A touch with two earlier changes in the same record: sequences two and one below, the second without a bid. */
    static RawBatch packedTop(final String symbol, final long sequence, final long offset) {
        final TopOfBook top = touch(symbol, sequence);
        final EarlierTop first = Records.blank(EarlierTop.class);
        first.setSequence(sequence - 2);
        first.setVenueTimeNanos(TIME + sequence - 2);
        first.setBidPrice(3_210_107);
        first.setBidShares(1);
        final EarlierTop second = Records.blank(EarlierTop.class);
        second.setSequence(sequence - 1);
        second.setVenueTimeNanos(TIME + sequence - 1);
        top.setEarlier(List.of(first, second));
        return batch(Topics.BOOK_TOP, symbol, offset, top);
    }

    private static TopOfBook touch(final String symbol, final long sequence) {
        final TopOfBook top = Records.blank(TopOfBook.class);
        top.setVenue("XNAS");
        top.setSession("SIM0000001");
        top.setSymbol(symbol);
        top.setSequence(sequence);
        top.setVenueTimeNanos(TIME + sequence);
        top.setReceiveTimeNanos(TIME + sequence + 7);
        top.setBidPrice(3_210_100);
        top.setBidShares(300);
        top.setBidOrders(2);
        top.setAskPrice(99);
        top.setAskShares(0);
        top.setQuality(Quality.OK);
        top.setTradingState(TradingState.TRADING);
        return top;
    }

    static RawBatch trade(final String symbol, final long sequence, final long offset) {
        final Trade trade = Records.blank(Trade.class);
        trade.setVenue("XNAS");
        trade.setSession("SIM0000001");
        trade.setSymbol(symbol);
        trade.setSequence(sequence);
        trade.setVenueTimeNanos(TIME + sequence);
        trade.setKind(TradeKind.EXECUTION);
        trade.setAggressor(Side.BID);
        trade.setPrice(3_210_150);
        trade.setShares(Long.MAX_VALUE);
        trade.setMatchNumber(sequence);
        trade.setOrderRef(17);
        trade.setBidPrice(3_210_100);
        trade.setQuality(Quality.STALE);
        trade.setQualityReason("gap");
        trade.setTradingState(TradingState.TRADING);
        return batch(Topics.TRADES, symbol, offset, trade);
    }

    static RawBatch depth(final String symbol, final long sequence, final long offset) {
        final Depth depth = Records.blank(Depth.class);
        depth.setVenue("XNAS");
        depth.setSession("SIM0000001");
        depth.setSymbol(symbol);
        depth.setSequence(sequence);
        depth.setVenueTimeNanos(TIME + sequence);
        depth.setBidPrices(List.of(3_210_100L, 3_210_000L));
        depth.setBidShares(List.of(300L, 50L));
        depth.setBidOrders(List.of(2, 1));
        depth.setQuality(Quality.OK);
        depth.setTradingState(TradingState.TRADING);
        return batch(Topics.BOOK_DEPTH, symbol, offset, depth);
    }

    static RawBatch latest(final String symbol, final long sequence, final long offset) {
        final BookLatest book = Records.blank(BookLatest.class);
        book.setVenue("XNAS");
        book.setSession("SIM0000001");
        book.setSymbol(symbol);
        book.setSequence(sequence);
        book.setVenueTimeNanos(TIME + sequence);
        book.setAskPrices(List.of(3_210_200L));
        book.setAskShares(List.of(25L));
        book.setAskOrders(List.of(1));
        book.setLiveOrders(1);
        book.setAppliedEvents(12);
        book.setQuality(Quality.OK);
        book.setTradingState(TradingState.HALTED);
        return batch(Topics.BOOK_LATEST, symbol, offset, book);
    }

    static RawBatch status(final String symbol, final long sequence, final long offset) {
        final MarketStatus status = Records.blank(MarketStatus.class);
        status.setVenue("XNAS");
        status.setSession("SIM0000001");
        status.setSymbol(symbol);
        status.setSequence(sequence);
        status.setVenueTimeNanos(TIME + sequence);
        status.setKind(StatusKind.LULD_COLLAR);
        status.setCode("T");
        status.setReason("MWC1");
        status.setReferencePrice(1);
        status.setUpperPrice(2);
        status.setLowerPrice(3);
        status.setValues(List.of(4L, 5L));
        return batch(Topics.STATUS, symbol, offset, status);
    }

    static RawBatch imbalance(final String symbol, final long sequence, final long offset) {
        final Imbalance imbalance = Records.blank(Imbalance.class);
        imbalance.setVenue("XNAS");
        imbalance.setSession("SIM0000001");
        imbalance.setSymbol(symbol);
        imbalance.setSequence(sequence);
        imbalance.setVenueTimeNanos(TIME + sequence);
        imbalance.setCrossType("O");
        imbalance.setSide(Side.ASK);
        imbalance.setDirection("S");
        imbalance.setPriceVariation("L");
        imbalance.setPairedShares(10);
        imbalance.setImbalanceShares(11);
        imbalance.setFarPrice(0);
        imbalance.setNearPrice(12);
        imbalance.setReferencePrice(13);
        return batch(Topics.IMBALANCE, symbol, offset, imbalance);
    }

    static RawBatch bar(final String symbol, final long sequence, final long offset) {
        final Bar bar = Records.blank(Bar.class);
        bar.setSymbol(symbol);
        bar.setSession("SIM0000001");
        bar.setSequence(sequence);
        bar.setVenueTimeNanos(TIME + sequence);
        bar.setStartNanos(TIME);
        bar.setWidthNanos(10_000_000);
        bar.setRevision(2);
        bar.setOpen(1);
        bar.setHigh(2);
        bar.setLow(3);
        bar.setClose(4);
        bar.setVolume(5);
        bar.setTrades(6);
        bar.setFineScale(6);
        bar.setVwap(7);
        bar.setBuyVolume(8);
        bar.setSellVolume(9);
        bar.setCrossVolume(10);
        bar.setQuotes(11);
        bar.setOrderFlow(-12);
        bar.setCloseMid(13);
        return batch(Topics.BARS, symbol, offset, bar);
    }

    static RawBatch signal(final String symbol, final long sequence, final long offset) {
        final BookSignal signal = Records.blank(BookSignal.class);
        signal.setSymbol(symbol);
        signal.setSession("SIM0000001");
        signal.setSequence(sequence);
        signal.setVenueTimeNanos(TIME + sequence);
        signal.setTrigger(SignalTrigger.GRID);
        signal.setGridNanos(TIME + 10);
        signal.setBidPrice(100);
        signal.setBidShares(5);
        signal.setSpreadTicks(0.5);
        signal.setSpreadBasisPoints(-1.25);
        signal.setImbalance(1);
        signal.setOrderFlow(-3);
        signal.setOrderToTrade(1e9);
        return batch(Topics.SIGNALS, symbol, offset, signal);
    }

    static RawBatch alert(final String symbol, final long sequence, final long offset) {
        final Alert alert = Records.blank(Alert.class);
        alert.setSymbol(symbol);
        alert.setSession("SIM0000001");
        alert.setSequence(sequence);
        alert.setVenueTimeNanos(TIME + sequence);
        alert.setId("halt/AAPL");
        alert.setKind(AlertKind.HALT);
        alert.setSeverity(AlertSeverity.WARNING);
        alert.setActive(true);
        alert.setRaisedNanos(TIME);
        alert.setLimit(1);
        alert.setObserved(2);
        alert.setUnit("ms");
        alert.setEvidence("halted");
        return batch(Topics.ALERTS, symbol, offset, alert);
    }

    private static RawBatch batch(final String topic, final String symbol, final long offset, final SpecificRecord record) {
        return new RawBatch(symbol, Records.encode(record), topic, 0, offset);
    }
}
