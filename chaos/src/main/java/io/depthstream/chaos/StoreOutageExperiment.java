package io.depthstream.chaos;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.run.StoreReport;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import io.depthstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store is killed under load and stays away; meanwhile the job that feeds it is killed too and goes on from its newest
 * checkpoint without the store; the store comes back; the job is killed once more. At the end the store must hold the truth.
 *
 * <p>The load is a simulated day: a third before the outage, a third in it, a third after. One thread.
 */
public final class StoreOutageExperiment {
    private static final Logger LOG = LoggerFactory.getLogger(StoreOutageExperiment.class);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration CALM = Duration.ofSeconds(3);
    private static final int DAY_SECONDS = 20;
    /** Levels a side of the hot stores' states: the job's default. */
    private static final int LEVELS = 10;

    private final Plan plan;
    private final Path folder;
    private final SimulationConfig day;
    private int starts;

    /** The stores that can be killed. */
    public enum Store { REDIS, NATS, CLICKHOUSE, KDB }

    /**
     * What to do.
     *
     * @param store         which store
     * @param library       libchdb.so; for ClickHouse only
     * @param seed          of the day
     * @param messages      of the day
     * @param outageSeconds how long the store is away
     */
    public record Plan(Store store, Path library, long seed, long messages, int outageSeconds) {
    }

    /**
     * What came of it.
     *
     * @param store           what the store held at the end, beside the truth
     * @param publishedDuring records that the order-book job wrote to {@code market.book.top} while the store was away
     */
    public record Report(StoreReport store, long publishedDuring) {
        /** Whether nothing was lost, nothing is there twice, and the books went on. */
        public boolean passed() {
            return store.exact() && publishedDuring > 0;
        }
    }

    /** Prepares; {@code folder} takes brokers, checkpoints, logs and the store, and belongs to the experiment. */
    public StoreOutageExperiment(final Plan plan, final Path folder) {
        this.plan = plan;
        this.folder = folder;
        day = SimulationConfig.compressedDay(plan.seed(), DAY_SECONDS, plan.messages() / DAY_SECONDS);
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException when the job died by itself, or did not raise its alert in the outage and clear it after
     */
    public Report run() throws Exception {
        LOG.info("{}", plan);
        final RawDay raw;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("source-kafka"))) {
            MarketTopics.create(kafka.bootstrapServers(), 1);
            raw = RawDay.publish(day, folder, kafka.bootstrapServers());
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka")); StoreUnderTest store = store()) {
            MarketTopics.create(kafka.bootstrapServers(), 1);
            store.start();
            if (store.job() == JobHost.Kind.BOOK) {
                return outage(kafka.bootstrapServers(), store, raw);
            }
            try (JobProcess books = JobProcess.start(folder, "books", JobHost.Kind.BOOK,
                    settings(kafka.bootstrapServers(), "book-checkpoints"), null)) {
                final Report report = outage(kafka.bootstrapServers(), store, raw);
                books.requireAlive();
                return report;
            }
        }
    }

    private StoreUnderTest store() throws IOException {
        return switch (plan.store()) {
            case REDIS -> new RedisUnderTest(folder, LEVELS);
            case NATS -> new NatsUnderTest(folder, LEVELS);
            case CLICKHOUSE -> new ClickHouseUnderTest(plan.library(), folder);
            case KDB -> new KdbUnderTest(folder, day.tradingDate());
        };
    }

    private Report outage(final String bootstrapServers, final StoreUnderTest store, final RawDay raw) throws Exception {
        final Map<String, String> settings = settings(bootstrapServers, "checkpoints");
        settings.putAll(store.settings());
        settings.put(store.job() == JobHost.Kind.BOOK ? "hot.alertAfterMillis" : "alert.afterMillis", "1000");
        final RetainedCheckpoints checkpoints = new RetainedCheckpoints(folder.resolve("checkpoints"));
        final int third = raw.records().size() / 3;
        final Duration half = Duration.ofMillis(plan.outageSeconds() * 500L);
        final long during;
        final JobProcess second;
        try (TopicReader written = new TopicReader(bootstrapServers, false)) {
            try (JobProcess first = start(store, settings, null)) {
                raw.copyTo(bootstrapServers, 0, third, CALM);
                await("a checkpoint", first, () -> checkpoints.newest().isPresent());
                store.kill();
                final long before = written.written(Topics.BOOK_TOP);
                raw.copyTo(bootstrapServers, third, third + third / 2, half);
                await("books published in the outage", first, () -> written.written(Topics.BOOK_TOP) > before);
                first.kill();
                second = start(store, settings, checkpoints.newest().orElseThrow());
                raw.copyTo(bootstrapServers, third + third / 2, 2 * third, half);
                during = written.written(Topics.BOOK_TOP) - before;
            }
        }
        try (second) {
            await("the alert", second, () -> says(second, "ALERT: "));
            store.start();
            raw.copyTo(bootstrapServers, 2 * third, raw.records().size(), CALM);
            await("the alert's end", second, () -> says(second, "alert over: "));
            second.kill();
        }
        try (JobProcess last = start(store, settings, checkpoints.newest().orElseThrow())) {
            return new Report(settled(store, last, raw, bootstrapServers), during);
        }
    }

    /** What the store holds once it holds the truth, or once its time is over. */
    private StoreReport settled(final StoreUnderTest store, final JobProcess job, final RawDay raw, final String bootstrapServers)
            throws Exception {
        final Map<String, BookDepth> truth = TruthBooks.ofSimulation(day, day.messages()).depths();
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        try (TopicReader committed = new TopicReader(bootstrapServers, true);
                TopicReader uncommitted = new TopicReader(bootstrapServers, false)) {
            StoreReport report;
            do {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                job.requireAlive();
                report = store.compare(truth, bootstrapServers);
            } while (System.nanoTime() < deadline
                && !(report.exact() && committed.written(Topics.BOOK_TOP) == uncommitted.written(Topics.BOOK_TOP)));
            LOG.info("{} of {} raw records: {}", plan.store(), raw.records().size(), report);
            return report;
        }
    }

    private JobProcess start(final StoreUnderTest store, final Map<String, String> settings, final Path checkpoint) throws IOException {
        return JobProcess.start(folder, "job-" + ++starts, store.job(), settings, checkpoint);
    }

    private static boolean says(final JobProcess job, final String text) throws IOException {
        return job.log().stream().anyMatch(line -> line.contains(text));
    }

    private Map<String, String> settings(final String bootstrapServers, final String checkpoints) throws IOException {
        return new HashMap<>(Map.of(
            "kafka.bootstrap", bootstrapServers,
            "job.parallelism", "1",
            "checkpoint.dir", Files.createDirectories(folder.resolve(checkpoints)).toUri().toString(),
            "checkpoint.intervalMillis", "500"));
    }

    private static void await(final String what, final JobProcess job, final Callable<Boolean> condition) throws Exception {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            job.requireAlive();
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited " + LIMIT.toSeconds() + " s in vain: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
