package io.depthstream.ingest.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sees to it that no dead letter is deleted by the broker's retention before somebody was told.
 *
 * <p>What has been handled is a mark on the topic: offsets committed for the group {@link #HANDLED_GROUP}. {@link #look}
 * counts what lies after it, says how old the oldest is, and compares that with the topic's retention. One thread.
 */
public final class DeadLetterWatch implements AutoCloseable {
    /** Consumer group whose committed offsets say what has been handled. */
    public static final String HANDLED_GROUP = "depthstream-dlq-handled";
    /** Letters counted at most in one look. */
    public static final long MOST_COUNTED = 100_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long ANSWER_SECONDS = 30;
    private static final long NEVER = -1;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final String topic;
    private final DeadLetterPolicy policy;
    private final Clock clock;

    /**
     * Connects when it first looks.
     *
     * @param client properties of the Kafka clients, {@code bootstrap.servers} at least
     * @param topic  the dead-letter topic
     * @param clock  what an age is measured with
     */
    public DeadLetterWatch(
            final Map<String, Object> client, final String topic, final DeadLetterPolicy policy, final Clock clock) {
        this.topic = topic;
        this.policy = policy;
        this.clock = clock;
        final Map<String, Object> properties = new HashMap<>(client);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, HANDLED_GROUP);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        admin = Admin.create(new HashMap<>(client));
    }

    /**
     * Looks at the topic.
     *
     * @throws KafkaException if the broker does not answer
     */
    public DeadLetterBacklog look() {
        final Config settings = settings();
        final long retention = number(settings, TopicConfig.RETENTION_MS_CONFIG);
        final List<TopicPartition> partitions = partitions();
        final Map<TopicPartition, Long> handled = handledOffsets(partitions);
        final Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        final Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long lost = 0;
        long pending = 0;
        long oldest = Long.MAX_VALUE;
        for (final TopicPartition partition : partitions) {
            lost += Math.max(0, begins.get(partition) - handled.get(partition));
            consumer.assign(List.of(partition));
            consumer.seek(partition, Math.max(begins.get(partition), handled.get(partition)));
            while (pending < MOST_COUNTED && consumer.position(partition) < ends.get(partition)) {
                for (final ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                    pending = Math.min(MOST_COUNTED, pending + 1);
                    oldest = Math.min(oldest, letter.timestamp());
                }
            }
        }
        final long age = pending == 0 ? 0 : Math.max(0, clock.millis() - oldest);
        return new DeadLetterBacklog(pending, age, retention, lost, alerts(settings, pending, age, retention, lost));
    }

    /** Returns the first offset of each partition that has not been marked as handled. */
    public Map<TopicPartition, Long> handledBefore() {
        return handledOffsets(partitions());
    }

    /** Marks everything before these offsets as handled. */
    public void handled(final Map<TopicPartition, Long> before) {
        final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        before.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        consumer.commitSync(offsets);
    }

    private List<String> alerts(
            final Config settings, final long pending, final long age, final long retention, final long lost) {
        final List<String> alerts = new ArrayList<>();
        if (lost > 0) {
            alerts.add("up to " + lost + " letters of " + topic + " were deleted before anybody handled them: raise "
                + TopicConfig.RETENTION_MS_CONFIG + ", then ./depthstream dlq ack --all");
        }
        if (pending > 0 && retention != NEVER && age >= retention / 100.0 * policy.agePercent()) {
            alerts.add("the oldest unhandled letter of " + topic + " is " + Duration.ofMillis(age) + " old and is deleted in "
                + Duration.ofMillis(Math.max(0, retention - age)) + ": redrive it or acknowledge it (./depthstream dlq)");
        }
        if (pending > policy.backlog()) {
            alerts.add(pending + " unhandled letters on " + topic + ", above " + policy.backlog()
                + ": see which reason they share (./depthstream dlq list)");
        }
        if (number(settings, TopicConfig.RETENTION_BYTES_CONFIG) != NEVER) {
            alerts.add(topic + " has " + TopicConfig.RETENTION_BYTES_CONFIG + " set, so letters may be deleted at any age: set it to -1");
        }
        if (!"LogAppendTime".equals(settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value())) {
            alerts.add(topic + " keeps letters by their writers' times, which may be long past: set "
                + TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG + " to LogAppendTime");
        }
        return alerts;
    }

    private Config settings() {
        final ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return admin.describeConfigs(List.of(resource)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS).get(resource);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the settings of " + topic, e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker did not tell the settings of " + topic, e);
        }
    }

    private static long number(final Config settings, final String name) {
        return Long.parseLong(settings.get(name).value());
    }

    private List<TopicPartition> partitions() {
        return consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition())).toList();
    }

    private Map<TopicPartition, Long> handledOffsets(final List<TopicPartition> partitions) {
        final Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        final Map<TopicPartition, Long> handled = new HashMap<>();
        partitions.forEach(partition -> handled.put(partition,
            committed.get(partition) == null ? 0 : committed.get(partition).offset()));
        return handled;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
