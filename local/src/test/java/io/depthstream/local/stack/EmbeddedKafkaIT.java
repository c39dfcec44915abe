package io.depthstream.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @Test
    @Timeout(120)
    void shouldKeepAbortedRecordsFromCommittedReadersAndNeverCompactTheRawTopic(@TempDir final Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            MarketTopics.create(kafka.bootstrapServers(), 1);

            assertEquals("delete", setting(kafka, Topics.RAW_XNAS, "cleanup.policy"));
            assertEquals("compact", setting(kafka, Topics.BOOK_LATEST, "cleanup.policy"));

            send(kafka, "aborted", false);
            send(kafka, "committed", true);
            assertEquals(List.of("committed"), readCommitted(kafka));
        }
    }

    /** Records carry the venue's time: those of a replayed day are older than any retention. Letters carry the broker's. */
    @Test
    @Timeout(120)
    void shouldDeleteNothingByAgeButDeadLetters(@TempDir final Path directory) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            MarketTopics.create(kafka.bootstrapServers(), 1);

            for (final String topic : List.of(Topics.RAW_XNAS, Topics.BOOK_TOP, Topics.BOOK_DEPTH, Topics.TRADES, Topics.BARS)) {
                assertEquals("-1", setting(kafka, topic, "retention.ms"), topic);
            }
            assertEquals(Long.toString(Duration.ofDays(14).toMillis()), setting(kafka, Topics.DLQ, "retention.ms"));
        }
    }

    private static String setting(final EmbeddedKafka kafka, final String topic, final String name) throws Exception {
        final ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource)).all().get(30, TimeUnit.SECONDS)
                .get(resource).get(name).value();
        }
    }

    private static void send(final EmbeddedKafka kafka, final String value, final boolean commit) {
        final Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", value);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(Topics.BOOK_TOP, "AAPL", value));
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> readCommitted(final EmbeddedKafka kafka) {
        final Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(),
            "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        final List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(Topics.BOOK_TOP, 0)));
            final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (values.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
