package io.depthstream.jobs.sink;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Hands a {@link PublishedRecord} to the producer: topic, key, value and time are its own.
 *
 * <p>The partition is left to the producer, which hashes the key: a symbol stays on one partition of each topic.
 */
public final class PublishedRecordSerializationSchema implements KafkaRecordSerializationSchema<PublishedRecord> {

    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            final PublishedRecord record, final KafkaSinkContext context, final Long timestamp) {
        return new ProducerRecord<>(record.topic(), null, record.timestampMillis(), record.key(), record.value());
    }
}
