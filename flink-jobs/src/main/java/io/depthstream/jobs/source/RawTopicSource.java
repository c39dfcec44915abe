package io.depthstream.jobs.source;

import io.depthstream.jobs.config.Isolation;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.config.SourceConfig;
import io.depthstream.jobs.config.StartFrom;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Builds the Kafka source of the raw topic from the configuration. */
public final class RawTopicSource {

    /** Records handed over by one poll: enough that a burst isn't a poll a record, small enough for a barrier to pass. */
    private static final int MAX_POLL_RECORDS = 2_000;

    private RawTopicSource() {}

    /**
     * The source: offsets from the checkpoint, without one from {@code source.startFrom}.
     *
     * <p>New partitions are not looked for while the job runs: adding partitions to a raw topic moves symbols between
     * partitions and so breaks their order, which only a planned restart can handle.
     */
    public static KafkaSource<RawBatch> create(final JobConfig config) {
        final SourceConfig source = config.source();
        final KafkaSourceBuilder<RawBatch> builder = KafkaSource.<RawBatch>builder()
                .setBootstrapServers(config.bootstrap())
                .setTopics(source.topic())
                .setGroupId(source.group())
                .setClientIdPrefix(source.group())
                .setStartingOffsets(startingOffsets(source.startFrom()))
                .setDeserializer(new RawBatchDeserializer())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolationLevel(source.isolation()))
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(MAX_POLL_RECORDS))
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1")
                .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true");
        if (source.bounded()) {
            builder.setBounded(OffsetsInitializer.latest());
        }
        return builder.build();
    }

    @SuppressWarnings("deprecation") // the connector's API still takes kafka-clients' old enum
    private static OffsetsInitializer startingOffsets(final StartFrom startFrom) {
        return switch (startFrom) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
        };
    }

    private static String isolationLevel(final Isolation isolation) {
        return switch (isolation) {
            case READ_UNCOMMITTED -> "read_uncommitted";
            case READ_COMMITTED -> "read_committed";
        };
    }
}
