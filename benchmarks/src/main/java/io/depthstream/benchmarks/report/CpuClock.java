package io.depthstream.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Wall time and CPU time of the calling thread since the clock was made. On a machine shared with others the CPU time
 * is the figure to compare.
 */
public final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    private final long wallStart = System.nanoTime();
    private final long cpuStart = cpuNanos();

    /** Seconds on the wall. */
    public double wallSeconds() {
        return (System.nanoTime() - wallStart) / NANOS;
    }

    /** CPU seconds of this thread; call it on the thread that made the clock. */
    public double cpuSeconds() {
        return (cpuNanos() - cpuStart) / NANOS;
    }

    /** CPU time the calling thread has taken since it was born, ns: for what is timed in many pieces. */
    public static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
