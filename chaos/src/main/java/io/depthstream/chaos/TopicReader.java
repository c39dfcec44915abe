package io.depthstream.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning to the end they have now, at one of the two read levels. One thread. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * Connects.
     *
     * @param committed whether only committed records are seen
     */
    public TopicReader(final String bootstrapServers, final boolean committed) {
        consumer = new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, committed ? "read_committed" : "read_uncommitted"),
            new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Every record of a topic, in order within a partition. */
    public List<ConsumerRecord<byte[], byte[]>> records(final String topic) {
        final List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    /** Every published record of several topics. */
    public List<Published> published(final List<String> topics) {
        return topics.stream().flatMap(topic -> records(topic).stream()).map(Published::of).toList();
    }

    /** Offsets used so far by a topic: grows with everything written, committed or not. */
    public long written(final String topic) {
        return consumer.endOffsets(partitions(topic)).values().stream().mapToLong(Long::longValue).sum();
    }

    private List<TopicPartition> partitions(final String topic) {
        return consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
