package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.LoopbackFlink;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.kafka.EmbeddedKafka;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A savepoint of the whole job (source, books, sink) as each released version took it with the first half of its input
 * read, restored by this version, which reads the second half.
 *
 * <p>A new version gets a folder of its own, written with {@code -Ddepthstream.savepoint.write=true}; the old ones are
 * never written again.
 */
class JobSavepointIT {

    private static final Path FOLDER = Path.of("src/test/resources/savepoints");
    private static final String VERSION = "v6";
    private static final int PARTITIONS = 2;
    private static final long T = 1_700_000_000_000_000_000L;
    private static final long SEED = 20_261_128L;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Topics whose records follow from the events alone; depth and full books also from pauses. */
    private static final List<String> COMPARED = List.of(Topics.BOOK_TOP, Topics.TRADES, Topics.STATUS);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v5", VERSION})
    @Timeout(120)
    void shouldGoOnFromTheSavepointThatAReleasedVersionTook(final String released) throws Exception {
        final Path version = FOLDER.resolve(released);
        if (released.equals(VERSION) && Boolean.getBoolean("depthstream.savepoint.write")) {
            write(version);
        }
        final List<RawBatch> batches = read(version.resolve("input.bin"));
        final int half = batches.size() / 2;
        try (EmbeddedKafka kafka = broker(folder.resolve("kafka"))) {
            produce(kafka, batches);
            final JobClient job = start(kafka, version.resolve("job").toAbsolutePath());
            final Map<String, List<String>> expected = published(batches, half);
            assertTrue(expected.size() > 3 * COMPARED.size(), "the second half publishes something of every topic");
            await(() -> count(committed(kafka)) >= count(expected));
            job.cancel().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(expected, committed(kafka));
        }
    }

    private void write(final Path version) throws Exception {
        final RandomFeed random = new RandomFeed(new Random(SEED), 12, T, 0.0005);
        final List<FeedEvent> events = new ArrayList<>(random.directory());
        events.addAll(random.next(1_200));
        final List<RawBatch> batches = new Batches("1", "a").all(events, new Random(SEED), 6);
        Files.createDirectories(version);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(version.resolve("input.bin")))) {
            for (final RawBatch batch : batches) {
                out.writeUTF(batch.symbol());
                out.writeInt(batch.value().length);
                out.write(batch.value());
            }
        }
        final int half = batches.size() / 2;
        try (EmbeddedKafka kafka = broker(folder.resolve("kafka-write"))) {
            produce(kafka, batches.subList(0, half));
            final JobClient job = start(kafka, null);
            final int expected = count(published(batches.subList(0, half), 0));
            await(() -> count(committed(kafka)) >= expected);
            final String taken = job.stopWithSavepoint(
                    false, folder.resolve("taken").toUri().toString(), SavepointFormatType.CANONICAL)
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            // State this small lies whole in the one file.
            Files.createDirectories(version.resolve("job"));
            Files.copy(Path.of(URI.create(taken)).resolve("_metadata"), version.resolve("job").resolve("_metadata"));
        }
    }

    private static EmbeddedKafka broker(final Path folder) throws Exception {
        final EmbeddedKafka kafka = new EmbeddedKafka(folder);
        for (final String topic : List.of(Topics.RAW_XNAS, Topics.BOOK_TOP, Topics.BOOK_DEPTH, Topics.BOOK_LATEST,
                Topics.TRADES, Topics.STATUS, Topics.IMBALANCE, Topics.REFERENCE, Topics.DLQ)) {
            kafka.create(topic, PARTITIONS);
        }
        return kafka;
    }

    private static void produce(final EmbeddedKafka kafka, final List<RawBatch> batches) {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
            for (final RawBatch batch : batches) {
                final int partition = KeyGroups.partition(
                        batch.symbol(), Topics.RAW_XNAS, PARTITIONS, KeyGroups.DEFAULT_MAX_PARALLELISM);
                producer.send(new ProducerRecord<>(Topics.RAW_XNAS, partition,
                        batch.symbol().getBytes(StandardCharsets.UTF_8), batch.value()));
            }
        }
    }

    private static JobClient start(final EmbeddedKafka kafka, final Path savepoint) throws Exception {
        final JobConfig config = JobConfig.of(Map.of(
                "kafka.bootstrap", kafka.bootstrap(),
                "job.parallelism", Integer.toString(PARTITIONS),
                "source.expectedPartitions", Integer.toString(PARTITIONS),
                "checkpoint.intervalMillis", "200"));
        final Configuration settings = new Configuration();
        if (savepoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
        }
        final StreamExecutionEnvironment env = LoopbackFlink.environment(PARTITIONS, settings);
        OrderBookJob.onKafka(config, HotPublisherFactory.none()).build(env);
        return env.executeAsync("order books");
    }

    /** Values by topic and symbol, in order, as an operator that read everything publishes them from a batch on. */
    private static Map<String, List<String>> published(final List<RawBatch> batches, final int from) throws Exception {
        final Map<String, List<String>> values = new TreeMap<>();
        try (OperatorRun run = OperatorRun.fresh().feed(batches.subList(0, from))) {
            final int before = run.records().size();
            run.feed(batches.subList(from, batches.size()));
            for (final PublishedRecord record : run.records().subList(before, run.records().size())) {
                add(values, record.topic(), record.key(), record.value());
            }
        }
        return values;
    }

    /** The same of what a reader of committed records sees. */
    private static Map<String, List<String>> committed(final EmbeddedKafka kafka) {
        final Map<String, List<String>> values = new TreeMap<>();
        for (final String topic : COMPARED) {
            kafka.readAll(topic, "read_committed").forEach(record -> add(values, topic, record.key(), record.value()));
        }
        return values;
    }

    private static void add(
            final Map<String, List<String>> values, final String topic, final byte[] key, final byte[] value) {
        if (COMPARED.contains(topic)) {
            values.computeIfAbsent(topic + " " + new String(key, StandardCharsets.UTF_8), name -> new ArrayList<>())
                    .add(Base64.getEncoder().encodeToString(value));
        }
    }

    private static int count(final Map<String, List<String>> values) {
        return values.values().stream().mapToInt(List::size).sum();
    }

    private static List<RawBatch> read(final Path file) throws IOException {
        final List<RawBatch> batches = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            while (in.available() > 0) {
                final String symbol = in.readUTF();
                final byte[] value = in.readNBytes(in.readInt());
                batches.add(new RawBatch(symbol, value, Topics.RAW_XNAS, 0, batches.size(), -1, RawFault.NONE));
            }
        }
        return batches;
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the condition did not come true within " + LIMIT);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
