package io.depthstream.jobs.analytics;

import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.config.Isolation;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchDeserializer;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Builds the Kafka source of the order-book job's topics. */
final class MarketTopicsSource {

    private static final int MAX_POLL_RECORDS = 2_000;

    private MarketTopicsSource() {}

    /** The source: offsets from the checkpoint, without one from {@code source.startFrom}. */
    @SuppressWarnings("deprecation") // the connector's API still takes kafka-clients' old enum
    static KafkaSource<RawBatch> create(final AnalyticsJobConfig config) {
        final OffsetsInitializer from = switch (config.startFrom()) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
        final KafkaSourceBuilder<RawBatch> builder = KafkaSource.<RawBatch>builder()
                .setBootstrapServers(config.bootstrap())
                .setTopics(MarketRecords.TOPICS)
                .setGroupId(config.group())
                .setClientIdPrefix(config.group())
                .setStartingOffsets(from)
                .setDeserializer(new RawBatchDeserializer())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        config.isolation() == Isolation.READ_COMMITTED ? "read_committed" : "read_uncommitted")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(MAX_POLL_RECORDS))
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1")
                .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true");
        if (config.bounded()) {
            builder.setBounded(OffsetsInitializer.latest());
        }
        return builder.build();
    }
}
