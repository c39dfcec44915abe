package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.SourceMetric;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** Puts a source's own counters on the metrics endpoint, read when scraped. */
final class SourceMetrics {
    private SourceMetrics() {
    }

    /** Registers each counter. */
    static void register(final PrometheusRegistry registry, final List<SourceMetric> metrics) {
        for (final SourceMetric metric : metrics) {
            CounterWithCallback.builder().name(metric.name()).help(metric.help())
                .labelNames(metric.labelNames().toArray(new String[0]))
                .callback(c -> metric.samples().forEach(sample ->
                    c.call(sample.value().getAsLong(), sample.labelValues().toArray(new String[0]))))
                .register(registry);
        }
    }
}
