package io.depthstream.ingest.packet;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * A counter that a source offers for the metrics endpoint: a sum that only grows.
 *
 * @param name       Prometheus name without {@code _total}
 * @param help       what it counts, one sentence
 * @param labelNames names of its labels; their values are few and known, never a symbol
 * @param samples    one for each combination of label values
 */
public record SourceMetric(String name, String help, List<String> labelNames, List<Sample> samples) {

    /**
     * One series of the counter.
     *
     * @param labelValues in the order of the names
     * @param value       read when scraped, by any thread
     */
    public record Sample(List<String> labelValues, LongSupplier value) {
    }
}
