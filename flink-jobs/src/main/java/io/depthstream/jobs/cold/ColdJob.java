package io.depthstream.jobs.cold;

import io.depthstream.jobs.config.ColdConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The shape of every job into a cold store: topics, undecoded, straight into the sink, without a shuffle. */
public final class ColdJob {

    /** Id of the source in savepoints. */
    public static final String SOURCE_UID = "derived-topics";
    /** Id of the sink in savepoints. */
    public static final String SINK_UID = "cold-store";

    /** While a store is away, checkpoints can't complete; however many fail, that is no reason to fail the job. */
    private static final int TOLERATED_CHECKPOINT_FAILURES = Integer.MAX_VALUE;

    private ColdJob() {}

    /**
     * Adds the job to an environment, and sets in it what the job's guarantees rest on.
     *
     * @param source undecoded records; those of one symbol and topic in one split, in order
     */
    public static void build(
            final StreamExecutionEnvironment env,
            final ColdConfig config,
            final Source<RawBatch, ?, ?> source,
            final ColdSink sink) {
        final Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        if (!config.checkpointDir().isEmpty()) {
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.checkpointDir());
        }
        env.configure(settings);
        env.setParallelism(config.parallelism());
        env.getConfig().enableObjectReuse();
        env.enableCheckpointing(config.intervalMillis(), CheckpointingMode.EXACTLY_ONCE);
        env.getCheckpointConfig().setCheckpointTimeout(config.timeoutMillis());
        env.getCheckpointConfig().setMaxConcurrentCheckpoints(1);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(TOLERATED_CHECKPOINT_FAILURES);
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "derived topics", RawBatchTypeInfo.INSTANCE)
                .uid(SOURCE_UID)
                .sinkTo(sink)
                .name(config.name())
                .uid(SINK_UID);
    }
}
