package io.depthstream.orderbook.analytics;

/**
 * The last trades of a symbol, so that one that is broken later, or comes late, can be worked into what was published.
 *
 * <p>Bounded: beyond its limit the oldest are forgotten, and {@link #complete} says what can still be made again. One
 * thread; allocates only while it grows.
 */
public final class TradeLog {

    private static final int SEQUENCE = 0;
    private static final int TIME = 1;
    private static final int PRICE = 2;
    private static final int SHARES = 3;
    private static final int MATCH = 4;
    private static final int FLAGS = 5;
    private static final int WIDTH = 6;
    private static final long CROSS = 4;
    private static final long BROKEN = 8;

    private final RecordRing ring;
    private long forgottenThrough = Long.MIN_VALUE;

    /** A log of at most so many trades. */
    public TradeLog(final int limit) {
        ring = new RecordRing("trade log", WIDTH, limit);
    }

    /** Forgets every trade, as at the start of a session. */
    public void clear() {
        ring.clear();
        forgottenThrough = Long.MIN_VALUE;
    }

    /** Notes a trade; arguments as for {@link Bar#trade}, with the venue's time and match number. */
    public void add(
            final long sequence,
            final long timeNanos,
            final long price,
            final long shares,
            final int sign,
            final boolean cross,
            final long matchNumber) {
        if (ring.size() == ring.limit()) {
            forgottenThrough = Math.max(forgottenThrough, ring.get(ring.first(), TIME));
        }
        final long at = ring.append();
        ring.set(at, SEQUENCE, sequence);
        ring.set(at, TIME, timeNanos);
        ring.set(at, PRICE, price);
        ring.set(at, SHARES, shares);
        ring.set(at, MATCH, matchNumber);
        ring.set(at, FLAGS, sign + 1 | (cross ? CROSS : 0));
    }

    /** Index of the trade with a match number that is not broken, or -1. Looks at the newest first. */
    public long find(final long matchNumber) {
        for (long at = ring.next() - 1; at >= ring.first(); at--) {
            if (ring.get(at, MATCH) == matchNumber && (ring.get(at, FLAGS) & BROKEN) == 0) {
                return at;
            }
        }
        return -1;
    }

    /** Marks a trade as broken: it counts no more. */
    public void breakTrade(final long index) {
        ring.set(index, FLAGS, ring.get(index, FLAGS) | BROKEN);
    }

    /** Whether every trade from this time on is still known. */
    public boolean complete(final long fromNanos) {
        return fromNanos > forgottenThrough;
    }

    /** Adds to a bar every unbroken trade of a window {@code [start, end)}. */
    public void fill(final Bar bar, final long startNanos, final long endNanos) {
        for (long at = ring.first(); at < ring.next(); at++) {
            final long time = ring.get(at, TIME);
            if (time >= startNanos && time < endNanos && (ring.get(at, FLAGS) & BROKEN) == 0) {
                bar.trade(ring.get(at, SEQUENCE), ring.get(at, PRICE), ring.get(at, SHARES), sign(at), cross(at));
            }
        }
    }

    /** Trades known. */
    public int size() {
        return ring.size();
    }

    /** Venue sequence of a trade. */
    public long sequence(final long index) {
        return ring.get(index, SEQUENCE);
    }

    /** Venue time of a trade, nanoseconds since the epoch. */
    public long timeNanos(final long index) {
        return ring.get(index, TIME);
    }

    /** Price of a trade. */
    public long price(final long index) {
        return ring.get(index, PRICE);
    }

    /** Shares of a trade. */
    public long shares(final long index) {
        return ring.get(index, SHARES);
    }

    /** Sign of a trade. */
    public int sign(final long index) {
        return (int) (ring.get(index, FLAGS) & 3) - 1;
    }

    /** Whether a trade was a cross. */
    public boolean cross(final long index) {
        return (ring.get(index, FLAGS) & CROSS) != 0;
    }

    /** Bytes of memory held. */
    public long memoryBytes() {
        return ring.memoryBytes();
    }

    /** Gives its state, whole or what changed since the last save. */
    public void save(final LongSink out, final boolean whole) {
        out.put(forgottenThrough);
        ring.save(out, whole);
    }

    /** Takes its state. */
    public void load(final LongSource in) {
        forgottenThrough = in.next();
        ring.load(in);
    }
}
