package io.depthstream.jobs.book;

import java.util.concurrent.TimeUnit;

/**
 * When the next barrier is about to come. Barriers are triggered at a fixed rate and arrive a little late, now more, now less: so
 * the forecast follows the rate and takes a quarter of each error over, instead of adding the last interval to the last barrier,
 * which would be wrong by the delays of both. A barrier that is far from it begins anew. What is done then
 * need not be done at the barrier. One thread.
 */
final class BarrierForecast {

    /** How long before the barrier it is near; of short intervals a quarter. */
    static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int SHORT = 4;
    /** The last part of the lead, in which what has changed in the lead is done too. */
    private static final int STRETCH = 4;
    /** An error of a quarter of the interval is another rate. */
    private static final int FAR = 4;
    private static final int SHARE_OF_ERROR = 4;
    private static final int SHARE_OF_ERROR_IN_INTERVAL = 16;

    private long last;
    private long interval;
    private long expected;
    private boolean first = true;

    /** Notes a barrier, in nanoseconds of a clock that only goes forward. */
    void barrier(final long nanos) {
        final long error = nanos - expected;
        if (first || interval == 0 || Math.abs(error) > interval / FAR) {
            interval = first ? 0 : nanos - last;
            expected = nanos + interval;
        } else {
            interval += error / SHARE_OF_ERROR_IN_INTERVAL;
            expected += error / SHARE_OF_ERROR + interval;
        }
        last = nanos;
        first = false;
    }

    /** Whether the next barrier is near; no longer when it is as late as it would have been early. */
    boolean near(final long nanos) {
        return Math.abs(nanos - expected) < lead();
    }

    /** Whether half of the time in which it is near is over. */
    boolean nearer(final long nanos) {
        return near(nanos) && nanos - expected > -lead() / 2;
    }

    /** Whether it is so near that there is no time for much to change before it. */
    boolean nearest(final long nanos) {
        return near(nanos) && nanos - expected > -lead() / STRETCH;
    }

    private long lead() {
        return Math.min(LEAD_NANOS, interval / SHORT);
    }
}
