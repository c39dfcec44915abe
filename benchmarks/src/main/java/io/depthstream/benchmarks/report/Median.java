package io.depthstream.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** The middle of a few rounds: one slow round moves it less than it moves a mean. */
public final class Median {
    private Median() {
    }

    /**
     * The middle value; of an even number the mean of the two middle ones.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static double of(final List<Double> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("a median needs at least one round, got none");
        }
        final double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        final int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
