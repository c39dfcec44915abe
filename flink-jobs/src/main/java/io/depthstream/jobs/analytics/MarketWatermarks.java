package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of one partition: up to where its records have come, less the lateness allowed. Every partition holds the
 * others up until it is idle, so a topic that is read faster does not make another late.
 *
 * <p>An event counts at its own time, a depth at the end of its cell of the grid, which is when the order-book job shows it
 * at the earliest (docs/decisions/0031). One thread.
 */
public final class MarketWatermarks implements WatermarkGenerator<RawBatch> {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final long latenessMillis;
    private final long gridNanos;
    private long throughMillis = Long.MIN_VALUE;

    private MarketWatermarks(final long latenessMillis, final long gridNanos) {
        this.latenessMillis = latenessMillis;
        this.gridNanos = gridNanos;
    }

    /** The strategy of a job: Kafka's timestamp is the venue's; lateness, idleness and grids are as configured. */
    public static WatermarkStrategy<RawBatch> strategy(final AnalyticsJobConfig config) {
        final long lateness = config.latenessMillis();
        final long grid = config.analytics().gridNanos();
        return WatermarkStrategy.<RawBatch>forGenerator(context -> new MarketWatermarks(lateness, grid))
                .withTimestampAssigner((record, timestamp) -> record.timestampMillis())
                .withIdleness(Duration.ofMillis(config.idleMillis()));
    }

    @Override
    public void onEvent(final RawBatch record, final long timestamp, final WatermarkOutput output) {
        final long millis = record.timestampMillis();
        final boolean depth = record.topic().equals(Topics.BOOK_DEPTH);
        throughMillis = Math.max(throughMillis, depth ? endOfCell(millis) : millis);
    }

    /** The last millisecond before the end of a cell, so that others of the cell are still in time. */
    private long endOfCell(final long millis) {
        final long end = (Math.floorDiv(millis * NANOS_PER_MILLI, gridNanos) + 1) * gridNanos;
        return Math.max(millis, end / NANOS_PER_MILLI - 1);
    }

    @Override
    public void onPeriodicEmit(final WatermarkOutput output) {
        if (throughMillis != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(throughMillis - latenessMillis - 1));
        }
    }
}
