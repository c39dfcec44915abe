package io.depthstream.jobs.analytics;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.orderbook.analytics.QuoteMath;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/** A symbol's best bid and offer as last published, and how good they are. */
final class Touch {

    private static final Quality[] QUALITIES = Quality.values();
    private static final TradingState[] TRADING_STATES = TradingState.values();

    long sequence;
    long bidPrice;
    long bidShares;
    int bidOrders;
    long askPrice;
    long askShares;
    int askOrders;
    Quality quality = Quality.UNKNOWN;
    QualityReason reason = QualityReason.NONE;
    TradingState tradingState = TradingState.UNKNOWN;

    void clear() {
        sequence = 0;
        bidPrice = 0;
        bidShares = 0;
        bidOrders = 0;
        askPrice = 0;
        askShares = 0;
        askOrders = 0;
        quality = Quality.UNKNOWN;
        reason = QualityReason.NONE;
        tradingState = TradingState.UNKNOWN;
    }

    boolean twoSided() {
        return bidShares != 0 && askShares != 0;
    }

    /** Fine mid, 0 when a side is empty. */
    long mid() {
        return twoSided() ? QuoteMath.mid(bidPrice, askPrice) : 0;
    }

    /** Whether an event shows other prices or shares. */
    boolean moved(final MarketEvent event) {
        return bidPrice != event.bidPrice || bidShares != event.bidShares
                || askPrice != event.askPrice || askShares != event.askShares;
    }

    /** Whether an event shows exactly this. */
    boolean same(final MarketEvent event) {
        return !moved(event) && bidOrders == event.bidOrders && askOrders == event.askOrders
                && quality == event.quality && reason == event.reason && tradingState == event.tradingState;
    }

    void set(final MarketEvent event) {
        sequence = event.sequence;
        bidPrice = event.bidPrice;
        bidShares = event.bidShares;
        bidOrders = event.bidOrders;
        askPrice = event.askPrice;
        askShares = event.askShares;
        askOrders = event.askOrders;
        quality = event.quality;
        reason = event.reason;
        tradingState = event.tradingState;
    }

    void save(final LongSink out) {
        out.put(sequence);
        out.put(bidPrice);
        out.put(bidShares);
        out.put(bidOrders);
        out.put(askPrice);
        out.put(askShares);
        out.put(askOrders);
        out.put(quality.ordinal());
        out.put(reason.code());
        out.put(tradingState.ordinal());
    }

    void load(final LongSource in) {
        sequence = in.next();
        bidPrice = in.next();
        bidShares = in.next();
        bidOrders = (int) in.next();
        askPrice = in.next();
        askShares = in.next();
        askOrders = (int) in.next();
        quality = QUALITIES[in.nextCount("quality", QUALITIES.length - 1)];
        reason = QualityReason.ofCode((int) in.next());
        tradingState = TRADING_STATES[in.nextCount("trading state", TRADING_STATES.length - 1)];
    }
}
