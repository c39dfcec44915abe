package io.depthstream.orderbook.analytics;

/**
 * Rolling sums of a symbol over several windows at once, from one ring of equal buckets (a second each, usually).
 *
 * <p>An event touches the open bucket alone. When a bucket closes, each window gains it and loses the one that leaves:
 * whole numbers both, so a sum after a day is the sum made anew. Squared log returns are rounded to 1e-15 once, when
 * their bucket closes, and are whole numbers from then on. One thread; allocates only while the ring grows, up to the
 * longest window.
 */
public final class RollingWindows {

    /** Longest window, in buckets. */
    public static final int MAX_BUCKETS = 3_600;

    private static final int VOLUME = 0;
    private static final int NOTIONAL_HIGH = 1;
    private static final int NOTIONAL_LOW = 2;
    private static final int TRADES = 3;
    private static final int MID = 4;
    private static final int SQUARED_RETURN = 5;
    private static final int WIDTH = 6;
    private static final double SQUARED_RETURN_UNIT = 1e15;

    private final long bucketNanos;
    private final int[] lengths;
    private final int longest;
    private final RecordRing ring;
    private final Totals[] totals;
    private final WideSum openNotional = new WideSum();
    private final WideSum scratch = new WideSum();
    private boolean started;
    private long openBucket;
    private long openVolume;
    private long openTrades;
    private long openMid;
    private long baseBucket;
    private long lastMid;

    /** Sums of one window over the closed buckets in it. */
    private static final class Totals {
        private int buckets;
        private long volume;
        private long trades;
        private long mids;
        private int midCount;
        private long squaredReturns;
        private final WideSum notional = new WideSum();
        private final WideSum squaredVolume = new WideSum();

        private void clear() {
            buckets = 0;
            volume = 0;
            trades = 0;
            mids = 0;
            midCount = 0;
            squaredReturns = 0;
            notional.clear();
            squaredVolume.clear();
        }
    }

    /**
     * Empty windows.
     *
     * @param bucketNanos length of a bucket, above 0
     * @param lengths     length of each window in buckets, 2 to {@link #MAX_BUCKETS}
     */
    public RollingWindows(final long bucketNanos, final int... lengths) {
        this.bucketNanos = bucketNanos;
        this.lengths = lengths.clone();
        totals = new Totals[lengths.length];
        int most = 0;
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 2 || lengths[i] > MAX_BUCKETS) {
                throw new IllegalArgumentException(
                        "window of " + lengths[i] + " buckets; expected 2 to " + MAX_BUCKETS);
            }
            most = Math.max(most, lengths[i]);
            totals[i] = new Totals();
        }
        longest = most;
        // One more than the longest window, so that the mid a whole window ago is still there.
        ring = new RecordRing("rolling buckets", WIDTH, most + 1);
    }

    /** Forgets everything, as at the start of a session. */
    public void clear() {
        started = false;
        lastMid = 0;
        ring.clear();
        clearOpen();
        for (final Totals total : totals) {
            total.clear();
        }
    }

    private void clearOpen() {
        openVolume = 0;
        openTrades = 0;
        openMid = lastMid;
        openNotional.clear();
    }

    /**
     * Opens the bucket of a time, closing those before it; a time in or before the open bucket changes nothing. Takes at
     * most as many steps as the longest window has buckets, however long the pause was.
     */
    public void advance(final long timeNanos) {
        final long bucket = Math.floorDiv(timeNanos, bucketNanos);
        if (!started) {
            started = true;
            openBucket = bucket;
            baseBucket = bucket - ring.next();
            return;
        }
        if (bucket - openBucket > longest + 1L) {
            close();
            ring.clear();
            for (final Totals total : totals) {
                total.clear();
            }
            // After a pause longer than every window all that is left in them are empty buckets at the last mid.
            openBucket = bucket - longest - 1;
            baseBucket = openBucket - ring.next();
            clearOpen();
        }
        while (openBucket < bucket) {
            close();
        }
    }

    /** End of the open bucket, nanoseconds since the epoch. */
    public long openEndNanos() {
        return (openBucket + 1) * bucketNanos;
    }

    private void close() {
        final long at = ring.append();
        final long squaredReturn = squaredReturn(lastMid, openMid);
        ring.set(at, VOLUME, openVolume);
        ring.set(at, NOTIONAL_HIGH, openNotional.high());
        ring.set(at, NOTIONAL_LOW, openNotional.low());
        ring.set(at, TRADES, openTrades);
        ring.set(at, MID, openMid);
        ring.set(at, SQUARED_RETURN, squaredReturn);
        for (int window = 0; window < totals.length; window++) {
            count(totals[window], at, 1);
            final long leaving = at - lengths[window];
            if (leaving >= ring.first()) {
                count(totals[window], leaving, -1);
            }
        }
        lastMid = openMid;
        openBucket++;
        clearOpen();
    }

    private void count(final Totals total, final long at, final int sign) {
        final long volume = ring.get(at, VOLUME);
        final long mid = ring.get(at, MID);
        total.buckets += sign;
        total.volume += sign * volume;
        total.trades += sign * ring.get(at, TRADES);
        total.squaredReturns += sign * ring.get(at, SQUARED_RETURN);
        total.squaredVolume.addProduct(sign * volume, volume);
        if (mid != 0) {
            total.mids += sign * mid;
            total.midCount += sign;
        }
        if (sign > 0) {
            total.notional.addBits(ring.get(at, NOTIONAL_HIGH), ring.get(at, NOTIONAL_LOW));
        } else {
            total.notional.subtractBits(ring.get(at, NOTIONAL_HIGH), ring.get(at, NOTIONAL_LOW));
        }
    }

    private static long squaredReturn(final long before, final long after) {
        if (before <= 0 || after <= 0 || before == after) {
            return 0;
        }
        // StrictMath: the same bits on every machine.
        final double logReturn = StrictMath.log((double) after / (double) before);
        return (long) StrictMath.rint(Math.min(1.0, logReturn * logReturn) * SQUARED_RETURN_UNIT);
    }

    /**
     * Adds a trade ({@code count} 1) or takes a broken one away (-1), in the bucket of its own time.
     *
     * @return whether that bucket is still kept
     */
    public boolean trade(final long timeNanos, final long price, final long shares, final int count) {
        final long bucket = Math.floorDiv(timeNanos, bucketNanos);
        if (bucket >= openBucket) {
            openVolume += count * shares;
            openTrades += count;
            openNotional.addProduct(price, count * shares);
            return true;
        }
        final long at = bucket - baseBucket;
        if (at < ring.first() || at >= ring.next()) {
            return false;
        }
        for (int window = 0; window < totals.length; window++) {
            if (at >= ring.next() - lengths[window]) {
                count(totals[window], at, -1);
            }
        }
        ring.set(at, VOLUME, ring.get(at, VOLUME) + count * shares);
        ring.set(at, TRADES, ring.get(at, TRADES) + count);
        scratch.set(ring.get(at, NOTIONAL_HIGH), ring.get(at, NOTIONAL_LOW));
        scratch.addProduct(price, count * shares);
        ring.set(at, NOTIONAL_HIGH, scratch.high());
        ring.set(at, NOTIONAL_LOW, scratch.low());
        for (int window = 0; window < totals.length; window++) {
            if (at >= ring.next() - lengths[window]) {
                count(totals[window], at, 1);
            }
        }
        return true;
    }

    /** Notes the fine mid as it is now, 0 for none. */
    public void mid(final long fineMid) {
        openMid = fineMid;
    }

    /** Windows there are. */
    public int windows() {
        return lengths.length;
    }

    /** Length of a window, nanoseconds. */
    public long windowNanos(final int window) {
        return lengths[window] * bucketNanos;
    }

    /** Shares traded in a window, over the closed buckets, as everything below. */
    public long volume(final int window) {
        return totals[window].volume;
    }

    /** Trades in a window. */
    public long trades(final int window) {
        return totals[window].trades;
    }

    /** VWAP of a window in fine units, half to even; 0 without volume. */
    public long vwap(final int window) {
        final Totals total = totals[window];
        return total.volume == 0 ? 0 : total.notional.ratio(QuoteMath.FINE, total.volume);
    }

    /** Mean of the mids at the ends of a window's buckets in fine units, half to even; 0 when there was none. */
    public long meanMid(final int window) {
        final Totals total = totals[window];
        if (total.midCount == 0) {
            return 0;
        }
        scratch.clear();
        scratch.add(total.mids);
        return scratch.ratio(1, total.midCount);
    }

    /** Trades a second: trades divided by the window's length. */
    public double tradesPerSecond(final int window) {
        return (double) totals[window].trades / (windowNanos(window) / 1e9);
    }

    /**
     * How unusual the last bucket's volume is: {@code (v - mean) / sd} over the window's buckets, the population's
     * standard deviation; 0 where all are equal. Made as {@code (n v - sum) / sqrt(n * squares - sum * sum)}, whole
     * numbers up to the root.
     */
    public double volumeZScore(final int window) {
        final Totals total = totals[window];
        if (total.buckets < 2) {
            return 0;
        }
        scratch.clear();
        for (int i = 0; i < Integer.SIZE - Integer.numberOfLeadingZeros(total.buckets); i++) {
            if ((total.buckets >>> i & 1) == 1) {
                final long low = total.squaredVolume.low();
                final long high = total.squaredVolume.high();
                scratch.addBits(i == 0 ? high : high << i | low >>> 64 - i, low << i);
            }
        }
        scratch.subtractProduct(total.volume, total.volume);
        final long last = ring.get(ring.next() - 1, VOLUME);
        return scratch.isZero() ? 0
                : (double) (total.buckets * last - total.volume) / Math.sqrt(scratch.toDouble());
    }

    /** Change of the mid over the window as a share of the mid at its start; 0 while there is none that old. */
    public double momentum(final int window) {
        final long newest = ring.next() - 1;
        final long oldest = newest - lengths[window];
        if (oldest < ring.first()) {
            return 0;
        }
        final long before = ring.get(oldest, MID);
        final long now = ring.get(newest, MID);
        return before == 0 || now == 0 ? 0 : (double) (now - before) / (double) before;
    }

    /** Realised volatility of a window: the root of the sum of squared log returns of the mid from bucket to bucket. */
    public double realisedVolatility(final int window) {
        return Math.sqrt(totals[window].squaredReturns / SQUARED_RETURN_UNIT);
    }

    /** {@code (price - VWAP) / VWAP} of a window, price in the venue's scale; 0 without volume. */
    public double vwapDeviation(final int window, final long price) {
        final long vwap = vwap(window);
        return QuoteMath.ratio(price * QuoteMath.FINE - vwap, vwap);
    }

    /** Bytes of memory held. */
    public long memoryBytes() {
        return ring.memoryBytes() + 128L + 128L * totals.length;
    }

    /** Gives its state, whole or what changed since the last save. */
    public void save(final LongSink out, final boolean whole) {
        out.put(started);
        out.put(openBucket);
        out.put(baseBucket);
        out.put(openVolume);
        out.put(openTrades);
        out.put(openMid);
        out.put(lastMid);
        openNotional.save(out);
        ring.save(out, whole);
    }

    /** Takes its state; the windows' sums are made anew. */
    public void load(final LongSource in) {
        started = in.nextFlag();
        openBucket = in.next();
        baseBucket = in.next();
        openVolume = in.next();
        openTrades = in.next();
        openMid = in.next();
        lastMid = in.next();
        openNotional.load(in);
        ring.load(in);
        for (int window = 0; window < totals.length; window++) {
            totals[window].clear();
            for (long at = Math.max(ring.first(), ring.next() - lengths[window]); at < ring.next(); at++) {
                count(totals[window], at, 1);
            }
        }
    }
}
