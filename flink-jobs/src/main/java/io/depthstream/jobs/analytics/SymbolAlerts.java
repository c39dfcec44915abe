package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.AlertLimits;
import io.depthstream.orderbook.analytics.LongSink;
import io.depthstream.orderbook.analytics.LongSource;
import io.depthstream.schemas.avro.AlertKind;
import java.util.Arrays;

/**
 * Conditions of one symbol that become alerts: each begins, is raised once it has lasted long enough, and clears itself
 * when it is over. All times are event time.
 */
final class SymbolAlerts {

    private static final AlertKind[] KINDS = AlertKind.values();
    private static final long NONE = Long.MIN_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Takes what is raised and cleared. */
    interface Publisher {
        void alert(AlertKind kind, long raisedNanos, long clearedNanos, long observed);
    }

    private final long[] lastsNanos = new long[KINDS.length];
    private final long[] since = new long[KINDS.length];
    private final long[] raised = new long[KINDS.length];
    private final long[] observed = new long[KINDS.length];
    private final Publisher publisher;
    private long due = BarSeries.NEVER;

    SymbolAlerts(final Publisher publisher) {
        this.publisher = publisher;
        Arrays.fill(lastsNanos, NONE);
        clear();
    }

    /** Watches for every kind that has a limit. */
    void watch(final AlertLimits limits) {
        watch(AlertKind.HALT, 0);
        if (limits.staleSymbolMillis() > 0) {
            watch(AlertKind.STALE_SYMBOL, limits.staleSymbolMillis() * NANOS_PER_MILLI);
        }
        if (limits.crossedMillis() > 0) {
            watch(AlertKind.CROSSED, limits.crossedMillis() * NANOS_PER_MILLI);
            watch(AlertKind.LOCKED, limits.crossedMillis() * NANOS_PER_MILLI);
        }
        if (limits.bookImbalancePercent() > 0) {
            watch(AlertKind.BOOK_IMBALANCE, limits.bookImbalanceMillis() * NANOS_PER_MILLI);
        }
        if (limits.auctionShares() > 0) {
            watch(AlertKind.AUCTION_IMBALANCE, 0);
        }
    }

    /** Watches for a kind that must last so long; 0 raises it at once. */
    private void watch(final AlertKind kind, final long nanos) {
        lastsNanos[kind.ordinal()] = nanos;
    }

    private void clear() {
        Arrays.fill(since, NONE);
        Arrays.fill(raised, NONE);
        due = BarSeries.NEVER;
    }

    /** Says whether a condition holds at a time, and what was seen of it. */
    void condition(final AlertKind kind, final boolean holds, final long timeNanos, final long seen) {
        final int at = kind.ordinal();
        if (lastsNanos[at] == NONE) {
            return;
        }
        if (!holds) {
            if (since[at] != NONE) {
                since[at] = NONE;
                if (raised[at] != NONE) {
                    publisher.alert(kind, raised[at], timeNanos, observed[at]);
                    raised[at] = NONE;
                }
                findDue();
            }
            return;
        }
        observed[at] = seen;
        if (since[at] == NONE) {
            since[at] = timeNanos;
            findDue();
            if (lastsNanos[at] == 0) {
                fire(timeNanos);
            }
        }
    }

    /** Begins the wait for silence again at a time; a silence that was raised is over. */
    void restart(final AlertKind kind, final long timeNanos) {
        final int at = kind.ordinal();
        if (lastsNanos[at] != NONE) {
            if (raised[at] != NONE) {
                publisher.alert(kind, raised[at], timeNanos, observed[at]);
                raised[at] = NONE;
            }
            since[at] = timeNanos;
            observed[at] = lastsNanos[at] / NANOS_PER_MILLI;
            findDue();
        }
    }

    /** When the next condition has lasted long enough, or {@link BarSeries#NEVER}. */
    long due() {
        return due;
    }

    /** Raises what has lasted long enough by a time. */
    void fire(final long timeNanos) {
        for (int at = 0; at < KINDS.length; at++) {
            if (since[at] != NONE && raised[at] == NONE && since[at] + lastsNanos[at] <= timeNanos) {
                raised[at] = since[at] + lastsNanos[at];
                publisher.alert(KINDS[at], raised[at], 0, observed[at]);
            }
        }
        findDue();
    }

    /** At the end of input: what has not lasted long enough never will. */
    void pause() {
        due = BarSeries.NEVER;
    }

    /** Clears every alert, as when a session ends. */
    void endSession(final long timeNanos) {
        for (int at = 0; at < KINDS.length; at++) {
            if (raised[at] != NONE) {
                publisher.alert(KINDS[at], raised[at], timeNanos, observed[at]);
            }
        }
        clear();
    }

    private void findDue() {
        long next = BarSeries.NEVER;
        for (int at = 0; at < KINDS.length; at++) {
            if (since[at] != NONE && raised[at] == NONE) {
                next = Math.min(next, since[at] + lastsNanos[at]);
            }
        }
        due = next;
    }

    void save(final LongSink out) {
        for (int at = 0; at < KINDS.length; at++) {
            out.put(since[at]);
            out.put(raised[at]);
            out.put(observed[at]);
        }
    }

    void load(final LongSource in) {
        for (int at = 0; at < KINDS.length; at++) {
            since[at] = in.next();
            raised[at] = in.next();
            observed[at] = in.next();
        }
        findDue();
    }
}
