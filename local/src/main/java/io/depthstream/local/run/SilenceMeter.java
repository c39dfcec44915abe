package io.depthstream.local.run;

import java.util.concurrent.TimeUnit;

/**
 * The longest silence in a flow: the longest time between two successive updates, as a subscriber sees them.
 *
 * <p>Counts from {@link #begin} to {@link #end}, on the monotonic clock of this machine. The silence before the first update
 * and after the last is no part of it. {@link #mark} asks for the longest silence around one moment as well. Any thread;
 * no allocation.
 */
public final class SilenceMeter {
    /** The silence of a mark may begin before it and must begin less than so long after it. */
    static final long MARK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private long lastNanos;
    private long longestNanos;
    private long markedAtNanos;
    private long longestAtMarkNanos;
    private boolean seen;
    private boolean counting = true;
    private boolean marked;

    /** Notes an update at a time of {@link System#nanoTime}. */
    public synchronized void update(final long nowNanos) {
        if (seen && counting) {
            final long silence = nowNanos - lastNanos;
            longestNanos = Math.max(longestNanos, silence);
            if (marked && nowNanos - markedAtNanos >= 0 && lastNanos - markedAtNanos < MARK_NANOS) {
                longestAtMarkNanos = Math.max(longestAtMarkNanos, silence);
            }
        }
        seen = true;
        lastNanos = nowNanos;
    }

    /** Forgets what was seen, and counts from the next update on. */
    public synchronized void begin() {
        seen = false;
        longestNanos = 0;
        longestAtMarkNanos = 0;
    }

    /** Asks for the longest silence around this moment as well: one that spans it, or begins within two seconds after it. */
    public synchronized void mark(final long nowNanos) {
        marked = true;
        markedAtNanos = nowNanos;
        longestAtMarkNanos = 0;
    }

    /** Counts no more: the flow is about to end by intent. */
    public synchronized void end() {
        counting = false;
    }

    /** Returns the longest silence, milliseconds, rounded up. */
    public synchronized long longestMillis() {
        return millis(longestNanos);
    }

    /** Returns the longest silence around the mark, milliseconds, rounded up; 0 where nothing was marked. */
    public synchronized long longestAtMarkMillis() {
        return millis(longestAtMarkNanos);
    }

    private static long millis(final long nanos) {
        return (nanos + 999_999) / 1_000_000;
    }
}
