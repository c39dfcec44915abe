package io.depthstream.jobs.hot;

import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;

/**
 * The newest trades of a symbol for stores that pass them on: the last {@link #KEPT}, each with its number. They go with
 * the state, so they never wait for a slow store either; one that was overwritten is missed by number.
 *
 * <p>Not thread-safe; allocation-free after construction.
 */
public final class HotTrades {

    /** Trades kept: more than a symbol's batch holds on the worst of days. */
    public static final int KEPT = 16;

    private final TradeKind[] kinds = new TradeKind[KEPT];
    private final Side[] aggressors = new Side[KEPT];
    private final long[] sequences = new long[KEPT];
    private final long[] times = new long[KEPT];
    private final long[] prices = new long[KEPT];
    private final long[] shares = new long[KEPT];
    private final long[] matches = new long[KEPT];
    private long count;

    /** Adds the next trade: what it was, of which event, at what price in the venue's scale. */
    public void add(final TradeKind kind, final Side aggressor, final long sequence, final long venueTimeNanos, final long price,
            final long tradedShares, final long matchNumber) {
        final int at = at(++count);
        kinds[at] = kind;
        aggressors[at] = aggressor;
        sequences[at] = sequence;
        times[at] = venueTimeNanos;
        prices[at] = price;
        shares[at] = tradedShares;
        matches[at] = matchNumber;
    }

    /** Takes over everything from another. */
    void copyFrom(final HotTrades other) {
        count = other.count;
        final int kept = (int) Math.min(count, KEPT);
        System.arraycopy(other.kinds, 0, kinds, 0, kept);
        System.arraycopy(other.aggressors, 0, aggressors, 0, kept);
        System.arraycopy(other.sequences, 0, sequences, 0, kept);
        System.arraycopy(other.times, 0, times, 0, kept);
        System.arraycopy(other.prices, 0, prices, 0, kept);
        System.arraycopy(other.shares, 0, shares, 0, kept);
        System.arraycopy(other.matches, 0, matches, 0, kept);
    }

    /** Forgets all. */
    void clear() {
        count = 0;
    }

    /** Trades added: the number of the newest; the first has 1. */
    public long count() {
        return count;
    }

    /** Number of the oldest one kept. */
    long oldest() {
        return Math.max(1, count - KEPT + 1);
    }

    TradeKind kind(final long number) {
        return kinds[at(number)];
    }

    Side aggressor(final long number) {
        return aggressors[at(number)];
    }

    long sequence(final long number) {
        return sequences[at(number)];
    }

    long venueTimeNanos(final long number) {
        return times[at(number)];
    }

    long price(final long number) {
        return prices[at(number)];
    }

    long shares(final long number) {
        return shares[at(number)];
    }

    long matchNumber(final long number) {
        return matches[at(number)];
    }

    private static int at(final long number) {
        return (int) ((number - 1) % KEPT);
    }
}
