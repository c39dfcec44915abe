package io.depthstream.jobs.sink;

import io.depthstream.jobs.config.Delivery;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.config.SinkConfig;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Builds the one Kafka sink that writes every {@code market.*} topic of a job (docs/decisions/0032).
 *
 * <p>One sink means one transaction a checkpoint and subtask: the topics of a checkpoint become visible together, and
 * the commit costs the same however many topics there are.
 */
public final class KafkaTopicsSink {

    /** Producer memory for records not yet acknowledged; when it is full the task waits, which is back-pressure. */
    private static final long BUFFER_BYTES = 64L << 20;

    private KafkaTopicsSink() {}

    /**
     * The sink. For {@link Delivery#EXACTLY_ONCE} the transaction time-out is checked against the broker first.
     *
     * @throws io.depthstream.jobs.config.ConfigException if the broker would refuse the transaction time-out
     */
    public static KafkaSink<PublishedRecord> create(final JobConfig config) {
        return create(config.bootstrap(), config.sink());
    }

    /**
     * The sink of any job that writes {@code market.*} topics; otherwise as {@link #create(JobConfig)}.
     *
     * @throws io.depthstream.jobs.config.ConfigException if the broker would refuse the transaction time-out
     */
    public static KafkaSink<PublishedRecord> create(final String bootstrap, final SinkConfig sink) {
        final KafkaSinkBuilder<PublishedRecord> builder = KafkaSink.<PublishedRecord>builder()
                .setBootstrapServers(bootstrap)
                .setKafkaProducerConfig(producer(sink))
                .setRecordSerializer(new PublishedRecordSerializationSchema());
        return switch (sink.delivery()) {
            case AT_LEAST_ONCE -> builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
            case EXACTLY_ONCE -> {
                TransactionTimeout.check(bootstrap, sink.transactionTimeoutMillis());
                yield builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                        .setTransactionalIdPrefix(sink.transactionalIdPrefix())
                        .build();
            }
        };
    }

    /** Producer settings; README.md, "Sinks", says why each is as it is. */
    static Properties producer(final SinkConfig sink) {
        final Properties settings = new Properties();
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        settings.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "5");
        settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(sink.lingerMillis()));
        settings.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(sink.batchBytes()));
        settings.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(Math.max(BUFFER_BYTES, 4L * sink.batchBytes())));
        settings.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, sink.compression().name().toLowerCase(Locale.ROOT));
        if (sink.delivery() == Delivery.EXACTLY_ONCE) {
            settings.setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(sink.transactionTimeoutMillis()));
        }
        return settings;
    }
}
