package io.depthstream.jobs.cold;

import io.depthstream.jobs.config.ColdConfig;
import io.depthstream.jobs.config.ColdSettings;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import java.util.Arrays;
import java.util.List;
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

    private static final String STORE = "--store";

    private ColdJob() {}

    /**
     * Runs the job into the store that {@code --store NAME} names, with the other arguments as its settings, on the cluster the
     * class is submitted to; exit code 2 for a bad configuration.
     */
    public static void main(final String[] args) throws Exception {
        if (args.length < 2 || !args[0].equals(STORE)) {
            refuse(new ConfigException(List.of("expected " + STORE + " NAME first, then the store's settings")));
            return;
        }
        final ColdStoreProvider store;
        try {
            store = ColdStores.named(args[1]);
        } catch (final ConfigException unknown) {
            refuse(unknown);
            return;
        }
        run(store, Arrays.copyOfRange(args, 2, args.length));
    }

    /** Reads the configuration and runs on the cluster the class is submitted to; exit code 2 for a bad configuration. */
    public static void run(final ColdStoreProvider store, final String... args) throws Exception {
        final ColdSettings settings;
        try {
            settings = ColdSettings.fromArgs(store.coldKeys(), store.keys(), store.resource(), args);
        } catch (final ConfigException refused) {
            refuse(refused);
            return;
        }
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        build(env, store, settings);
        env.execute(settings.cold().name());
    }

    private static void refuse(final ConfigException refused) {
        System.err.println(refused.report());
        System.exit(ConfigException.EXIT_CODE);
    }

    /** Adds the job into a store to an environment, from Kafka and with dead letters in Kafka. */
    public static void build(
            final StreamExecutionEnvironment env, final ColdStoreProvider store, final ColdSettings settings) {
        final ColdConfig cold = settings.cold();
        final String bootstrap = cold.bootstrap();
        final String publisher = store.name() + "-job";
        build(env, store, settings, ColdTopicsSource.create(bootstrap, store.topics(), cold.group(), cold.bounded()),
                () -> new KafkaDeadLetters(bootstrap, publisher));
    }

    /** Adds the job into a store to an environment, between the given ends. */
    public static void build(
            final StreamExecutionEnvironment env,
            final ColdStoreProvider store,
            final ColdSettings settings,
            final Source<RawBatch, ?, ?> source,
            final DeadLetters.Factory deadLetters) {
        build(env, settings.cold(), source,
                new ColdSink(store.name(), ColdStores.factory(store, settings), deadLetters, settings.cold().limits()));
    }

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
