package io.depthstream.jobs.analytics;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The operator's Flink metrics, in group {@code depthstream}: totals as gauges, and what a flush cost. No symbol label. */
final class AnalyticsMetrics {

    /** Checkpoints that the histograms look back on. */
    static final int CHECKPOINTS_KEPT = 512;

    private final Histogram flushMicros = new DescriptiveStatisticsHistogram(CHECKPOINTS_KEPT);
    private final Histogram flushSymbols = new DescriptiveStatisticsHistogram(CHECKPOINTS_KEPT);
    private final Histogram flushBytes = new DescriptiveStatisticsHistogram(CHECKPOINTS_KEPT);

    void register(final MetricGroup operator, final AnalyticsTotals totals) {
        final MetricGroup group = operator.addGroup("depthstream");
        gauge(group, "analyticsEvents", () -> totals.events);
        gauge(group, "bookUpdates", () -> totals.bookUpdates);
        gauge(group, "tradeEvents", () -> totals.trades);
        gauge(group, "duplicateEvents", () -> totals.duplicates);
        gauge(group, "lateEvents", () -> totals.late);
        gauge(group, "amendedEvents", () -> totals.amended);
        gauge(group, "unamendedEvents", () -> totals.unamended);
        gauge(group, "hurriedEvents", () -> totals.hurried);
        gauge(group, "spreadsSkipped", () -> totals.spreadsSkipped);
        gauge(group, "deadLetters", () -> totals.deadLetters);
        gauge(group, "publishedRecords", () -> totals.published);
        gauge(group, "alertsRaised", () -> totals.alerts);
        gauge(group, "symbols", () -> totals.symbols);
        gauge(group, "memoryBytes", () -> totals.memoryBytes);
        group.histogram("flushMicros", flushMicros);
        group.histogram("flushSymbols", flushSymbols);
        group.histogram("flushBytes", flushBytes);
    }

    /** Notes what a flush cost. */
    void flushed(final AnalyticsStore store, final long nanos) {
        flushMicros.update(nanos / 1_000);
        flushSymbols.update(store.flushedSymbols());
        flushBytes.update(store.flushedBytes());
    }

    private static void gauge(final MetricGroup group, final String name, final Gauge<Long> value) {
        group.gauge(name, value);
    }
}
