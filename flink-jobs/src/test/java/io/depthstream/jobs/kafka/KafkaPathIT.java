package io.depthstream.jobs.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.LoopbackFlink;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.sink.KafkaTopicsSink;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.jobs.source.PartitionAlignment;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawTopicSource;
import io.depthstream.schemas.KeyGroups;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Source and sink against a real broker, under a real (mini) cluster. */
@Timeout(120)
class KafkaPathIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> TOPICS = List.of("out.top", "out.depth", "out.trades");
    private static final AtomicBoolean FAILED = new AtomicBoolean();
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = new EmbeddedKafka(folder.resolve("kafka"));
        for (final String topic : TOPICS) {
            kafka.create(topic, 3);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void shouldReadEachSymbolInTheSubtaskThatOwnsItsKeyGroup() throws Exception {
        final int partitions = 4;
        final int symbols = 300;
        kafka.create("raw.aligned", partitions);
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
            for (int i = 0; i < symbols; i++) {
                final String symbol = "SYM" + i;
                final int partition =
                        KeyGroups.partition(symbol, "raw.aligned", partitions, KeyGroups.DEFAULT_MAX_PARALLELISM);
                producer.send(new ProducerRecord<>("raw.aligned", partition, utf8(symbol), utf8("v" + i)));
            }
            producer.send(new ProducerRecord<>("raw.aligned", 0, null, utf8("no key")));
        }
        final JobConfig config = config(Map.of(
                "source.topic", "raw.aligned", "source.bounded", "true", "job.parallelism", "4",
                "source.expectedPartitions", "4"));
        assertEquals(PartitionAlignment.Mode.ALIGNED, PartitionAlignment.check(config).mode());
        final StreamExecutionEnvironment env = LoopbackFlink.environment(partitions, settings());
        final List<Tuple3<String, Integer, Boolean>> seen = new ArrayList<>();
        try (CloseableIterator<Tuple3<String, Integer, Boolean>> results = env.fromSource(
                        RawTopicSource.create(config), WatermarkStrategy.noWatermarks(), "raw")
                .uid("raw")
                .map(new WhereRead())
                .returns(Types.TUPLE(Types.STRING, Types.INT, Types.BOOLEAN))
                .executeAndCollect()) {
            results.forEachRemaining(seen::add);
        }
        assertEquals(symbols + 1, seen.size());
        final Set<Integer> subtasks = new HashSet<>();
        for (final Tuple3<String, Integer, Boolean> read : seen) {
            if (read.f2) {
                assertEquals("", read.f0, "the record without a key must come through flagged");
                continue;
            }
            final int keyGroup = KeyGroups.keyGroup(read.f0, KeyGroups.DEFAULT_MAX_PARALLELISM);
            assertEquals(
                    KeyGroups.subtask(keyGroup, KeyGroups.DEFAULT_MAX_PARALLELISM, partitions), read.f1, read.f0);
            subtasks.add(read.f1);
        }
        assertEquals(Set.of(0, 1, 2, 3), subtasks);
    }

    @Test
    void shouldWriteEveryTopicExactlyOnceThroughAFailure() throws Exception {
        kafka.create("raw.once", 2);
        FAILED.set(false);
        produce("raw.once", 0, 900, "");
        final JobConfig config = config(Map.of(
                "source.topic", "raw.once", "sink.transactionalIdPrefix", "it-once", "checkpoint.intervalMillis", "100"));
        final JobClient job = startCopy(config, true);
        awaitCommitted(900);
        // The one in the middle makes the job fail after a checkpoint, with records written and not committed.
        produce("raw.once", 900, 1_800, "fail");
        awaitCommitted(1_800);
        assertTrue(FAILED.get(), "the failure this test is about did not happen");
        job.cancel().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        for (int t = 0; t < TOPICS.size(); t++) {
            final Map<String, Integer> partitionOfKey = new HashMap<>();
            final Set<String> values = new HashSet<>();
            for (final ConsumerRecord<byte[], byte[]> record : kafka.readAll(TOPICS.get(t), "read_committed")) {
                final String value = new String(record.value(), StandardCharsets.UTF_8);
                final int number = Integer.parseInt(value);
                if (number >= 10_000) {
                    continue; // of another test
                }
                assertTrue(values.add(value), "twice on " + TOPICS.get(t) + ": " + value);
                assertEquals(t, number % TOPICS.size(), "on the wrong topic: " + value);
                assertArrayEquals(utf8("K" + number % 7), record.key());
                assertEquals(1_580_394_600_000L + number, record.timestamp());
                final Integer partition = partitionOfKey.putIfAbsent("K" + number % 7, record.partition());
                assertTrue(partition == null || partition == record.partition(), "a symbol on two partitions");
            }
            assertEquals(600, values.size());
        }
    }

    @Test
    void shouldShowUncommittedRecordsAtOnceAndCommittedOnesOnlyAfterTheCheckpoint() throws Exception {
        kafka.create("raw.levels", 1);
        final int before = committed();
        final JobConfig config = config(Map.of(
                "source.topic", "raw.levels", "sink.transactionalIdPrefix", "it-levels",
                "checkpoint.intervalMillis", "800000"));
        final JobClient job = startCopy(config, false);
        // Flink takes checkpoints while the job starts, whatever the interval, and rightly commits what was written by
        // then. What is looked at is written and read between two of them; the next one is the savepoint.
        int first = 10_000;
        while (!invisibleUnlessACheckpointCameBetween(first)) {
            first += 1_000;
            assertTrue(first < 20_000, "a checkpoint came each time: is the interval still 800 s?");
        }
        final int written = (first - 10_000) / 1_000 * 90 + 90;
        job.stopWithSavepoint(false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        await(() -> count("read_committed", 10_000) == written);
        assertEquals(before + written, committed());
    }

    private boolean invisibleUnlessACheckpointCameBetween(final int first) throws Exception {
        final int checkpoints = CHECKPOINTS.get();
        produce("raw.levels", first, first + 90, "");
        await(() -> count("read_uncommitted", first) == 90);
        final int visible = count("read_committed", first);
        if (CHECKPOINTS.get() != checkpoints) {
            return false;
        }
        assertEquals(0, visible, "nothing may be visible before the checkpoint");
        return true;
    }

    @Test
    void shouldRefuseATransactionTimeoutThatTheBrokerDoesNotAllow() {
        final ConfigException refused = assertThrows(
                ConfigException.class, () -> KafkaTopicsSink.create(config(Map.of("sink.transactionTimeoutMillis", "900001"))));
        assertEquals(
                List.of("sink.transactionTimeoutMillis: got 900001; allowed: at most the broker's transaction.max.timeout.ms,"
                        + " which is 900000: lower the key or raise it on the broker"),
                refused.errors());
    }

    @Test
    void shouldRefuseATopicThatIsMissingOrHasOtherPartitionsThanExpected() throws Exception {
        assertEquals(
                List.of("source.topic: got \"raw.missing\"; the broker at " + kafka.bootstrap()
                        + " has no such topic: create it or correct the key"),
                assertThrows(ConfigException.class, () -> PartitionAlignment.check(config(Map.of("source.topic", "raw.missing"))))
                        .errors());
        kafka.create("raw.three", 3);
        assertEquals(
                List.of("source.expectedPartitions: got 4; topic raw.three has 3 partitions: correct the key, or 0 to take"
                        + " what there is"),
                assertThrows(ConfigException.class, () -> PartitionAlignment.check(
                                config(Map.of("source.topic", "raw.three", "source.expectedPartitions", "4"))))
                        .errors());
        assertEquals(
                PartitionAlignment.Mode.KEY_BY,
                PartitionAlignment.check(config(Map.of("source.topic", "raw.three", "job.parallelism", "2"))).mode());
    }

    private static JobClient startCopy(final JobConfig config, final boolean failing) throws Exception {
        final Configuration settings = settings();
        settings.setString("restart-strategy.type", "fixed-delay");
        settings.setString("restart-strategy.fixed-delay.attempts", "3");
        settings.setString("restart-strategy.fixed-delay.delay", "10 ms");
        final StreamExecutionEnvironment env = LoopbackFlink.environment(1, settings);
        env.enableCheckpointing(config.checkpoint().intervalMillis());
        env.fromSource(RawTopicSource.create(config), WatermarkStrategy.noWatermarks(), "raw").uid("raw")
                .map(new Copy(failing)).returns(PublishedRecordTypeInfo.INSTANCE).uid("copy")
                .sinkTo(KafkaTopicsSink.create(config)).uid("sink");
        return env.executeAsync("copy");
    }

    private static Configuration settings() {
        final Configuration settings = new Configuration();
        settings.setString("pipeline.generic-types", "false");
        return settings;
    }

    private static void produce(final String topic, final int from, final int to, final String keyInTheMiddle) {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
            for (int i = from; i < to; i++) {
                final String key = i == (from + to) / 2 && !keyInTheMiddle.isEmpty() ? keyInTheMiddle : "K" + i % 7;
                producer.send(new ProducerRecord<>(topic, utf8(key), utf8(Integer.toString(i))));
            }
        }
    }

    private static void awaitCommitted(final int expected) throws Exception {
        await(() -> count("read_committed", 0, 10_000) >= expected);
    }

    private static int committed() {
        return TOPICS.stream().mapToInt(topic -> kafka.readAll(topic, "read_committed").size()).sum();
    }

    private static int count(final String isolation, final int from) {
        return count(isolation, from, Integer.MAX_VALUE);
    }

    private static int count(final String isolation, final int from, final int to) {
        int count = 0;
        for (final String topic : TOPICS) {
            for (final ConsumerRecord<byte[], byte[]> record : kafka.readAll(topic, isolation)) {
                final int number = Integer.parseInt(new String(record.value(), StandardCharsets.UTF_8));
                count += number >= from && number < to ? 1 : 0;
            }
        }
        return count;
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the condition did not come true within " + LIMIT);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static JobConfig config(final Map<String, String> given) {
        final Map<String, String> all = new HashMap<>(given);
        all.put("kafka.bootstrap", kafka.bootstrap());
        return JobConfig.of(all);
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Says where each symbol is read. */
    private static final class WhereRead extends RichMapFunction<RawBatch, Tuple3<String, Integer, Boolean>> {
        private static final long serialVersionUID = 1L;

        @Override
        public Tuple3<String, Integer, Boolean> map(final RawBatch batch) {
            return Tuple3.of(
                    batch.symbol(), getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), batch.malformed());
        }
    }

    /** Sends each number to the topic it belongs to; fails once on the key "fail" where told; counts checkpoints. */
    private static final class Copy implements MapFunction<RawBatch, PublishedRecord>, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final boolean failing;

        private Copy(final boolean failing) {
            this.failing = failing;
        }

        @Override
        public void notifyCheckpointComplete(final long checkpoint) {
            CHECKPOINTS.incrementAndGet();
        }

        @Override
        public PublishedRecord map(final RawBatch batch) {
            if (failing && batch.symbol().equals("fail") && FAILED.compareAndSet(false, true)) {
                throw new IllegalStateException("the failure this test is about");
            }
            final int number = Integer.parseInt(new String(batch.value(), StandardCharsets.UTF_8));
            return new PublishedRecord(
                    TOPICS.get(number % TOPICS.size()), utf8("K" + number % 7), utf8(Integer.toString(number)),
                    (1_580_394_600_000L + number) * 1_000_000L);
        }
    }
}
