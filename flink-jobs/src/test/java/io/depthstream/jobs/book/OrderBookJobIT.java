package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.LoopbackFlink;
import io.depthstream.jobs.book.state.DeltaFileOptions;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.PartitionAlignment;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import io.depthstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole job on Flink's mini cluster: one failure in mid-stream, and still exactly what the events say. */
class OrderBookJobIT {

    private static final long T = 1_700_000_000_000_000_000L;
    private static final long SEED = 4_711L;
    private static final int EVENTS = 8_000;
    private static final int SYMBOLS = 40;
    private static final int BATCHES_PER_CHECKPOINT = 1_500;

    private static final Map<String, Feed> FEEDS = new ConcurrentHashMap<>();

    @TempDir
    Path checkpoints;

    @ParameterizedTest
    @CsvSource({"heap, 1, ALIGNED", "rocksdb, 2, KEY_BY"})
    @Timeout(120)
    void shouldPublishExactlyOnceAcrossAFailure(
            final String backend, final int parallelism, final PartitionAlignment.Mode mode) throws Exception {
        final RandomFeed random = new RandomFeed(new Random(SEED), SYMBOLS, T, 0.0005);
        final List<RawBatch> batches = new Batches("1", "a").all(random.next(EVENTS), new Random(SEED), 6);
        final MemorySink sink = new MemorySink(backend);
        final List<RawBatch> perSplit = parallelism == 1 ? batches : splitInHalves(batches);
        FEEDS.put(backend, new Feed(perSplit, sink.ledger()));
        final JobConfig config = JobConfig.of(Map.of(
                "job.parallelism", Integer.toString(parallelism),
                "state.backend", backend,
                "checkpoint.intervalMillis", "50",
                "checkpoint.dir", checkpoints.toUri().toString()));
        final StreamExecutionEnvironment env = LoopbackFlink.environment(parallelism, restarts());
        new OrderBookJob(
                config,
                new DataGeneratorSource<>(new FailingOnce(backend), perSplit.size(),
                        RateLimiterStrategy.perCheckpoint(BATCHES_PER_CHECKPOINT), RawBatchTypeInfo.INSTANCE),
                sink, HotPublisherFactory.none(), new PartitionAlignment(mode, "test"))
                .build(env);
        assertEquals(backend.equals("rocksdb") ? DeltaFileOptions.class.getName() : null,
                env.getConfiguration().get(RocksDBOptions.OPTIONS_FACTORY));

        final BookTotals totals = env.execute().getAccumulatorResult(BookTotals.NAME);

        assertEquals(1, FEEDS.get(backend).failures.get(), "the job failed once");
        try (OperatorRun uncut = OperatorRun.fresh().feed(batches).finish()) {
            assertEquals(uncut.totals().applied, totals.applied);
            assertEquals(uncut.totals().dangling, totals.dangling);
            assertEquals(EVENTS, totals.applied + totals.dangling);
            assertTrue(uncut.records().size() > EVENTS / 2, "the stream publishes something");
            for (final String symbol : random.symbols()) {
                compare(of(symbol, uncut.records()), of(symbol, sink.ledger().committed), symbol + ", committed");
                compare(of(symbol, uncut.records()), of(symbol, sink.ledger().uncommitted), symbol + ", uncommitted");
            }
        }
    }

    /**
     * What a reader who drops what it has seen must have: every expected record, in order. Of depth and full books it may
     * have more, since the idle timer shows the present state whenever the stream pauses.
     */
    private static void compare(
            final List<PublishedRecord> expected, final List<PublishedRecord> actual, final String what) {
        final Map<String, PublishedRecord> wanted = byName(expected);
        final Map<String, PublishedRecord> got = byName(actual);
        assertEquals(
                wanted.keySet().stream().filter(name -> !mayRepeat(name)).toList(),
                got.keySet().stream().filter(name -> !mayRepeat(name)).toList(), what);
        wanted.forEach((name, record) -> assertEquals(record, got.get(name), what + ", " + name));
    }

    private static boolean mayRepeat(final String name) {
        return name.startsWith(Topics.BOOK_DEPTH) || name.startsWith(Topics.BOOK_LATEST);
    }

    private static Configuration restarts() {
        final Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        return configuration;
    }

    /** The generator source gives one half of its numbers to each of two subtasks: each symbol must lie in one half. */
    private static List<RawBatch> splitInHalves(final List<RawBatch> batches) {
        final List<RawBatch> first = new ArrayList<>();
        final List<RawBatch> second = new ArrayList<>();
        for (final RawBatch batch : batches) {
            (Math.floorMod(batch.symbol().hashCode(), 2) == 0 ? first : second).add(batch);
        }
        pad(first, second.size());
        pad(second, first.size());
        first.addAll(second);
        return first;
    }

    /** Repeats the last batch, which is a duplicate and so changes nothing. */
    private static void pad(final List<RawBatch> half, final int size) {
        while (half.size() < size) {
            half.add(half.get(half.size() - 1));
        }
    }

    private static List<PublishedRecord> of(final String symbol, final List<PublishedRecord> records) {
        return records.stream().filter(record -> new String(record.key()).equals(symbol)).toList();
    }

    /** Records in order of first sight; a second of the same name must be the same. */
    private static Map<String, PublishedRecord> byName(final List<PublishedRecord> records) {
        final Map<String, PublishedRecord> seen = new LinkedHashMap<>();
        for (final PublishedRecord record : records) {
            final String name = record.topic() + " " + switch (record.topic()) {
                case Topics.BOOK_TOP -> RecordName.top(record);
                case Topics.BOOK_DEPTH -> RecordName.depth(record);
                case Topics.BOOK_LATEST -> RecordName.latest(record);
                default -> Arrays.toString(record.value());
            };
            final PublishedRecord before = seen.putIfAbsent(name, record);
            if (before != null) {
                assertEquals(before, record, name);
            }
        }
        return seen;
    }

    private record Feed(List<RawBatch> batches, MemorySink.Ledger ledger, AtomicInteger failures) {
        Feed(final List<RawBatch> batches, final MemorySink.Ledger ledger) {
            this(batches, ledger, new AtomicInteger());
        }
    }

    /** Gives batch n, and fails once: behind the first quarter, as soon as a checkpoint has been committed. */
    private record FailingOnce(String feed) implements GeneratorFunction<Long, RawBatch> {

        @Override
        public RawBatch map(final Long index) {
            final Feed from = FEEDS.get(feed);
            if (index >= from.batches.size() / 4 && !from.ledger.committed.isEmpty()
                    && from.failures.compareAndSet(0, 1)) {
                throw new IllegalStateException("failure of the test at batch " + index);
            }
            return from.batches.get((int) (long) index);
        }
    }
}
