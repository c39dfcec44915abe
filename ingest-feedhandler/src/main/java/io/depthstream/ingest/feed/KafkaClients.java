package io.depthstream.ingest.feed;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients as a feed handler needs them.
 *
 * <p>The producer is idempotent and waits for all in-sync replicas: its retries neither lose, repeat nor reorder a
 * record. Both clients are limited in time and memory by the configuration; what {@code kafka.client.*} says goes over
 * everything but those guarantees.
 */
public final class KafkaClients {
    /** Most that an idempotent producer may have in flight and still keep order. */
    static final int MAX_IN_FLIGHT = 5;

    /** Largest record: a batch limit at its highest, and room for the last event and the record's head. */
    static final int MAX_REQUEST_BYTES = 1_048_576;

    private static final int MILLIS = 1000;

    private KafkaClients() {
    }

    /** A producer that delivers each record once and in order, or says that it could not. */
    public static Producer<byte[], byte[]> producer(final FeedHandlerConfig config) {
        return new KafkaProducer<>(producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> producerProperties(final FeedHandlerConfig config) {
        final Map<String, Object> properties = common(config, "producer");
        final int deliveryMillis = config.integer(ConfigKey.KAFKA_DELIVERY_TIMEOUT) * MILLIS;
        final int lingerMillis = config.integer(ConfigKey.KAFKA_LINGER);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, config.integer(ConfigKey.KAFKA_BATCH_BYTES));
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.number(ConfigKey.KAFKA_BUFFER_BYTES));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.number(ConfigKey.KAFKA_MAX_BLOCK) * MILLIS);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.text(ConfigKey.KAFKA_COMPRESSION));
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
        // The client refuses a delivery timeout below linger and request timeout together.
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Math.max(1, Math.min(30 * MILLIS, deliveryMillis - lingerMillis)));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        properties.putAll(config.clientProperties());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, MAX_IN_FLIGHT);
        return properties;
    }

    /** A consumer for reading the reference topic back: no group, no commits. */
    public static Consumer<byte[], byte[]> referenceReader(final FeedHandlerConfig config) {
        final Map<String, Object> properties = common(config, "reference-reader");
        properties.putAll(config.clientProperties());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Watches the dead letters of this configuration's broker; see {@link DeadLetterWatch}. */
    public static DeadLetterWatch deadLetterWatch(final FeedHandlerConfig config) {
        final Map<String, Object> properties = common(config, "dead-letter-watch");
        properties.putAll(config.clientProperties());
        return new DeadLetterWatch(
            properties, config.text(ConfigKey.TOPIC_DLQ), DeadLetterPolicy.of(config), Clock.systemUTC());
    }

    private static Map<String, Object> common(final FeedHandlerConfig config, final String role) {
        final Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.text(ConfigKey.KAFKA_BOOTSTRAP));
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, config.text(ConfigKey.PUBLISHER) + "-" + role);
        return properties;
    }
}
