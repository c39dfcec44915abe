package io.depthstream.jobs.analytics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker once a second, from a thread of its own, where the partitions end. While the broker doesn't answer the
 * last answer stands; that is logged once a silence.
 */
public final class KafkaPartitionEnds implements PartitionEnds {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaPartitionEnds.class);
    private static final long EVERY_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 5_000;

    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private final List<String> topics;
    private final Admin admin;
    private final Thread thread;
    private volatile boolean closed;
    private boolean silent;

    private KafkaPartitionEnds(final String bootstrap, final List<String> topics) {
        this.topics = topics;
        admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS));
        thread = new Thread(this::run, "depthstream-partition-ends");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens one for the given topics. */
    public static Factory of(final String bootstrap, final List<String> topics) {
        final List<String> named = List.copyOf(topics);
        return () -> new KafkaPartitionEnds(bootstrap, named);
    }

    @Override
    public long end(final String topic, final int partition) {
        return ends.getOrDefault(new TopicPartition(topic, partition), -1L);
    }

    private void run() {
        while (!closed) {
            try {
                ask();
                silent = false;
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            } catch (final InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (final ExecutionException | TimeoutException failed) {
                if (!silent && !closed) {
                    LOG.warn("the broker does not say where partitions end: skew is judged by its last answer", failed);
                }
                silent = true;
            }
        }
    }

    private void ask() throws InterruptedException, ExecutionException, TimeoutException {
        final Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        final Map<String, TopicDescription> described =
                admin.describeTopics(topics).allTopicNames().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        described.forEach((topic, description) -> description.partitions().forEach(
                partition -> asked.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        admin.listOffsets(asked).all().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .forEach((partition, answer) -> ends.put(partition, answer.offset()));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        admin.close(Duration.ofMillis(ANSWER_MILLIS));
    }
}
