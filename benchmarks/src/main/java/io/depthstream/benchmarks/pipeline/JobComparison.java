package io.depthstream.benchmarks.pipeline;

import io.depthstream.benchmarks.comparison.ComparisonJob;
import io.depthstream.benchmarks.comparison.MapStateBook;
import io.depthstream.jobs.book.OrderBookJob;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The two designs on the same preloaded messages: each run on a cluster of its own, from an empty state to the last
 * committed transaction. One thread.
 */
public final class JobComparison {
    /** Metric of our job that counts the events applied. */
    public static final String APPLIED = "appliedEvents";
    private static final List<String> PUBLISHED =
        List.of("topRecords", "touchChanges", "depthRecords", "latestRecords", "tradeRecords");

    private final String bootstrapServers;
    private final Path folder;
    private final int parallelism;
    private final String backend;
    private final long checkpointMillis;
    private final String compression;
    private final Duration limit;
    private final Map<String, Double> published = new LinkedHashMap<>();
    private int runs;

    /**
     * Runs against one broker.
     *
     * @param folder           where checkpoints go
     * @param parallelism      subtasks of both designs
     * @param backend          of our design: {@code rocksdb} or {@code heap}; the other's is always RocksDB
     * @param checkpointMillis time between checkpoints of both
     * @param compression      of what both publish, as Kafka names it
     * @param limit            longest run
     */
    public JobComparison(
            final String bootstrapServers, final Path folder, final int parallelism, final String backend,
            final long checkpointMillis, final String compression, final Duration limit) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.parallelism = parallelism;
        this.backend = backend;
        this.checkpointMillis = checkpointMillis;
        this.compression = compression;
        this.limit = limit;
    }

    /**
     * One run of the order-book job over the whole raw topic.
     *
     * @param snapshotMillis event time between depth records of a symbol that changed
     * @param readAhead      most batches processed together
     * @param overrides      settings of the job that count before all others
     */
    public FlinkRun.Timing ours(final long messages, final long snapshotMillis, final int readAhead,
            final Map<String, String> overrides) throws Exception {
        final Map<String, String> settings = JobSettings.of(
            bootstrapServers, folder, parallelism, checkpointMillis, "bench-" + ++runs);
        settings.put("source.bounded", "true");
        settings.put("sink.compression", compression);
        settings.put("book.depthIntervalMicros", Long.toString(TimeUnit.MILLISECONDS.toMicros(snapshotMillis)));
        settings.put("state.backend", backend);
        settings.put("book.readAhead", Integer.toString(readAhead));
        settings.putAll(overrides);
        final JobConfig config = JobConfig.of(settings);
        return run(APPLIED, messages, env -> OrderBookJob.onKafka(config, HotPublisherFactory.none()).build(env));
    }

    /** Records a message that our last run published, by metric name: what its sink had to carry. */
    public Map<String, Double> publishedPerMessage() {
        return Map.copyOf(published);
    }

    /** One run of the comparison job over the whole event topic. */
    public FlinkRun.Timing theirs(final long messages, final long snapshotMillis) throws Exception {
        final String prefix = "comparison-" + ++runs;
        final ComparisonJob job = new ComparisonJob(ComparisonJob.source(bootstrapServers),
            ComparisonJob.sink(bootstrapServers, prefix, compression), parallelism, checkpointMillis, snapshotMillis);
        return run(MapStateBook.APPLIED, messages, env -> job.build(env, folder.toUri().toString()));
    }

    private FlinkRun.Timing run(final String metric, final long messages, final JobBuilder builder) throws Exception {
        try (FlinkRun run = new FlinkRun(parallelism)) {
            final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            builder.build(env);
            run.submit(env);
            final FlinkRun.Timing timing = run.awaitEnd(metric, messages, limit);
            if (metric.equals(APPLIED)) {
                PUBLISHED.forEach(name -> published.put(name, (double) run.metrics().sum(name) / timing.applied()));
            }
            return timing;
        }
    }
}
