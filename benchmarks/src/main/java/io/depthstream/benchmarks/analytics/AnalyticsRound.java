package io.depthstream.benchmarks.analytics;

import io.depthstream.benchmarks.report.CpuClock;
import io.depthstream.jobs.analytics.AnalyticsEngine;
import io.depthstream.jobs.analytics.AnalyticsTotals;
import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;

/**
 * One pass of the engine over a market's records on the calling thread, everything on: decode, put into order, compute,
 * encode. Event time becomes complete every 10 ms of it, as late as the job's default: a depth comes behind its cell. Flink's
 * own cost is not in it; {@link AnalyticsJobRun} has it.
 *
 * @param published   records published
 * @param bytes       their values' bytes
 * @param hash        of all of them in order: the same for the same market
 * @param late        events that came after their time, whose records cost more
 * @param symbols     symbols
 * @param memoryBytes bytes the symbols hold in memory at the end
 * @param stateBytes  bytes of their state written whole at the end
 * @param wallSeconds time taken
 * @param cpuSeconds  CPU time of the thread
 */
public record AnalyticsRound(
        long published, long bytes, long hash, long late, long symbols, long memoryBytes, long stateBytes, double wallSeconds,
        double cpuSeconds) {
    private static final long WATERMARK_MILLIS = 10;
    private static final long LATENESS_MILLIS = 100;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Runs one pass. */
    public static AnalyticsRound of(final BusyMarket market) {
        final AnalyticsTotals totals = new AnalyticsTotals();
        final Output output = new Output();
        final AnalyticsEngine engine =
            new AnalyticsEngine(AnalyticsConfig.defaults(), output::take, output::take, pulse -> { }, totals);
        final CpuClock clock = new CpuClock();
        long complete = Long.MIN_VALUE;
        for (final RawBatch record : market.records()) {
            if (record.timestampMillis() - LATENESS_MILLIS >= complete + WATERMARK_MILLIS) {
                complete = record.timestampMillis() - LATENESS_MILLIS;
                engine.complete(complete * NANOS_PER_MILLI);
            }
            engine.process(record);
        }
        engine.complete(Long.MAX_VALUE);
        final double wall = clock.wallSeconds();
        final double cpu = clock.cpuSeconds();
        engine.measure();
        return new AnalyticsRound(output.records, output.bytes, output.hash, totals.late, totals.symbols, totals.memoryBytes,
            engine.stateBytes(), wall, cpu);
    }

    /** Counts what is published and throws it away. */
    private static final class Output {
        private long records;
        private long bytes;
        private long hash;

        void take(final PublishedRecord record) {
            records++;
            bytes += record.value().length;
            hash = 31 * hash + record.value().length + record.timestampNanos();
        }
    }
}
