package io.depthstream.jobs.analytics;

import io.depthstream.orderbook.analytics.Bar;
import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.orderbook.analytics.TickSize;
import io.depthstream.orderbook.analytics.TradeLog;
import io.depthstream.orderbook.analytics.VolumeProfile;

/**
 * The trades of a symbol's session: what the exchange's statistics say of them, volume by price, and those that can still
 * be broken. What counts is in docs/protocol/topics.md, "Analytics". One thread; allocates while its memories grow.
 */
final class SessionTrades {

    private static final long NEVER = BarSeries.NEVER;

    final TradeLog log;
    final Bar totals = new Bar();
    final VolumeProfile profile = new VolumeProfile();
    long lastPrice;
    long officialOpen;
    long officialClose;
    long broken;

    private final long profileNanos;
    private long profileDueNanos = NEVER;

    /**
     * No trades yet.
     *
     * @param memory       trades that can still be broken
     * @param profileNanos event time between volume profiles
     */
    SessionTrades(final int memory, final long profileNanos) {
        log = new TradeLog(memory);
        this.profileNanos = profileNanos;
    }

    /** Adds a trade that counts; {@code nowNanos} is the event time that has come. */
    void add(final MarketEvent trade, final int sign, final boolean cross, final long nowNanos) {
        log.add(trade.sequence, trade.timeNanos, trade.price, trade.shares, sign, cross, trade.matchNumber);
        totals.trade(trade.sequence, trade.price, trade.shares, sign, cross);
        profile.trade(trade.price, trade.shares, sign, TickSize.usEquity(trade.price, trade.priceScale));
        changed(nowNanos);
    }

    /** Takes over the official price of an opening or closing cross. */
    void cross(final MarketEvent cross) {
        if (cross.crossType == 'O' && cross.shares > 0) {
            officialOpen = cross.price;
        } else if (cross.crossType == 'C' && cross.shares > 0) {
            officialClose = cross.price;
        }
    }

    /** Takes a trade of the log, by its place there, out of everything. */
    void takeOut(final long at, final int priceScale, final long nowNanos) {
        log.breakTrade(at);
        broken++;
        if (log.complete(Long.MIN_VALUE + 1)) {
            totals.clear();
            log.fill(totals, Long.MIN_VALUE, Long.MAX_VALUE);
        } else {
            totals.removeFromSums(log.price(at), log.shares(at), log.sign(at), log.cross(at));
        }
        profile.trade(log.price(at), -log.shares(at), log.sign(at), TickSize.usEquity(log.price(at), priceScale));
        changed(nowNanos);
    }

    private void changed(final long nowNanos) {
        lastPrice = totals.close();
        if (profileDueNanos == NEVER) {
            profileDueNanos = (Math.floorDiv(nowNanos, profileNanos) + 1) * profileNanos;
        }
    }

    /** When the profile is to be published, or {@link BarSeries#NEVER} while nothing changed. */
    long profileDue() {
        return profileDueNanos;
    }

    /** Says that the profile was published. */
    void profileShown() {
        profileDueNanos = NEVER;
    }

    void clear() {
        log.clear();
        totals.clear();
        profile.clear();
        lastPrice = 0;
        officialOpen = 0;
        officialClose = 0;
        broken = 0;
        profileDueNanos = NEVER;
    }

    long memoryBytes() {
        return log.memoryBytes() + profile.memoryBytes();
    }

    void save(final LongSink out, final boolean whole) {
        out.put(lastPrice);
        out.put(officialOpen);
        out.put(officialClose);
        out.put(broken);
        out.put(profileDueNanos);
        totals.save(out);
        profile.save(out, whole);
        log.save(out, whole);
    }

    void load(final LongSource in) {
        lastPrice = in.next();
        officialOpen = in.next();
        officialClose = in.next();
        broken = in.next();
        profileDueNanos = in.next();
        totals.load(in);
        profile.load(in);
        log.load(in);
    }
}
