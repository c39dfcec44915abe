package io.depthstream.local.stack;

import io.depthstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics of the design with the clean-up policy each must have.
 *
 * <p>A raw topic is never compacted: compaction would keep the last order of a symbol and so destroy the book.
 */
public final class MarketTopics {
    private static final long TIMEOUT_SECONDS = 30;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final short ONE_COPY = 1;
    /** How long a dead letter stays for somebody to handle it. */
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);
    private static final List<String> STREAMS = List.of(
        Topics.RAW_XNAS, Topics.BOOK_TOP, Topics.BOOK_DEPTH, Topics.TRADES, Topics.STATUS, Topics.IMBALANCE, Topics.DLQ,
        Topics.BARS, Topics.SIGNALS, Topics.TRADE_SIGNALS, Topics.FEATURES, Topics.PROFILE, Topics.LEADERS, Topics.ALERTS,
        Topics.LATE);
    private static final List<String> TABLES = List.of(Topics.BOOK_LATEST, Topics.REFERENCE);

    private MarketTopics() {
    }

    /**
     * Creates every topic, unreplicated, and waits until each partition has a leader: a new producer whose first batch is
     * turned away for want of one, and its second not, never gets the first one in (OutOfOrderSequenceException).
     *
     * @param partitions of each topic; the dead-letter and reference topics have one
     * @throws IllegalStateException when the broker refuses or does not answer in time
     */
    public static void create(final String bootstrapServers, final int partitions) {
        final List<NewTopic> topics = new ArrayList<>();
        STREAMS.forEach(name -> topics.add(topic(name, name.equals(Topics.DLQ) ? 1 : partitions, "delete")));
        TABLES.forEach(name -> topics.add(topic(name, name.equals(Topics.REFERENCE) ? 1 : partitions, "compact")));
        final Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(properties)) {
            admin.createTopics(topics).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            awaitLeaders(admin, topics);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics on " + bootstrapServers, e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topics could not be created on " + bootstrapServers, e);
        }
    }

    private static void awaitLeaders(final Admin admin, final List<NewTopic> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        final List<String> names = topics.stream().map(NewTopic::name).toList();
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        boolean known = false;
        while (!known) {
            try {
                admin.describeTopics(names).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                known = true;
            } catch (final ExecutionException e) {
                // The controller has made them; the broker hears of it a moment later.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
        }
        admin.listOffsets(ends(topics)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static Map<TopicPartition, OffsetSpec> ends(final List<NewTopic> topics) {
        final Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (final NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        return ends;
    }

    private static NewTopic topic(final String name, final int partitions, final String cleanupPolicy) {
        final Map<String, String> settings = new HashMap<>(Map.of("cleanup.policy", cleanupPolicy));
        if (name.equals(Topics.DLQ)) {
            // A letter is kept from when it was parked, not from when its bytes were made: those may be of years ago.
            settings.put("message.timestamp.type", "LogAppendTime");
            settings.put("retention.ms", Long.toString(DEAD_LETTER_RETENTION.toMillis()));
            settings.put("retention.bytes", "-1");
        }
        return new NewTopic(name, partitions, ONE_COPY).configs(settings);
    }
}
