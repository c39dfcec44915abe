package io.depthstream.local.analytics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.BookSignal;
import io.depthstream.schemas.avro.Features;
import io.depthstream.schemas.avro.LateEvent;
import io.depthstream.schemas.avro.Leaders;
import io.depthstream.schemas.avro.Profile;
import io.depthstream.schemas.avro.TradeSignal;
import io.depthstream.schemas.codec.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Published records as texts, in order for each topic and key: two runs can be compared one by one, and read. */
final class PublishedText {
    private static final Map<String, Class<? extends SpecificRecord>> TYPES = Map.of(Topics.BARS, Bar.class,
        Topics.SIGNALS, BookSignal.class, Topics.TRADE_SIGNALS, TradeSignal.class, Topics.FEATURES, Features.class,
        Topics.PROFILE, Profile.class, Topics.LEADERS, Leaders.class, Topics.ALERTS, Alert.class, Topics.LATE, LateEvent.class);
    private static final int FEWEST = 5;

    private PublishedText() {
    }

    static Map<String, List<String>> ofRecords(final List<PublishedRecord> records) {
        final Map<String, List<String>> texts = new TreeMap<>();
        records.forEach(record -> add(texts, record.topic(), record.key(), record.timestampMillis(), record.value()));
        return texts;
    }

    /** What is committed in the topics of a broker. */
    static Map<String, List<String>> ofTopics(final String bootstrap) {
        final Map<String, List<String>> texts = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            final List<TopicPartition> partitions = TYPES.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (final ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    add(texts, record.topic(), record.key(), record.timestamp(), record.value());
                }
            }
        }
        return texts;
    }

    private static void add(
            final Map<String, List<String>> texts, final String topic, final byte[] key, final long millis,
            final byte[] value) {
        texts.computeIfAbsent(topic + ' ' + new String(key, StandardCharsets.UTF_8), name -> new ArrayList<>())
            .add(millis + " " + Records.decode(TYPES.get(topic), value));
    }

    /** The records of one session alone. */
    static Map<String, List<String>> ofSession(final Map<String, List<String>> texts, final String session) {
        final Map<String, List<String>> kept = new TreeMap<>();
        texts.forEach((name, records) ->
            kept.put(name, records.stream().filter(record -> record.contains("\"" + session + "\"")).toList()));
        return kept;
    }

    /** That there is something of every topic but the late one, so that a comparison shows something. */
    static void requireRich(final Map<String, List<String>> texts) {
        TYPES.keySet().stream().filter(topic -> !topic.equals(Topics.LATE)).forEach(topic -> {
            final int records = texts.entrySet().stream().filter(entry -> entry.getKey().startsWith(topic + ' '))
                .mapToInt(entry -> entry.getValue().size()).sum();
            assertTrue(records >= FEWEST, topic + " has " + records + " records");
        });
    }
}
