package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.BookStore;
import io.depthstream.jobs.hot.HotPublisher;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The operator's Flink metrics, in group {@code depthstream}: totals and sizes as gauges, and what the synchronous part
 * of a checkpoint cost. No label is a symbol.
 */
final class BookMetrics {

    /** Checkpoints that the histograms look back on. */
    static final int CHECKPOINTS_KEPT = 512;

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Histogram flushMicros = new DescriptiveStatisticsHistogram(CHECKPOINTS_KEPT);
    private final Histogram flushSymbols = new DescriptiveStatisticsHistogram(CHECKPOINTS_KEPT);
    private final Histogram flushBytes = new DescriptiveStatisticsHistogram(CHECKPOINTS_KEPT);
    private volatile long flushBases;
    private volatile long flushAheadSymbols;

    void register(final MetricGroup operator, final BookTotals totals, final HotPublisher hot) {
        final MetricGroup group = operator.addGroup("depthstream");
        gauge(group, "appliedEvents", () -> totals.applied);
        gauge(group, "duplicateEvents", () -> totals.duplicates);
        gauge(group, "zombieEvents", () -> totals.zombies);
        gauge(group, "gaps", () -> totals.gaps);
        gauge(group, "holesFilled", () -> totals.filled);
        gauge(group, "snapshots", () -> totals.snapshots);
        gauge(group, "snapshotsIgnored", () -> totals.snapshotsIgnored);
        gauge(group, "holdLimits", () -> totals.holdLimits);
        gauge(group, "heldBatches", () -> totals.held);
        gauge(group, "heldBytes", () -> totals.heldBytes);
        gauge(group, "staleSymbols", () -> totals.staleSymbols);
        gauge(group, "recoveringSymbols", () -> totals.recoveringSymbols);
        gauge(group, "heartbeats", () -> totals.heartbeats);
        gauge(group, "silentSubtasks", () -> totals.silentSubtasks);
        gauge(group, "danglingEvents", () -> totals.dangling);
        gauge(group, "unknownEvents", () -> totals.unknownEvents);
        gauge(group, "deadLetters", () -> totals.deadLetters);
        gauge(group, "topRecords", () -> totals.tops);
        gauge(group, "touchChanges", () -> totals.touches);
        gauge(group, "depthRecords", () -> totals.depths);
        gauge(group, "latestRecords", () -> totals.latest);
        gauge(group, "tradeRecords", () -> totals.trades);
        gauge(group, "statusRecords", () -> totals.statuses);
        gauge(group, "imbalanceRecords", () -> totals.imbalances);
        gauge(group, "newestVenueTimeMillis", () -> totals.newestVenueTimeNanos / NANOS_PER_MILLI);
        gauge(group, "newestReceiveTimeMillis", () -> totals.newestReceiveTimeNanos / NANOS_PER_MILLI);
        gauge(group, "books", () -> totals.books);
        gauge(group, "liveOrders", () -> totals.liveOrders);
        gauge(group, "levels", () -> totals.levels);
        gauge(group, "hotPending", () -> (long) hot.counters().pending());
        gauge(group, "hotPublished", () -> hot.counters().published());
        hot.stores().forEach(store -> register(group.addGroup("store", store.store()), store));
        group.histogram("flushMicros", flushMicros);
        group.histogram("flushSymbols", flushSymbols);
        group.histogram("flushBytes", flushBytes);
        gauge(group, "flushBases", () -> flushBases);
        gauge(group, "flushAheadSymbols", () -> flushAheadSymbols);
    }

    /** What one hot store has taken and how it is; its name is a label. */
    private static void register(final MetricGroup group, final HotPublisher store) {
        gauge(group, "hotStoreOffered", () -> store.counters().offered());
        gauge(group, "hotStoreConflated", () -> store.counters().conflated());
        gauge(group, "hotStoreRefused", () -> store.counters().refused());
        gauge(group, "hotStorePublished", () -> store.counters().published());
        gauge(group, "hotStoreSuperseded", () -> store.counters().superseded());
        gauge(group, "hotStoreRejected", () -> store.counters().rejected());
        gauge(group, "hotStoreFailedBatches", () -> store.counters().failedBatches());
        gauge(group, "hotStoreConnects", () -> store.counters().connects());
        gauge(group, "hotStorePending", () -> (long) store.counters().pending());
        gauge(group, "hotStoreUp", () -> store.counters().connected() ? 1L : 0L);
        gauge(group, "hotStoreDown", () -> store.counters().down() ? 1L : 0L);
    }

    /** Notes what a flush cost. */
    void flushed(final BookStore store, final long nanos) {
        flushMicros.update(nanos / 1_000);
        flushSymbols.update(store.flushedSymbols());
        flushBytes.update(store.flushedBytes());
        flushBases = store.flushedBases();
        flushAheadSymbols = store.flushedAhead();
    }

    private static void gauge(final MetricGroup group, final String name, final Gauge<Long> value) {
        group.gauge(name, value);
    }
}
