package io.depthstream.jobs.book;

import java.util.concurrent.TimeUnit;

/**
 * When the next barrier is about to come: as long after the last one as that came after the one before. What is done then
 * need not be done at the barrier. One thread.
 */
final class BarrierForecast {

    /** How long before the barrier it is near; of short intervals a quarter. */
    static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int SHORT = 4;
    /** The last part of the lead, in which what has changed in the lead is done too. */
    private static final int STRETCH = 4;

    private long last;
    private long interval;
    private boolean first = true;

    /** Notes a barrier, in nanoseconds of a clock that only goes forward. */
    void barrier(final long nanos) {
        interval = first ? 0 : nanos - last;
        last = nanos;
        first = false;
    }

    /** Whether the next barrier is near; no longer when it is as late as it would have been early. */
    boolean near(final long nanos) {
        return Math.abs(nanos - last - interval) < lead();
    }

    /** Whether it is so near that there is no time for much to change before it. */
    boolean nearest(final long nanos) {
        return near(nanos) && nanos - last - interval > -lead() / STRETCH;
    }

    private long lead() {
        return Math.min(LEAD_NANOS, interval / SHORT);
    }
}
