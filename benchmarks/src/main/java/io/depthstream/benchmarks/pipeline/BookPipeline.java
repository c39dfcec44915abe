package io.depthstream.benchmarks.pipeline;

import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.FeedHandlerCounters;
import io.depthstream.ingest.feed.KafkaClients;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.jobs.book.OrderBookJob;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.EmbeddedRedis;
import io.depthstream.local.stack.MarketTopics;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Broker, job and feed handler in this process, and Redis where asked for: the whole way of a message. One thread, but
 * metrics and counters may be read from any.
 */
public final class BookPipeline implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final EmbeddedRedis redis;
    private final int parallelism;
    private final Map<String, String> settings;
    private final Map<String, String> jobOverrides = new HashMap<>();
    private final Map<String, String> handlerOverrides = new HashMap<>();
    private final Path folder;
    private Path changelog;
    private FlinkRun job;
    private FeedHandler handler;

    /**
     * Starts broker, topics and, where asked for, Redis.
     *
     * @param folder           where everything is kept
     * @param parallelism      partitions of the topics and subtasks of the job
     * @param checkpointMillis time between checkpoints
     * @param backend          state backend of the job: {@code rocksdb} or {@code heap}
     * @param redisServer      command of the Redis that the job feeds; null for none
     */
    public BookPipeline(final Path folder, final int parallelism, final long checkpointMillis, final String backend,
            final String redisServer) {
        this.folder = folder;
        this.parallelism = parallelism;
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        redis = redisServer == null ? null : EmbeddedRedis.start(folder, redisServer);
        MarketTopics.create(kafka.bootstrapServers(), parallelism);
        settings = JobSettings.of(
            kafka.bootstrapServers(), folder.resolve("checkpoints"), parallelism, checkpointMillis, "bench");
        settings.put("state.backend", backend);
        // Everything is on one machine: nothing to gain by packing what is produced.
        settings.put("sink.compression", "none");
        if (redis != null) {
            settings.put("hot.kind", "redis");
            settings.put("hot.uri", redis.uri());
        }
    }

    /** Gives the job another value of a setting; before it starts. */
    public void jobSetting(final String key, final long value) {
        settings.put(key, Long.toString(value));
    }

    /** Settings of job and feed handler that count before all others; before the two start. */
    public void override(final Map<String, String> ofJob, final Map<String, String> ofHandler) {
        jobOverrides.putAll(ofJob);
        handlerOverrides.putAll(ofHandler);
    }

    /** Has Flink log each change of state; before the job starts. */
    public void logChanges() {
        changelog = folder.resolve("changelog");
    }

    /** Starts the job on a cluster of its own; from a checkpoint unless null. */
    public FlinkRun startJob(final String checkpoint) throws Exception {
        final Map<String, String> written = new HashMap<>(settings);
        written.putAll(jobOverrides);
        final JobConfig config = JobConfig.of(written);
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        OrderBookJob.onKafka(config, HotPublisherFactory.of(config.hot())).build(env);
        final Configuration retention = new Configuration();
        retention.set(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        env.configure(retention);
        job = new FlinkRun(parallelism, changelog);
        job.submit(env, checkpoint);
        return job;
    }

    /**
     * Starts the feed handler on a source.
     *
     * @param usual of its configuration, what the benchmark wants
     */
    public FeedHandlerCounters feed(final PacketSource source, final LocalDate day, final Map<String, String> usual) {
        final Map<String, String> written = new HashMap<>(usual);
        written.put("kafka.bootstrap", kafka.bootstrapServers());
        written.put("trading-date", day.toString());
        written.put("reference.read-back", "false");
        written.putAll(handlerOverrides);
        final FeedHandlerConfig config = FeedHandlerConfig.of(written);
        handler = new FeedHandler(config, source, 1, false, KafkaClients.producer(config), null);
        handler.start();
        return handler.counters();
    }

    /** Fails if the handler or the job has. */
    public void requireHealthy() throws Exception {
        job.requireSuccess();
        if (handler.failure().isPresent()) {
            throw new IllegalStateException("the feed handler failed", handler.failure().get());
        }
    }

    /** Broker address. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Redis address. */
    public String redisUri() {
        return redis.uri();
    }

    /** The folder given. */
    public Path folder() {
        return folder;
    }

    /** Ends the feed handler. */
    public void stopFeed() {
        if (handler != null) {
            handler.close();
        }
    }

    /** Ends the job and its cluster. */
    public void stopJob() throws Exception {
        if (job != null) {
            job.close();
            job = null;
        }
    }

    @Override
    public void close() throws Exception {
        stopFeed();
        stopJob();
        if (redis != null) {
            redis.close();
        }
        kafka.close();
    }
}
