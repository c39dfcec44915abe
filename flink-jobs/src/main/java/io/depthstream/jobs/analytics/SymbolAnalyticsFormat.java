package io.depthstream.jobs.analytics;

import io.depthstream.jobs.analytics.state.StateReader;
import io.depthstream.jobs.analytics.state.StateWriter;
import io.depthstream.jobs.book.state.CorruptStateException;

/**
 * The bytes of one symbol in keyed state, version 3: a version, a few texts and numbers, then each part's own numbers. A
 * delta has the numbers that any event changes whole, and of each memory only what changed since the last write.
 */
final class SymbolAnalyticsFormat {

    /** Version written. */
    static final int VERSION = 3;

    private SymbolAnalyticsFormat() {}

    static void write(final SymbolAnalytics of, final StateWriter out, final boolean whole) {
        out.put(VERSION);
        out.text(of.venue);
        of.sessions.save(out);
        out.put(of.priceScale);
        out.put(of.lastSequence);
        out.put(of.lastTimeNanos);
        out.put(of.lastReceiveNanos);
        out.put(of.secondVolume);
        out.put(of.secondActive);
        out.put(of.orderEvents);
        out.put(of.ordersEntered);
        out.put(of.auctionShares);
        out.put(of.doneThroughNanos);
        out.put(of.late);
        out.put(of.amended);
        out.put(of.unamended);
        of.touch.save(out);
        of.flow.save(out);
        of.signer.save(out);
        of.depth.save(out);
        of.figures.save(out);
        of.alerts.save(out);
        of.windows.save(out, whole);
        of.trades.save(out, whole);
        of.spreads.save(out, whole);
        of.pending.save(out, whole);
        out.put(of.bars.length);
        for (final BarSeries series : of.bars) {
            series.save(out, whole);
        }
    }

    /** Fills a symbol; a delta goes on top of what was read before. */
    static void read(final SymbolAnalytics of, final byte[] value) {
        final StateReader in = new StateReader(value);
        final long version = in.next();
        if (version != VERSION) {
            throw new CorruptStateException("analytics state has format version " + version
                    + "; this build reads version " + VERSION + ": restore with the build that wrote it,"
                    + " or start without a checkpoint and let the job compute from the topics again");
        }
        of.venue = in.text();
        of.sessions.load(in);
        of.priceScale = (int) in.next();
        of.lastSequence = in.next();
        of.lastTimeNanos = in.next();
        of.lastReceiveNanos = in.next();
        of.secondVolume = in.next();
        of.secondActive = in.nextFlag();
        of.orderEvents = in.next();
        of.ordersEntered = in.next();
        of.auctionShares = in.next();
        of.doneThroughNanos = in.next();
        of.late = in.next();
        of.amended = in.next();
        of.unamended = in.next();
        of.touch.load(in);
        of.flow.load(in);
        of.signer.load(in);
        of.depth.load(in);
        of.figures.load(in);
        of.alerts.load(in);
        of.windows.load(in);
        of.trades.load(in);
        of.spreads.load(in);
        of.pending.load(in);
        final int series = in.nextCount("series of bars", Integer.MAX_VALUE);
        if (series != of.bars.length) {
            throw new IllegalArgumentException("state has " + series + " series of bars where the job has "
                    + of.bars.length + ": bars.widths may only change with a fresh state");
        }
        for (final BarSeries bars : of.bars) {
            bars.load(in);
        }
        if (!in.atEnd()) {
            throw new CorruptStateException("analytics state goes on behind its last field");
        }
    }
}
