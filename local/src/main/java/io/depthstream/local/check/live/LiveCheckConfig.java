package io.depthstream.local.check.live;

import java.util.concurrent.TimeUnit;

/**
 * When a {@link LiveBookCheck} looks, and how long it waits. Nanoseconds.
 *
 * @param everyNanos  from the end of a round to the beginning of the next
 * @param spinNanos   how long a spin may take, login included
 * @param settleNanos how long the job's books are left to show what they had at the spin, once the job is beyond it; above
 *                    {@code book.latestIntervalMillis} and the checkpoint interval together
 * @param quietNanos  a partition that shows no book for so long has none on the way: longer than any stall of the job
 * @param roundNanos  how long after the spin a round is judged at the latest; what is not settled is inconclusive
 */
public record LiveCheckConfig(long everyNanos, long spinNanos, long settleNanos, long quietNanos, long roundNanos) {

    /** Every ten seconds; spins of 30 s, three seconds to settle, 15 s of quiet, 30 s a round. */
    public static final LiveCheckConfig USUAL = ofSeconds(10, 30, 3, 15, 30);

    /** Checks that every time is above 0. */
    public LiveCheckConfig {
        positive("everyNanos", everyNanos);
        positive("spinNanos", spinNanos);
        positive("settleNanos", settleNanos);
        positive("quietNanos", quietNanos);
        positive("roundNanos", roundNanos);
    }

    /** The same in seconds. */
    public static LiveCheckConfig ofSeconds(
            final long every, final long spin, final long settle, final long quiet, final long round) {
        return new LiveCheckConfig(TimeUnit.SECONDS.toNanos(every), TimeUnit.SECONDS.toNanos(spin),
            TimeUnit.SECONDS.toNanos(settle), TimeUnit.SECONDS.toNanos(quiet), TimeUnit.SECONDS.toNanos(round));
    }

    private static void positive(final String name, final long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ": must be above 0");
        }
    }
}
