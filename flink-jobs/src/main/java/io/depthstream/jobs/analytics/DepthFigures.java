package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.orderbook.analytics.QuoteMath;

/**
 * What the newest depth of a complete cell of the grid says: summed once, shown by the grid's signal and by every change of
 * the touch until the next (docs/decisions/0078). One thread; no allocation.
 */
final class DepthFigures {

    /** Levels a side that are counted at most; 0 while no depth is known. */
    int levels;
    long bid5;
    long ask5;
    long bid10;
    long ask10;
    /** Over the configured number of levels. */
    long bidShares;
    long askShares;
    /** Within the configured distance of the mid of that depth. */
    long bidNear;
    long askNear;

    void clear() {
        levels = 0;
        bid5 = 0;
        ask5 = 0;
        bid10 = 0;
        ask10 = 0;
        bidShares = 0;
        askShares = 0;
        bidNear = 0;
        askNear = 0;
    }

    void take(final HeldDepth depth, final AnalyticsConfig config) {
        levels = MarketEvent.LEVELS;
        bid5 = QuoteMath.sharesOf(depth.bidShares, depth.bids, 5);
        ask5 = QuoteMath.sharesOf(depth.askShares, depth.asks, 5);
        bid10 = QuoteMath.sharesOf(depth.bidShares, depth.bids, 10);
        ask10 = QuoteMath.sharesOf(depth.askShares, depth.asks, 10);
        bidShares = QuoteMath.sharesOf(depth.bidShares, depth.bids, config.imbalanceLevels());
        askShares = QuoteMath.sharesOf(depth.askShares, depth.asks, config.imbalanceLevels());
        bidNear = 0;
        askNear = 0;
        if (depth.bids > 0 && depth.asks > 0) {
            final long twiceMid = depth.bidPrices[0] + depth.askPrices[0];
            final int within = config.nearBasisPoints();
            bidNear = QuoteMath.bidSharesWithin(depth.bidPrices, depth.bidShares, depth.bids, twiceMid, within);
            askNear = QuoteMath.askSharesWithin(depth.askPrices, depth.askShares, depth.asks, twiceMid, within);
        }
    }

    /** Imbalance in whole percent, towards 0. */
    long imbalancePercent() {
        final long total = bidShares + askShares;
        return total == 0 ? 0 : 100 * (bidShares - askShares) / total;
    }

    void save(final LongSink out) {
        out.put(levels);
        if (levels == 0) {
            return;
        }
        out.put(bid5);
        out.put(ask5);
        out.put(bid10);
        out.put(ask10);
        out.put(bidShares);
        out.put(askShares);
        out.put(bidNear);
        out.put(askNear);
    }

    void load(final LongSource in) {
        clear();
        levels = in.nextCount("levels", MarketEvent.LEVELS);
        if (levels == 0) {
            return;
        }
        bid5 = in.next();
        ask5 = in.next();
        bid10 = in.next();
        ask10 = in.next();
        bidShares = in.next();
        askShares = in.next();
        bidNear = in.next();
        askNear = in.next();
    }
}
