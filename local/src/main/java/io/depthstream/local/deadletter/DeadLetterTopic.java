package io.depthstream.local.deadletter;

import io.depthstream.ingest.feed.DeadLetterPolicy;
import io.depthstream.ingest.feed.DeadLetterWatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.codec.MalformedRecordException;
import io.depthstream.schemas.codec.Records;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code market.dlq}: a letter is named by its partition and offset there, as {@code 0:17}.
 *
 * <p>Reads what is committed and there at the time of the call; one thread.
 */
public final class DeadLetterTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * A letter where it lies.
     *
     * @param partition of the dead-letter topic
     * @param offset in that partition
     * @param letter empty when the record is no dead letter at all
     */
    public record Placed(int partition, long offset, Optional<DeadLetter> letter) {
        /** Returns the letter's name, as the commands take it. */
        public String id() {
            return partition + ":" + offset;
        }
    }

    /** Connects to a broker. */
    public DeadLetterTopic(final String bootstrapServers) {
        consumer = new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
            new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topics.DLQ).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
        consumer.assign(partitions);
    }

    /**
     * Returns the letters there now, in order of partition and offset.
     *
     * @param limit the most to return; the oldest are returned
     */
    public List<Placed> list(final int limit) {
        final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        final List<Placed> letters = new ArrayList<>();
        for (final TopicPartition partition : partitions) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (letters.size() < limit && consumer.position(partition) < ends.get(partition)) {
                for (final ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (letters.size() < limit) {
                        letters.add(placed(record));
                    }
                }
            }
        }
        return letters;
    }

    /** Returns one letter; empty when nothing lies there. */
    public Optional<Placed> find(final int partition, final long offset) {
        return list(Integer.MAX_VALUE).stream()
            .filter(placed -> placed.partition() == partition && placed.offset() == offset)
            .findFirst();
    }

    /** Returns where the next letter of each partition will lie. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /**
     * Returns a partition of the topic.
     *
     * @throws IllegalArgumentException when there is none of that number
     */
    public TopicPartition place(final int partition) {
        return partitions.stream().filter(place -> place.partition() == partition).findFirst()
            .orElseThrow(() -> new IllegalArgumentException(Topics.DLQ + " has no partition " + partition));
    }

    /** Returns a watch over the letters that nobody has handled, with the usual limits. */
    public static DeadLetterWatch watch(final String bootstrapServers) {
        return watch(bootstrapServers, DeadLetterPolicy.USUAL);
    }

    /** The same with other limits. */
    public static DeadLetterWatch watch(final String bootstrapServers, final DeadLetterPolicy policy) {
        return new DeadLetterWatch(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), Topics.DLQ, policy,
            Clock.systemUTC());
    }

    private static Placed placed(final ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return new Placed(record.partition(), record.offset(), Optional.empty());
        }
        try {
            return new Placed(record.partition(), record.offset(),
                Optional.of(Records.decode(DeadLetter.class, record.value())));
        } catch (final MalformedRecordException e) {
            return new Placed(record.partition(), record.offset(), Optional.empty());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
