package io.depthstream.jobs.config;

import io.depthstream.jobs.hot.HotStores;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Everything the order-book job can be told, checked: values in range, keys known, parts fitting together.
 *
 * <p>Comes from one YAML file, over which {@code --key value} arguments win; what neither names has its default.
 * Immutable and serialisable.
 *
 * @param run        name and parallelism
 * @param bootstrap  Kafka brokers, {@code host:port} separated by commas
 * @param source     the raw topic
 * @param sink       the topics written
 * @param checkpoint checkpoints and state
 * @param book       what is published when
 * @param hot        the hot stores
 * @param metrics    whether the job registers its own metrics
 */
public record JobConfig(
        RunConfig run,
        String bootstrap,
        SourceConfig source,
        SinkConfig sink,
        CheckpointConfig checkpoint,
        BookConfig book,
        HotConfig hot,
        boolean metrics)
        implements Serializable {

    /** Resource read where no {@code --config} is given; it names every key with its default. */
    public static final String DEFAULT_RESOURCE = "order-book-job.yaml";

    /** All keys, those of the hot stores there are included. */
    public static final List<ConfigKey<?>> KEYS = Providers.together(List.of(ConfigKeys.ALL, HotStores.keys()));

    /**
     * Reads a command line: {@code --config FILE} and any number of {@code --key value} or {@code --key=value}.
     *
     * @throws ConfigException naming every error at once; the process should print its report and exit with
     *                         {@link ConfigException#EXIT_CODE}
     */
    public static JobConfig fromArgs(final String... args) {
        final ConfigReader reader = new ConfigReader(KEYS);
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
    public static JobConfig of(final Map<String, String> overrides) {
        final ConfigReader reader = new ConfigReader(KEYS);
        reader.override(overrides, "");
        return build(reader);
    }

    private static JobConfig build(final ConfigReader in) {
        final RunConfig run = RunConfig.read(in);
        final String bootstrap = in.get(ConfigKeys.BOOTSTRAP);
        final SourceConfig source = SourceConfig.read(in);
        final SinkConfig sink = SinkConfig.read(in);
        final CheckpointConfig checkpoint = CheckpointConfig.read(in);
        final BookConfig book = BookConfig.read(in);
        final HotConfig hot = HotConfig.read(in, book.depthLevels());
        final boolean metrics = in.get(ConfigKeys.METRICS);
        final JobConfig config = new JobConfig(run, bootstrap, source, sink, checkpoint, book, hot, metrics);
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
                    + "; allowed: at least " + ConfigKeys.CHECKPOINT_INTERVAL.name() + " + "
                    + ConfigKeys.CHECKPOINT_TIMEOUT.name() + ", which is " + needed
                    + " milliseconds: the broker would abort a transaction before its checkpoint commits it");
        }
    }
}
