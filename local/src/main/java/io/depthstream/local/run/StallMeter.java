package io.depthstream.local.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this process stood still: a thread that does nothing but wake each millisecond, and the longest time in which it
 * did not.
 *
 * <p>Collections of the Java machine and a scheduler that gives the processors to others stop this thread as they stop the
 * pipeline, so a silence no longer than the stall beside it is the machine's and not the pipeline's. Where more threads want
 * to run than there are processors, the pipeline's many wait longer than this one. Closing ends the thread.
 */
final class StallMeter implements AutoCloseable {
    private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SilenceMeter beats = new SilenceMeter();
    private final Thread thread = new Thread(this::beat, "stall-meter");
    private volatile boolean closed;

    /** Begins to wake. */
    StallMeter() {
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        while (!closed) {
            beats.update(System.nanoTime());
            LockSupport.parkNanos(BEAT_NANOS);
        }
    }

    /** Returns what it measures, to begin, mark and end as the silence beside it. */
    SilenceMeter beats() {
        return beats;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
