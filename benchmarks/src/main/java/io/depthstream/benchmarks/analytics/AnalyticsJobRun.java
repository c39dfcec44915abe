package io.depthstream.benchmarks.analytics;

import io.depthstream.benchmarks.pipeline.FlinkRun;
import io.depthstream.benchmarks.pipeline.RecordsInMemory;
import io.depthstream.jobs.analytics.AnalyticsJob;
import io.depthstream.jobs.analytics.PartitionEnds;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The analytics job on an embedded Flink, as a user gets it: watermarks, keys, both operators, a checkpoint each second. Only
 * the ends are not Kafka: records come from memory, and what is published is thrown away by the sinks.
 */
public final class AnalyticsJobRun {
    private static final String READ = "bookUpdates";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private AnalyticsJobRun() {
    }

    /**
     * Runs the job over a market from an empty state to its end; the CPU time is that of the whole process.
     *
     * @param folder where checkpoints go
     */
    public static FlinkRun.Timing of(final BusyMarket market, final Path folder) throws Exception {
        final AnalyticsJobConfig config = AnalyticsJobConfig.of(Map.of(
            "source.bounded", "true", "checkpoint.dir", folder.toUri().toString()));
        try (FlinkRun run = new FlinkRun(1)) {
            final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            new AnalyticsJob(config, RecordsInMemory.of(market.records()), new DiscardingSink<>(), new DiscardingSink<>(),
                PartitionEnds.unknown()).build(env);
            run.submit(env);
            return run.awaitEnd(READ, market.bookUpdates(), LIMIT);
        }
    }
}
