package io.depthstream.benchmarks.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its end as records come, uncommitted ones too, on a thread of its own. */
public final class TopicObserver implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long JOIN_MILLIS = 10_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<byte[]> values;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Starts to read; every record produced from now on is seen.
     *
     * @param isolation {@code read_uncommitted} or {@code read_committed}
     * @param values    takes each value, on the observer's thread
     */
    public TopicObserver(
            final String bootstrapServers, final String topic, final String isolation, final Consumer<byte[]> values) {
        this.values = values;
        consumer = new KafkaConsumer<>(Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
            new ByteArrayDeserializer(), new ByteArrayDeserializer());
        final List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = new Thread(this::run, "observer-" + topic + '-' + isolation);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closing) {
            for (final ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                values.accept(record.value());
            }
        }
        consumer.close();
    }

    /** Stops reading and waits for the thread. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join(JOIN_MILLIS);
    }
}
