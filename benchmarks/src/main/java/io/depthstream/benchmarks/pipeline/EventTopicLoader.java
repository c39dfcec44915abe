package io.depthstream.benchmarks.pipeline;

import io.depthstream.benchmarks.comparison.ComparisonJob;
import io.depthstream.benchmarks.comparison.OrderEventEncoder;
import io.depthstream.benchmarks.comparison.avro.OrderEvent;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the comparison design's topic: one message a record, keyed by symbol. */
public final class EventTopicLoader {
    private static final short ONE_COPY = 1;

    private EventTopicLoader() {
    }

    /** Creates the comparison design's topics. */
    public static void createTopics(final String bootstrapServers, final int partitions)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                new NewTopic(ComparisonJob.INPUT_TOPIC, partitions, ONE_COPY),
                new NewTopic(ComparisonJob.OUTPUT_TOPIC, partitions, ONE_COPY))).all().get();
        }
    }

    /**
     * Loads the first messages of a day and returns when Kafka has acknowledged them.
     *
     * @return messages loaded
     * @throws IllegalStateException if a record cannot be delivered
     */
    public static long load(final SimulationConfig day, final long messages, final String bootstrapServers) {
        final MarketSimulator simulator = new MarketSimulator(day);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final OrderEventEncoder encoder = new OrderEventEncoder();
        final AtomicReference<Exception> failure = new AtomicReference<>();
        long sequence = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG, 5,
                // To a topic that was made just now a first request may be refused and a second one taken; then the first never fits.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1,
                ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18,
                ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            int length = simulator.next(buffer, 0);
            while (length > 0 && sequence < messages) {
                final OrderEvent event = encoder.event(++sequence, buffer, 0, length);
                producer.send(new ProducerRecord<>(ComparisonJob.INPUT_TOPIC,
                    event.getSymbol().getBytes(StandardCharsets.UTF_8), encoder.encode(event)),
                    (metadata, problem) -> {
                        if (problem != null) {
                            failure.compareAndSet(null, problem);
                        }
                    });
                length = simulator.next(buffer, 0);
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the comparison topic could not be loaded", failure.get());
        }
        return sequence;
    }
}
