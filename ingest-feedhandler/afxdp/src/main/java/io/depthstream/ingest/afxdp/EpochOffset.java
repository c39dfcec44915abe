package io.depthstream.ingest.afxdp;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Turns the kernel's monotonic time into time since the epoch. Both clocks are disciplined at the same pace, so their
 * difference moves only when the wall clock is set; it is taken anew now and then all the same. One thread.
 */
final class EpochOffset {
    private static final int TRIES = 3;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LongSupplier monotonic;
    private final Clock epoch;
    private long offset;

    /** @param monotonic as {@link System#nanoTime}, which on Linux is the clock of the kernel's stamps */
    EpochOffset(final LongSupplier monotonic, final Clock epoch) {
        this.monotonic = monotonic;
        this.epoch = epoch;
        refresh();
    }

    /** Takes the difference anew: the best of a few readings, for a thread may be held up between two clocks. */
    void refresh() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            final long before = monotonic.getAsLong();
            final Instant instant = epoch.instant();
            final long after = monotonic.getAsLong();
            if (after - before < best) {
                best = after - before;
                offset = instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano() - (before + (after - before) / 2);
            }
        }
    }

    /** Nanoseconds since the epoch at a monotonic time. */
    long epochNanos(final long monotonicNanos) {
        return monotonicNanos + offset;
    }
}
