package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.DeadLetterBacklog;
import io.depthstream.ingest.feed.DeadLetterPolicy;
import io.depthstream.ingest.feed.DeadLetterWatch;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.local.deadletter.DeadLetterTopic;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import io.depthstream.local.stack.StackFile;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.codec.Records;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters on a real broker: sent again, acknowledged, and never deleted unseen. */
@Timeout(300)
class DeadLetterIT {
    private static final long FIRST_NANOS = 1_580_394_600_000_000_000L;
    private static final TopicPartition DLQ = new TopicPartition(Topics.DLQ, 0);

    @TempDir
    private Path folder;
    private EmbeddedKafka kafka;
    private String stack;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        MarketTopics.create(kafka.bootstrapServers(), 1);
        final Path file = folder.resolve("stack.properties");
        new StackFile(kafka.bootstrapServers(), "redis://127.0.0.1:1", "http://127.0.0.1:1", ProcessHandle.current().pid(), Map.of())
            .write(file);
        stack = file.toString();
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void shouldSendALetterThroughTheFrontDoorOnceItsSymbolIsKnown() {
        send(Topics.DLQ, Records.encode(letter(77)));
        says(0, "1 dead letters to handle", "dlq", "watch");

        says(1, "parked-again   1", "dlq", "redrive", "--all");
        final DeadLetter again = letters().get(1);
        assertEquals(2, again.getAttempts());
        assertEquals(FIRST_NANOS, again.getFirstTimeNanos());
        assertTrue(again.getLastTimeNanos() > FIRST_NANOS, "last tried now");
        says(0, "1 dead letters to handle", "dlq", "watch");
        says(1, "given-up       1", "dlq", "redrive", "--all", "--max-attempts", "2");

        send(Topics.REFERENCE, Records.encode(Reference.newBuilder().setVenue("XNAS").setSymbol("AAPL").setLocate(13)
            .setTradingDate("2020-01-30").build()));
        says(0, "sent           1", "dlq", "redrive", "--all");
        final List<ConsumerRecord<byte[], byte[]>> raw = records(Topics.RAW_XNAS);
        assertEquals(1, raw.size());
        assertEquals("AAPL", new String(raw.get(0).key(), StandardCharsets.UTF_8));
        final EventBatch batch = Records.decode(EventBatch.class, raw.get(0).value());
        assertEquals(77, batch.getFirstSequence());
        assertEquals(EventKind.DELETE, batch.getEvents().get(0).getKind());
        assertEquals(4711, batch.getEvents().get(0).getOrderRef());
        says(0, "0 dead letters to handle", "dlq", "watch");
        says(2, "", "dlq", "redrive", "--all");
    }

    @Test
    void shouldAlertBeforeRetentionDeletesALetterThatNobodyHandled() throws Exception {
        for (int sequence = 1; sequence <= 3; sequence++) {
            send(Topics.DLQ, Records.encode(letter(sequence)));
        }
        says(1, "3 unhandled letters on market.dlq, above 2", "dlq", "watch", "--alert-backlog", "2");
        assertEquals(List.of(), backlogIn(Duration.ofDays(6)).alerts(), "14 days are kept, 7 are too long");
        final DeadLetterBacklog late = backlogIn(Duration.ofDays(8));
        assertEquals(Duration.ofDays(14).toMillis(), late.retentionMillis());
        assertEquals(3, late.pending());
        assertTrue(late.alerts().get(0).contains("the oldest unhandled letter of market.dlq"), late::toString);
        assertTrue(late.oldestAgeMillis() >= Duration.ofDays(8).toMillis(), "from when it was parked, not from its bytes of 2020");

        says(0, "1 dead letters left to handle", "dlq", "ack", "0:1");
        says(0, "0 dead letters left to handle", "dlq", "ack", "--all");
        assertEquals(List.of(), backlogIn(Duration.ofDays(13)).alerts());
    }

    @Test
    void shouldSayWhatWasDeletedUnseenAndWhatLetsLettersBeDeletedEarly() throws Exception {
        for (int sequence = 1; sequence <= 3; sequence++) {
            send(Topics.DLQ, Records.encode(letter(sequence)));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(Map.of(DLQ, RecordsToDelete.beforeOffset(2))).all().get(60, TimeUnit.SECONDS);
            final ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DLQ);
            admin.incrementalAlterConfigs(Map.of(topic, List.of(
                new AlterConfigOp(new ConfigEntry("message.timestamp.type", "CreateTime"), AlterConfigOp.OpType.SET),
                new AlterConfigOp(new ConfigEntry("retention.bytes", "1000000"), AlterConfigOp.OpType.SET))))
                .all().get(60, TimeUnit.SECONDS);
        }
        final DeadLetterBacklog backlog = backlogIn(Duration.ZERO);
        assertEquals(2, backlog.lost());
        assertEquals(1, backlog.pending());
        assertEquals(3, backlog.alerts().size(), backlog::toString);
        assertTrue(backlog.alerts().get(0).contains("2 letters of market.dlq were deleted before anybody handled them"));
        assertTrue(backlog.alerts().get(1).contains("retention.bytes"));
        assertTrue(backlog.alerts().get(2).contains("LogAppendTime"));
        says(1, "ALERT: up to 2 letters", "dlq", "watch");
    }

    @Test
    void shouldCountAHundredThousandLettersAndNoMore() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers(),
                "linger.ms", 20), new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<RecordMetadata> last = null;
            for (long letter = 0; letter <= DeadLetterWatch.MOST_COUNTED; letter++) {
                last = producer.send(new ProducerRecord<>(Topics.DLQ, 0, null, new byte[] {1}));
            }
            assertEquals(DeadLetterWatch.MOST_COUNTED, last.get(60, TimeUnit.SECONDS).offset(), "the letters of one test alone");
        }
        final DeadLetterBacklog backlog = backlogIn(Duration.ofDays(13));
        assertEquals(DeadLetterWatch.MOST_COUNTED, backlog.pending(), "one more lies there");
        assertTrue(backlog.alerts().get(0).contains("the oldest unhandled letter"), backlog::toString);
        assertTrue(backlog.alerts().get(1).startsWith("100000 unhandled letters on market.dlq, above 1000"), backlog::toString);
    }

    private DeadLetterBacklog backlogIn(final Duration later) {
        try (DeadLetterWatch watch = new DeadLetterWatch(Map.of("bootstrap.servers", kafka.bootstrapServers()), Topics.DLQ,
                DeadLetterPolicy.USUAL, Clock.offset(Clock.systemUTC(), later))) {
            return watch.look();
        }
    }

    private void says(final int exitCode, final String text, final String... arguments) {
        final List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--stack", stack));
        final Commands commands = new Commands();
        assertEquals(exitCode, commands.run(all.toArray(new String[0])), () -> commands.out() + commands.error());
        assertTrue(commands.out().contains(text), commands::out);
    }

    private List<DeadLetter> letters() {
        try (DeadLetterTopic topic = new DeadLetterTopic(kafka.bootstrapServers())) {
            return topic.list(Integer.MAX_VALUE).stream().flatMap(placed -> placed.letter().stream()).toList();
        }
    }

    private static DeadLetter letter(final long sequence) {
        final byte[] bytes = new byte[19];
        new OrderDeleteEncoder().wrap(new UnsafeBuffer(bytes), 0).stockLocate(13).timestamp(1).orderReferenceNumber(4711);
        return DeadLetter.newBuilder().setVenue("XNAS").setSession("S").setSequence(sequence).setFormat("itch-message")
            .setReason("unknown-locate").setTradingDate("2020-01-30").setFirstTimeNanos(FIRST_NANOS)
            .setLastTimeNanos(FIRST_NANOS).setAttempts(1).setBytes(ByteBuffer.wrap(bytes)).build();
    }

    private void send(final String topic, final byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            // The letters' own times are of 2020: the topic must not go by them.
            producer.send(new ProducerRecord<>(topic, 0, FIRST_NANOS / 1_000_000, new byte[] {'k'}, value));
            producer.flush();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> records(final String topic) {
        final List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            final TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            final long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }
}
