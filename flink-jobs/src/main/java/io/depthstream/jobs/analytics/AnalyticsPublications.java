package io.depthstream.jobs.analytics;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.config.AlertLimits;
import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.orderbook.analytics.Bar;
import io.depthstream.orderbook.analytics.QuoteMath;
import io.depthstream.orderbook.analytics.RollingWindows;
import io.depthstream.orderbook.analytics.SignRule;
import io.depthstream.orderbook.analytics.TickSize;
import io.depthstream.orderbook.analytics.VolumeProfile;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.AlertKind;
import io.depthstream.schemas.avro.AlertSeverity;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.LateEvent;
import io.depthstream.schemas.avro.Profile;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.SignalTrigger;
import io.depthstream.schemas.avro.TradeSignRule;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.BarWriter;
import io.depthstream.schemas.codec.BookSignalWriter;
import io.depthstream.schemas.codec.FeaturesWriter;
import io.depthstream.schemas.codec.Records;
import io.depthstream.schemas.codec.TradeSignalWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns what a symbol knows into records. The only place where ratios become doubles, each by one division of whole
 * numbers, so that a replay repeats every bit. One thread; allocates the record and its bytes, and for the rare kinds as
 * Avro does.
 */
final class AnalyticsPublications {

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final String PUBLISHER = "analytics-job";
    private static final String FORMAT = "topic-record";
    private static final byte[] NO_SYMBOL_KEY = Topics.MARKET_WIDE_SYMBOL.getBytes(StandardCharsets.UTF_8);
    private static final TradeSignRule[] RULES = {
        TradeSignRule.NONE, TradeSignRule.VENUE, TradeSignRule.QUOTE, TradeSignRule.TICK};

    private final RecordOutput output;
    private final RecordOutput lateOutput;
    private final PulseOutput pulses;
    private final AnalyticsConfig config;
    private final AnalyticsTotals totals;
    private final BarWriter bars = new BarWriter();
    private final BookSignalWriter signals = new BookSignalWriter();
    private final TradeSignalWriter tradeSignals = new TradeSignalWriter();
    private final FeaturesWriter features = new FeaturesWriter();

    AnalyticsPublications(
            final RecordOutput output,
            final RecordOutput lateOutput,
            final PulseOutput pulses,
            final AnalyticsConfig config,
            final AnalyticsTotals totals) {
        this.output = output;
        this.lateOutput = lateOutput;
        this.pulses = pulses;
        this.config = config;
        this.totals = totals;
    }

    void bar(final SymbolAnalytics of, final Bar bar, final long start, final long width, final int revision) {
        bars.startNanos = start;
        bars.widthNanos = width;
        bars.revision = revision;
        bars.open = bar.open();
        bars.high = bar.high();
        bars.low = bar.low();
        bars.close = bar.close();
        bars.volume = bar.volume();
        bars.trades = bar.trades();
        bars.fineScale = of.priceScale + QuoteMath.FINE_PLACES;
        bars.vwap = bar.vwap();
        bars.buyVolume = bar.buyVolume();
        bars.sellVolume = bar.sellVolume();
        bars.crossVolume = bar.crossVolume();
        bars.quotes = bar.quotes();
        bars.orderFlow = bar.orderFlow();
        bars.openMid = bar.openMid();
        bars.closeMid = bar.closeMid();
        publish(of, Topics.BARS, start + width, bars.encode(of.venue, of.sessions.present(), of.symbol, of.lastSequence,
                of.lastTimeNanos, of.lastReceiveNanos, of.priceScale, of.touch.quality, of.touch.reason.text(),
                of.touch.tradingState));
    }

    /** A change of the touch: the one just taken over, with the depth as it was when its cell of the grid began. */
    void change(final SymbolAnalytics of, final MarketEvent event) {
        final Touch touch = of.touch;
        signals.trigger = SignalTrigger.CHANGE;
        signals.gridNanos = 0;
        quote(touch.bidPrice, touch.bidShares, touch.bidOrders, touch.askPrice, touch.askShares, touch.askOrders,
                of.priceScale);
        depth(of.figures);
        signals.depthAgeNanos = of.figures.levels == 0 ? 0 : Math.floorMod(event.timeNanos, config.gridNanos());
        signal(of, event.sequence, event.timeNanos, event.receiveNanos, event.timeNanos, touch.quality, touch.reason,
                touch.tradingState);
    }

    /** The end of a cell of the grid in which the depth changed: its figures are the symbol's. */
    void grid(final SymbolAnalytics of, final HeldDepth depth) {
        signals.trigger = SignalTrigger.GRID;
        signals.gridNanos = depth.endNanos(config.gridNanos());
        final long bidPrice = depth.bids == 0 ? 0 : depth.bidPrices[0];
        final long askPrice = depth.asks == 0 ? 0 : depth.askPrices[0];
        quote(bidPrice, depth.bids == 0 ? 0 : depth.bidShares[0], depth.bidOrders,
                askPrice, depth.asks == 0 ? 0 : depth.askShares[0], depth.askOrders, of.priceScale);
        depth(of.figures);
        signals.depthAgeNanos = 0;
        signal(of, depth.sequence, depth.timeNanos, depth.receiveNanos, signals.gridNanos, depth.quality, depth.reason,
                depth.tradingState);
    }

    private void depth(final DepthFigures figures) {
        final boolean known = figures.levels > 0;
        signals.levels = figures.levels;
        signals.bidDepth5 = figures.bid5;
        signals.askDepth5 = figures.ask5;
        signals.bidDepth10 = figures.bid10;
        signals.askDepth10 = figures.ask10;
        signals.imbalanceLevels = known ? config.imbalanceLevels() : 0;
        signals.depthImbalance = QuoteMath.imbalance(figures.bidShares, figures.askShares);
        signals.nearBasisPoints = known ? config.nearBasisPoints() : 0;
        signals.bidDepthNear = figures.bidNear;
        signals.askDepthNear = figures.askNear;
    }

    private void quote(
            final long bidPrice,
            final long bidShares,
            final int bidOrders,
            final long askPrice,
            final long askShares,
            final int askOrders,
            final int priceScale) {
        signals.bidPrice = bidPrice;
        signals.bidShares = bidShares;
        signals.bidOrders = bidOrders;
        signals.askPrice = askPrice;
        signals.askShares = askShares;
        signals.askOrders = askOrders;
        signals.fineScale = priceScale + QuoteMath.FINE_PLACES;
        final boolean twoSided = bidShares != 0 && askShares != 0;
        signals.mid = twoSided ? QuoteMath.mid(bidPrice, askPrice) : 0;
        signals.microprice = twoSided ? QuoteMath.microprice(bidPrice, bidShares, askPrice, askShares) : 0;
        signals.spread = twoSided ? askPrice - bidPrice : 0;
        signals.spreadTicks = QuoteMath.ratio(signals.spread, TickSize.usEquity(bidPrice, priceScale));
        signals.spreadBasisPoints = twoSided ? QuoteMath.spreadBasisPoints(bidPrice, askPrice) : 0;
        signals.imbalance = QuoteMath.imbalance(bidShares, askShares);
    }

    private void signal(
            final SymbolAnalytics of,
            final long sequence,
            final long timeNanos,
            final long receiveNanos,
            final long recordNanos,
            final Quality quality,
            final QualityReason reason,
            final TradingState tradingState) {
        signals.orderFlow = of.flow.total();
        signals.orderEvents = of.orderEvents;
        signals.ordersEntered = of.ordersEntered;
        signals.orderTrades = of.trades.totals.trades();
        signals.orderToTrade = QuoteMath.ratio(of.ordersEntered, signals.orderTrades);
        publish(of, Topics.SIGNALS, recordNanos, signals.encode(of.venue, of.sessions.present(), of.symbol, sequence, timeNanos,
                receiveNanos, of.priceScale, quality, reason.text(), tradingState));
    }

    /** A trade, at once. */
    void traded(final SymbolAnalytics of, final MarketEvent trade, final int sign, final SignRule rule) {
        cost(trade.matchNumber, trade.price, trade.shares, sign, rule.ordinal(), trade.bidPrice, trade.askPrice, of);
        tradeSignals.horizonNanos = 0;
        tradeSignals.horizonMid = 0;
        tradeSignals.realisedSpread = 0;
        tradeSignals.realisedBasisPoints = 0;
        tradeSignals.priceImpact = 0;
        publish(of, Topics.TRADE_SIGNALS, trade.timeNanos, tradeSignals.encode(of.venue, of.sessions.present(), of.symbol,
                trade.sequence, trade.timeNanos, trade.receiveNanos, of.priceScale, trade.quality, trade.reason.text(),
                trade.tradingState));
    }

    /** The oldest waiting trade, its horizon having passed with this mid; 0 when there was none. */
    void realised(final SymbolAnalytics of, final long horizonMid) {
        final Spreads trade = of.spreads;
        final int sign = (int) trade.first(Spreads.SIGN);
        cost(trade.first(Spreads.MATCH), trade.first(Spreads.PRICE), trade.first(Spreads.SHARES), sign,
                (int) trade.first(Spreads.RULE), trade.first(Spreads.BID), trade.first(Spreads.ASK), of);
        final boolean known = tradeSignals.mid != 0 && horizonMid != 0;
        tradeSignals.horizonNanos = config.horizonNanos();
        tradeSignals.horizonMid = horizonMid;
        tradeSignals.realisedSpread =
                known ? 2 * sign * (trade.first(Spreads.PRICE) * QuoteMath.FINE - horizonMid) : 0;
        tradeSignals.realisedBasisPoints = QuoteMath.basisPoints(tradeSignals.realisedSpread, tradeSignals.mid);
        tradeSignals.priceImpact = known ? 2 * sign * (horizonMid - tradeSignals.mid) : 0;
        publish(of, Topics.TRADE_SIGNALS, trade.first(Spreads.TIME) + config.horizonNanos(), tradeSignals.encode(
                of.venue, of.sessions.present(), of.symbol, trade.first(Spreads.SEQUENCE), trade.first(Spreads.TIME),
                trade.first(Spreads.RECEIVED), of.priceScale, of.touch.quality, of.touch.reason.text(),
                of.touch.tradingState));
    }

    private void cost(
            final long matchNumber,
            final long price,
            final long shares,
            final int sign,
            final int rule,
            final long bidPrice,
            final long askPrice,
            final SymbolAnalytics of) {
        tradeSignals.matchNumber = matchNumber;
        tradeSignals.price = price;
        tradeSignals.shares = shares;
        tradeSignals.sign = sign;
        tradeSignals.signRule = RULES[rule];
        tradeSignals.bidPrice = bidPrice;
        tradeSignals.askPrice = askPrice;
        tradeSignals.fineScale = of.priceScale + QuoteMath.FINE_PLACES;
        tradeSignals.mid = bidPrice > 0 && askPrice > 0 ? QuoteMath.mid(bidPrice, askPrice) : 0;
        tradeSignals.effectiveSpread =
                tradeSignals.mid == 0 ? 0 : 2 * sign * (price * QuoteMath.FINE - tradeSignals.mid);
        tradeSignals.effectiveBasisPoints = QuoteMath.basisPoints(tradeSignals.effectiveSpread, tradeSignals.mid);
    }

    void features(final SymbolAnalytics of, final int window, final long endNanos) {
        final RollingWindows windows = of.windows;
        features.endNanos = endNanos;
        features.windowNanos = windows.windowNanos(window);
        features.lastPrice = of.trades.lastPrice;
        features.fineScale = of.priceScale + QuoteMath.FINE_PLACES;
        features.mid = of.touch.mid();
        features.volume = windows.volume(window);
        features.trades = windows.trades(window);
        features.vwap = windows.vwap(window);
        features.vwapDeviation = windows.vwapDeviation(window, of.trades.lastPrice);
        features.meanMid = windows.meanMid(window);
        features.momentum = windows.momentum(window);
        features.volumeZScore = windows.volumeZScore(window);
        features.tradesPerSecond = windows.tradesPerSecond(window);
        features.realisedVolatility = windows.realisedVolatility(window);
        features.sessionOpen = of.trades.totals.open();
        features.sessionHigh = of.trades.totals.high();
        features.sessionLow = of.trades.totals.low();
        features.sessionVolume = of.trades.totals.volume();
        features.sessionTrades = of.trades.totals.trades();
        features.sessionVwap = of.trades.totals.vwap();
        features.officialOpen = of.trades.officialOpen;
        features.officialClose = of.trades.officialClose;
        features.brokenTrades = of.trades.broken;
        publish(of, Topics.FEATURES, endNanos, features.encode(of.venue, of.sessions.present(), of.symbol, of.lastSequence,
                of.lastTimeNanos, of.lastReceiveNanos, of.priceScale, of.touch.quality, of.touch.reason.text(),
                of.touch.tradingState));
    }

    /** The second that just ended, for the lists of leaders. */
    void second(final SymbolAnalytics of, final long endNanos) {
        pulses.pulse(MarketPulse.second(of.symbol, of.venue, of.sessions.present(), endNanos, of.trades.totals.volume(),
                of.secondVolume, of.trades.lastPrice, of.trades.totals.open(), of.priceScale));
    }

    void profile(final SymbolAnalytics of, final long endNanos, final boolean last) {
        final VolumeProfile from = of.trades.profile;
        final int control = from.pointOfControl();
        final int levels = from.levels();
        final List<Long> prices = new ArrayList<>(levels);
        final List<Long> volumes = new ArrayList<>(levels);
        final List<Long> bought = new ArrayList<>(levels);
        final List<Long> sold = new ArrayList<>(levels);
        for (int level = 0; level < levels; level++) {
            prices.add(from.price(level));
            volumes.add(from.volume(level));
            bought.add(from.bought(level));
            sold.add(from.sold(level));
        }
        final Profile record = new Profile(of.venue, of.sessions.present(), of.symbol, of.lastSequence, of.lastTimeNanos,
                of.lastReceiveNanos, of.priceScale, endNanos, last, from.width(), prices, volumes, bought, sold,
                from.total(), control < 0 ? 0 : from.price(control), control < 0 ? 0 : from.price(from.valueAreaLow()),
                control < 0 ? 0 : from.price(from.valueAreaHigh()), of.touch.quality, of.touch.reason.text(),
                of.touch.tradingState);
        publish(of, Topics.PROFILE, endNanos, Records.encode(record));
    }

    void alert(
            final SymbolAnalytics of,
            final AlertKind kind,
            final long raisedNanos,
            final long clearedNanos,
            final long observed) {
        final AlertLimits limits = config.alerts();
        final Touch touch = of.touch;
        final String quote = touch.bidPrice + " x " + touch.bidShares + " / " + touch.askPrice + " x " + touch.askShares
                + " (prices in 1e-" + of.priceScale + ")";
        final AlertSeverity severity;
        final long limit;
        final String unit;
        final String evidence;
        switch (kind) {
            case HALT -> {
                severity = AlertSeverity.CRITICAL;
                limit = 0;
                unit = "trading state";
                evidence = "trading state " + touch.tradingState + " at sequence " + touch.sequence;
            }
            case STALE_SYMBOL -> {
                severity = AlertSeverity.INFO;
                limit = limits.staleSymbolMillis();
                unit = "ms";
                evidence = "no quote or trade for " + limit + " ms while the feed lives; last sequence "
                        + of.lastSequence;
            }
            case CROSSED, LOCKED -> {
                severity = AlertSeverity.WARNING;
                limit = limits.crossedMillis();
                unit = "ms";
                evidence = kind + " for " + limit + " ms: " + quote;
            }
            case BOOK_IMBALANCE -> {
                severity = AlertSeverity.INFO;
                limit = limits.bookImbalancePercent();
                unit = "percent";
                evidence = "imbalance of " + config.imbalanceLevels() + " levels " + observed + " % for "
                        + limits.bookImbalanceMillis() + " ms: " + quote;
            }
            case AUCTION_IMBALANCE -> {
                severity = AlertSeverity.WARNING;
                limit = limits.auctionShares();
                unit = "shares";
                evidence = observed + " shares unpaired before a cross";
            }
            default -> throw new IllegalArgumentException(kind + " is no alert of a symbol");
        }
        totals.alerts += clearedNanos == 0 ? 1 : 0;
        final Alert record = new Alert(of.venue, of.sessions.present(), of.symbol, of.lastSequence, of.lastTimeNanos,
                of.lastReceiveNanos, of.priceScale, kind + "/" + of.symbol + "/" + raisedNanos, kind, severity,
                clearedNanos == 0, raisedNanos, clearedNanos, limit, observed, unit, evidence, touch.quality,
                touch.reason.text(), touch.tradingState);
        publish(of, Topics.ALERTS, clearedNanos == 0 ? raisedNanos : clearedNanos, Records.encode(record));
    }

    void late(final SymbolAnalytics of, final MarketEvent event, final String reason, final boolean amended) {
        final LateEvent record = new LateEvent(of.venue, event.session.isEmpty() ? of.sessions.present() : event.session,
                of.symbol, event.sequence, event.timeNanos, event.receiveNanos, event.priceScale,
                event.lane.topic(), reason, amended,
                event.lane == Lane.TRADE ? event.price : 0, event.lane == Lane.TRADE ? event.shares : 0,
                event.lane == Lane.TRADE ? event.matchNumber : 0, event.quality, event.reason.text(),
                event.tradingState);
        totals.published++;
        lateOutput.publish(new PublishedRecord(Topics.LATE, of.key, Records.encode(record), event.timeNanos));
    }

    /** A record that could not be read. */
    void park(final RawBatch raw, final String reason, final String message) {
        final long time = Math.max(0, raw.timestampMillis()) * NANOS_PER_MILLI;
        final DeadLetter letter = Records.blank(DeadLetter.class);
        letter.setSymbol(raw.symbol());
        letter.setSource(raw.topic());
        letter.setPublisher(PUBLISHER);
        letter.setFormat(FORMAT);
        letter.setPartition(raw.partition());
        letter.setOffset(raw.offset());
        letter.setReason(reason);
        letter.setMessage(message);
        letter.setFirstTimeNanos(time);
        letter.setLastTimeNanos(time);
        letter.setBytes(raw.value() == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(raw.value()));
        totals.deadLetters++;
        totals.published++;
        final byte[] key = raw.symbol().isEmpty() ? NO_SYMBOL_KEY : raw.symbol().getBytes(StandardCharsets.UTF_8);
        output.publish(new PublishedRecord(Topics.DLQ, key, Records.encode(letter), time));
    }

    private void publish(final SymbolAnalytics of, final String topic, final long nanos, final byte[] value) {
        totals.published++;
        output.publish(new PublishedRecord(topic, of.key, value, nanos));
    }
}
