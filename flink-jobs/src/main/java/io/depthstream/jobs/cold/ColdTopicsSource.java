package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchDeserializer;
import java.util.List;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Builds the Kafka source of a cold job: several derived topics, undecoded, only what is committed. */
public final class ColdTopicsSource {

    /** Records handed over by one poll: enough that a burst isn't a poll a record, small enough for a barrier to pass. */
    private static final int MAX_POLL_RECORDS = 2_000;

    private ColdTopicsSource() {}

    /**
     * The source: offsets from the checkpoint, without one from the topics' beginning.
     *
     * @param bootstrap brokers
     * @param topics    derived topics to read
     * @param group     consumer group, for lag monitoring
     * @param bounded   whether to stop at the end the topics have at the start
     */
    public static KafkaSource<RawBatch> create(
            final String bootstrap, final List<String> topics, final String group, final boolean bounded) {
        final KafkaSourceBuilder<RawBatch> builder = KafkaSource.<RawBatch>builder()
                .setBootstrapServers(bootstrap)
                .setTopics(topics)
                .setGroupId(group)
                .setClientIdPrefix(group)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawBatchDeserializer())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(MAX_POLL_RECORDS))
                .setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), "-1")
                .setProperty(KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(), "true");
        if (bounded) {
            builder.setBounded(OffsetsInitializer.latest());
        }
        return builder.build();
    }
}
