package io.depthstream.jobs.analytics;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/**
 * The newest depth of a cell of the grid, held until the cell is over: one that a pause brings out within the cell
 * (docs/decisions/0031) is replaced by the last, so it does not matter whether there was a pause.
 */
final class HeldDepth {

    private static final Quality[] QUALITIES = Quality.values();
    private static final TradingState[] TRADING_STATES = TradingState.values();

    boolean held;
    long cell;
    long sequence;
    long timeNanos;
    long receiveNanos;
    Quality quality = Quality.UNKNOWN;
    QualityReason reason = QualityReason.NONE;
    TradingState tradingState = TradingState.UNKNOWN;
    int bids;
    int asks;
    int bidOrders;
    int askOrders;
    long appliedEvents;
    long ordersEntered;
    final long[] bidPrices = new long[MarketEvent.LEVELS];
    final long[] bidShares = new long[MarketEvent.LEVELS];
    final long[] askPrices = new long[MarketEvent.LEVELS];
    final long[] askShares = new long[MarketEvent.LEVELS];

    void clear() {
        held = false;
        bids = 0;
        asks = 0;
    }

    long endNanos(final long gridNanos) {
        return (cell + 1) * gridNanos;
    }

    void hold(final MarketEvent event, final long ofCell) {
        held = true;
        cell = ofCell;
        sequence = event.sequence;
        timeNanos = event.timeNanos;
        receiveNanos = event.receiveNanos;
        quality = event.quality;
        reason = event.reason;
        tradingState = event.tradingState;
        bids = event.bids;
        asks = event.asks;
        bidOrders = event.bidOrders;
        askOrders = event.askOrders;
        appliedEvents = event.appliedEvents;
        ordersEntered = event.ordersEntered;
        System.arraycopy(event.bidPrices, 0, bidPrices, 0, bids);
        System.arraycopy(event.bidLevelShares, 0, bidShares, 0, bids);
        System.arraycopy(event.askPrices, 0, askPrices, 0, asks);
        System.arraycopy(event.askLevelShares, 0, askShares, 0, asks);
    }

    void save(final LongSink out) {
        out.put(held);
        if (!held) {
            return;
        }
        out.put(cell);
        out.put(sequence);
        out.put(timeNanos);
        out.put(receiveNanos);
        out.put(quality.ordinal());
        out.put(reason.code());
        out.put(tradingState.ordinal());
        out.put(bids);
        out.put(asks);
        out.put(bidOrders);
        out.put(askOrders);
        out.put(appliedEvents);
        out.put(ordersEntered);
        for (int i = 0; i < bids; i++) {
            out.put(bidPrices[i]);
            out.put(bidShares[i]);
        }
        for (int i = 0; i < asks; i++) {
            out.put(askPrices[i]);
            out.put(askShares[i]);
        }
    }

    void load(final LongSource in) {
        held = in.nextFlag();
        if (!held) {
            return;
        }
        cell = in.next();
        sequence = in.next();
        timeNanos = in.next();
        receiveNanos = in.next();
        quality = QUALITIES[in.nextCount("quality", QUALITIES.length - 1)];
        reason = QualityReason.ofCode((int) in.next());
        tradingState = TRADING_STATES[in.nextCount("trading state", TRADING_STATES.length - 1)];
        bids = in.nextCount("bid levels", MarketEvent.LEVELS);
        asks = in.nextCount("ask levels", MarketEvent.LEVELS);
        bidOrders = (int) in.next();
        askOrders = (int) in.next();
        appliedEvents = in.next();
        ordersEntered = in.next();
        for (int i = 0; i < bids; i++) {
            bidPrices[i] = in.next();
            bidShares[i] = in.next();
        }
        for (int i = 0; i < asks; i++) {
            askPrices[i] = in.next();
            askShares[i] = in.next();
        }
    }
}
