package io.depthstream.jobs.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything the analytics job can be told, checked. Comes from one YAML file, over which {@code --key value} arguments
 * win; what neither names has its default. Immutable and serialisable. {@link AnalyticsKeys} lists the keys.
 *
 * @param run                     name and parallelism
 * @param bootstrap               Kafka brokers, {@code host:port} separated by commas
 * @param group                   consumer group
 * @param startFrom               where to begin without a checkpoint
 * @param isolation               whether open transactions are read
 * @param bounded                 whether to stop at the end the topics have at the start
 * @param latenessMillis          how far behind its partition's newest event an event may be
 * @param idleMillis              silence after which a partition holds up the others no more
 * @param aheadMillis             how far one partition may be read ahead of the others; 0 does not bound it
 * @param watermarkIntervalMillis how often event time is looked at
 * @param sink                    the topics written
 * @param checkpoint              checkpoints and state
 * @param analytics               what is computed
 * @param metrics                 whether the job registers its own metrics
 */
public record AnalyticsJobConfig(
        RunConfig run,
        String bootstrap,
        String group,
        StartFrom startFrom,
        Isolation isolation,
        boolean bounded,
        long latenessMillis,
        long idleMillis,
        long aheadMillis,
        long watermarkIntervalMillis,
        SinkConfig sink,
        CheckpointConfig checkpoint,
        AnalyticsConfig analytics,
        boolean metrics)
        implements Serializable {

    /** Resource read where no {@code --config} is given; it names every key with its default. */
    public static final String DEFAULT_RESOURCE = "analytics-job.yaml";

    /**
     * Reads a command line: {@code --config FILE} and any number of {@code --key value} or {@code --key=value}.
     *
     * @throws ConfigException naming every error at once
     */
    public static AnalyticsJobConfig fromArgs(final String... args) {
        final ConfigReader reader = new ConfigReader(AnalyticsKeys.ALL);
        final Map<String, String> overrides = reader.arguments(args);
        final String file = overrides.remove("config");
        if (file == null) {
            reader.resource(DEFAULT_RESOURCE);
        } else {
            reader.file(Path.of(file));
        }
        reader.override(overrides, "--");
        return build(reader);
    }

    /**
     * The defaults with some keys changed, for programs that embed the job.
     *
     * @throws ConfigException naming every error at once
     */
    public static AnalyticsJobConfig of(final Map<String, String> overrides) {
        final ConfigReader reader = new ConfigReader(AnalyticsKeys.ALL);
        reader.override(overrides, "");
        return build(reader);
    }

    private static AnalyticsJobConfig build(final ConfigReader in) {
        final RunConfig run = new RunConfig(in.get(AnalyticsKeys.JOB_NAME), in.get(ConfigKeys.PARALLELISM),
                in.get(ConfigKeys.MAX_PARALLELISM), in.get(ConfigKeys.BUFFER_TIMEOUT));
        final SinkConfig sink = new SinkConfig(in.get(ConfigKeys.DELIVERY), in.get(AnalyticsKeys.TRANSACTIONAL_PREFIX),
                in.get(ConfigKeys.TRANSACTION_TIMEOUT), in.get(ConfigKeys.LINGER), in.get(ConfigKeys.BATCH_BYTES),
                in.get(ConfigKeys.COMPRESSION), in.get(ConfigKeys.SINK_OWN_THREAD));
        final CheckpointConfig checkpoint = new CheckpointConfig(in.get(AnalyticsKeys.CHECKPOINT_INTERVAL),
                in.get(ConfigKeys.CHECKPOINT_TIMEOUT), in.get(ConfigKeys.CHECKPOINT_DIR), in.get(ConfigKeys.STATE_BACKEND),
                in.get(ConfigKeys.ROCKSDB_DIR));
        final AnalyticsJobConfig config = new AnalyticsJobConfig(run, in.get(ConfigKeys.BOOTSTRAP),
                in.get(AnalyticsKeys.GROUP), in.get(ConfigKeys.START_FROM), in.get(ConfigKeys.ISOLATION),
                in.get(ConfigKeys.BOUNDED), in.get(AnalyticsKeys.LATENESS), in.get(AnalyticsKeys.IDLE),
                in.get(AnalyticsKeys.AHEAD), in.get(AnalyticsKeys.WATERMARK_INTERVAL), sink, checkpoint,
                AnalyticsConfig.read(in), in.get(ConfigKeys.METRICS));
        if (in.sound()) {
            config.checkTogether(in);
        }
        final List<String> errors = in.errors();
        if (!errors.isEmpty()) {
            throw new ConfigException(errors);
        }
        return config;
    }

    private void checkTogether(final ConfigReader in) {
        if (run.parallelism() > run.maxParallelism()) {
            in.error(ConfigKeys.PARALLELISM.name() + ": got " + run.parallelism() + "; allowed: at most "
                    + ConfigKeys.MAX_PARALLELISM.name() + ", which is " + run.maxParallelism());
        }
        final long needed = checkpoint.intervalMillis() + checkpoint.timeoutMillis();
        if (sink.delivery() == Delivery.EXACTLY_ONCE && sink.transactionTimeoutMillis() < needed) {
            in.error(ConfigKeys.TRANSACTION_TIMEOUT.name() + ": got " + sink.transactionTimeoutMillis()
                    + "; allowed: at least " + AnalyticsKeys.CHECKPOINT_INTERVAL.name() + " + "
                    + ConfigKeys.CHECKPOINT_TIMEOUT.name() + ", which is " + needed + " milliseconds");
        }
    }
}
