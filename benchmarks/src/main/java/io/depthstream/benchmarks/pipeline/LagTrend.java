package io.depthstream.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Whether what is sent and not yet applied grows: samples at even intervals. One thread. */
public final class LagTrend {
    private static final int QUARTERS = 4;

    private final List<Long> samples = new ArrayList<>();

    /** Adds a sample: messages sent and not yet applied. */
    public void add(final long lag) {
        samples.add(lag);
    }

    /** Mean lag of the last quarter less that of the first, messages; 0 with fewer than four samples. */
    public double growth() {
        final int quarter = samples.size() / QUARTERS;
        return quarter == 0 ? 0
            : mean(samples.subList(samples.size() - quarter, samples.size())) - mean(samples.subList(0, quarter));
    }

    /** The largest sample. */
    public long most() {
        return samples.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static double mean(final List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElse(0);
    }
}
