package io.depthstream.benchmarks.pipeline;

import io.depthstream.jobs.book.OrderBookJob;
import io.depthstream.jobs.clickhouse.ClickHouseJob;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A simulated day by the whole way into ClickHouse: feed handler, broker, order-book job, ClickHouse job, one after the other.
 * One thread.
 */
public final class DayIntoClickHouse {
    private static final long CHECKPOINT_MILLIS = 1_000;
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private DayIntoClickHouse() {
    }

    /**
     * Runs it, and returns when every row is in ClickHouse.
     *
     * @param folder where broker and jobs keep what they need
     * @param url    of ClickHouse
     * @throws IllegalStateException if a job fails or a message is parked
     */
    public static RawTopicLoader.Loaded run(final SimulationConfig day, final Path folder, final String url) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            final String bootstrap = kafka.bootstrapServers();
            MarketTopics.create(bootstrap, 1);
            final RawTopicLoader.Loaded loaded = RawTopicLoader.loadAsReceived(day, bootstrap, LIMIT);
            final Map<String, String> settings =
                JobSettings.of(bootstrap, folder.resolve("checkpoints"), 1, CHECKPOINT_MILLIS, "day");
            settings.put("source.bounded", "true");
            final JobConfig books = JobConfig.of(settings);
            run(env -> OrderBookJob.onKafka(books, HotPublisherFactory.none()).build(env));
            final ClickHouseConfig tables = ClickHouseConfig.of(Map.of(
                "kafka.bootstrap", bootstrap,
                "source.bounded", "true",
                "checkpoint.dir", folder.resolve("checkpoints").toUri().toString(),
                "clickhouse.url", url));
            run(env -> ClickHouseJob.build(env, tables));
            return loaded;
        }
    }

    private static void run(final JobBuilder builder) throws Exception {
        try (FlinkRun run = new FlinkRun(1)) {
            final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            builder.build(env);
            run.submit(env);
            run.awaitEnd(LIMIT);
        }
    }
}
