package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.BarPublishing;
import io.depthstream.orderbook.analytics.Bar;
import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.orderbook.analytics.RecordRing;
import io.depthstream.orderbook.analytics.TradeLog;

/**
 * Bars of one symbol and width: the open one, and what is needed to amend closed ones. Windows begin at whole multiples
 * of the width since the epoch, UTC, and are cut where a session ends.
 *
 * <p>A closed bar is amended by making it again from the trades remembered; what its quotes did is remembered with it.
 */
final class BarSeries {

    /** No bar is open. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int START = 0;
    private static final int REVISION = 1;
    private static final int QUOTES = 2;
    private static final int FLOW = 3;
    private static final int OPEN_MID = 4;
    private static final int CLOSE_MID = 5;
    private static final int WIDTH = 6;

    /** Takes bars that are to be published. */
    interface Publisher {
        void bar(Bar bar, long startNanos, long widthNanos, int revision);
    }

    private final long widthNanos;
    private final BarPublishing publishing;
    private final Publisher publisher;
    private final Bar open = new Bar();
    private final Bar amended;
    private final RecordRing closed;
    private boolean isOpen;
    private long start;
    private long lastPrice;
    private long cutAt = Long.MIN_VALUE;

    /** @param scratch a bar that all series of an operator may share */
    BarSeries(
            final long widthNanos,
            final BarPublishing publishing,
            final int amendable,
            final Bar scratch,
            final Publisher publisher) {
        this.widthNanos = widthNanos;
        this.publishing = publishing;
        this.publisher = publisher;
        amended = scratch;
        closed = new RecordRing("closed bars", WIDTH, amendable);
    }

    /** When the open bar ends, or {@link #NEVER}. */
    long due() {
        return isOpen ? start + widthNanos : NEVER;
    }

    private void openAt(final long timeNanos) {
        if (!isOpen) {
            isOpen = true;
            start = Math.floorDiv(timeNanos, widthNanos) * widthNanos;
            open.clear();
        }
    }

    /** Adds a trade to the bar of a time that is not past. */
    void trade(
            final long timeNanos,
            final long sequence,
            final long price,
            final long shares,
            final int sign,
            final boolean cross) {
        openAt(timeNanos);
        open.trade(sequence, price, shares, sign, cross);
        lastPrice = price;
    }

    /** Adds a change of the touch to the bar of a time that is not past. */
    void quote(final long timeNanos, final long flow, final long midBefore, final long midAfter) {
        openAt(timeNanos);
        open.quote(flow, midBefore, midAfter);
    }

    /**
     * Closes the open bar.
     *
     * @param goOn whether empty bars, if they are wanted, may follow
     */
    void close(final boolean goOn) {
        if (!isOpen) {
            return;
        }
        final boolean publish = switch (publishing) {
            case TRADED -> open.trades() > 0;
            case ACTIVE -> !open.isEmpty();
            case ALL -> true;
        };
        if (publish) {
            if (open.trades() == 0) {
                open.flatAt(lastPrice);
            }
            publisher.bar(open, start, widthNanos, 0);
        }
        remember(start, publish ? 0 : -1, open.quotes(), open.orderFlow(), open.openMid(), open.closeMid());
        isOpen = false;
        if (goOn && publishing == BarPublishing.ALL) {
            openAt(start + widthNanos);
        }
    }

    private long remember(
            final long from, final int revision, final long quotes, final long flow, final long openMid,
            final long closeMid) {
        if (closed.size() == closed.limit()) {
            cutAt = Math.max(cutAt, closed.get(closed.first(), START));
        }
        final long at = closed.append();
        closed.set(at, START, from);
        closed.set(at, REVISION, revision);
        closed.set(at, QUOTES, quotes);
        closed.set(at, FLOW, flow);
        closed.set(at, OPEN_MID, openMid);
        closed.set(at, CLOSE_MID, closeMid);
        return at;
    }

    /** Whether a time belongs to a bar that is still open or not begun. */
    boolean current(final long timeNanos, final long completeNanos) {
        final long from = Math.floorDiv(timeNanos, widthNanos) * widthNanos;
        return isOpen ? from >= start : from + widthNanos > completeNanos;
    }

    /**
     * Publishes the closed bar of a time again, made anew from the trades remembered.
     *
     * @param quotes changes of the touch to add to it
     * @param flow   their order flow
     * @param mid    fine mid after the last of them
     * @return false when the bar or its trades are no longer remembered: nothing is published then
     */
    boolean amend(final TradeLog trades, final long timeNanos, final int quotes, final long flow, final long mid) {
        final long from = Math.floorDiv(timeNanos, widthNanos) * widthNanos;
        if (from <= cutAt || !trades.complete(from)) {
            return false;
        }
        long at = find(from);
        if (at < 0) {
            at = remember(from, -1, 0, 0, 0, 0);
        }
        final int revision = (int) closed.get(at, REVISION) + 1;
        closed.set(at, REVISION, revision);
        if (quotes > 0) {
            closed.set(at, QUOTES, closed.get(at, QUOTES) + quotes);
            closed.set(at, FLOW, closed.get(at, FLOW) + flow);
            closed.set(at, CLOSE_MID, mid);
        }
        amended.clear();
        trades.fill(amended, from, from + widthNanos);
        if (amended.trades() == 0) {
            amended.flatAt(lastPrice);
        }
        amended.quotes(
                closed.get(at, QUOTES), closed.get(at, FLOW), closed.get(at, OPEN_MID), closed.get(at, CLOSE_MID));
        publisher.bar(amended, from, widthNanos, revision);
        return true;
    }

    /** Makes the open bar anew from the trades remembered, after one of them was broken. */
    boolean remakeOpen(final TradeLog trades) {
        if (!trades.complete(start)) {
            return false;
        }
        final long quotes = open.quotes();
        final long flow = open.orderFlow();
        final long openMid = open.openMid();
        final long closeMid = open.closeMid();
        open.clear();
        trades.fill(open, start, start + widthNanos);
        open.quotes(quotes, flow, openMid, closeMid);
        return true;
    }

    private long find(final long from) {
        for (long at = closed.next() - 1; at >= closed.first(); at--) {
            if (closed.get(at, START) == from) {
                return at;
            }
        }
        return -1;
    }

    /** Forgets everything of a session. */
    void clear() {
        isOpen = false;
        lastPrice = 0;
        cutAt = Long.MIN_VALUE;
        closed.clear();
    }

    long memoryBytes() {
        return closed.memoryBytes() + 256;
    }

    void save(final LongSink out, final boolean whole) {
        out.put(widthNanos);
        out.put(isOpen);
        if (isOpen) {
            out.put(start);
            open.save(out);
        }
        out.put(lastPrice);
        out.put(cutAt);
        closed.save(out, whole);
    }

    void load(final LongSource in) {
        final long width = in.next();
        if (width != widthNanos) {
            throw new IllegalArgumentException("state has bars of " + width + " ns where the job has " + widthNanos
                    + " ns: bars.widths may only change with a fresh state");
        }
        isOpen = in.nextFlag();
        if (isOpen) {
            start = in.next();
            open.load(in);
        }
        lastPrice = in.next();
        cutAt = in.next();
        closed.load(in);
    }
}
