package io.depthstream.benchmarks.comparison;

import io.depthstream.benchmarks.comparison.avro.BookSnapshot;
import io.depthstream.benchmarks.comparison.avro.OrderEvent;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.formats.avro.AvroDeserializationSchema;
import org.apache.flink.formats.avro.AvroSerializationSchema;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.PredefinedOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The comparison job: {@link OrderEvent} records in, keyed by symbol into {@link MapStateBook}, {@link BookSnapshot}
 * records out. Tuned as Flink's documentation advises for large RocksDB state: flash options, Bloom filters, timers on
 * the heap, incremental checkpoints; object reuse on.
 */
public final class ComparisonJob {
    /** Where the benchmark puts the events. */
    public static final String INPUT_TOPIC = "comparison.events";
    /** Where the job writes. */
    public static final String OUTPUT_TOPIC = "comparison.snapshots";

    private static final int LEVELS = 10;
    private static final int MAX_PARALLELISM = 720;
    private static final int TRANSACTION_MILLIS = 900_000;

    private final Source<OrderEvent, ?, ?> source;
    private final Sink<BookSnapshot> sink;
    private final int parallelism;
    private final long checkpointMillis;
    private final long snapshotMillis;

    /**
     * A job over the given ends.
     *
     * @param source           events; those of one symbol in one split, in order
     * @param sink             takes the snapshots
     * @param parallelism      subtasks of every operator
     * @param checkpointMillis time between checkpoints
     * @param snapshotMillis   event time between snapshots of a symbol that changed
     */
    public ComparisonJob(
            final Source<OrderEvent, ?, ?> source,
            final Sink<BookSnapshot> sink,
            final int parallelism,
            final long checkpointMillis,
            final long snapshotMillis) {
        this.source = source;
        this.sink = sink;
        this.parallelism = parallelism;
        this.checkpointMillis = checkpointMillis;
        this.snapshotMillis = snapshotMillis;
    }

    /** The Kafka source: from the beginning to the end the topic has now. */
    public static KafkaSource<OrderEvent> source(final String bootstrapServers) {
        TrustedRecords.trust();
        return KafkaSource.<OrderEvent>builder()
            .setBootstrapServers(bootstrapServers)
            .setTopics(INPUT_TOPIC)
            .setGroupId("comparison")
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setValueOnlyDeserializer(AvroDeserializationSchema.forSpecific(OrderEvent.class))
            .build();
    }

    /**
     * The Kafka sink, exactly-once.
     *
     * @param compression as Kafka names it; the same as of the design it is compared with
     */
    public static KafkaSink<BookSnapshot> sink(
            final String bootstrapServers, final String transactionalIdPrefix, final String compression) {
        return KafkaSink.<BookSnapshot>builder()
            .setBootstrapServers(bootstrapServers)
            .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.toString(TRANSACTION_MILLIS))
            .setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression)
            .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, "131072")
            .setRecordSerializer(KafkaRecordSerializationSchema.<BookSnapshot>builder()
                .setTopic(OUTPUT_TOPIC)
                .setKeySerializationSchema(snapshot -> snapshot.getSymbol().getBytes(StandardCharsets.UTF_8))
                .setValueSerializationSchema(AvroSerializationSchema.forSpecific(BookSnapshot.class))
                .build())
            .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
            .setTransactionalIdPrefix(transactionalIdPrefix)
            .build();
    }

    /** Adds the job to an environment and configures it. */
    public void build(final StreamExecutionEnvironment env, final String checkpointDirectory) {
        final Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
        settings.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.HEAP);
        settings.set(RocksDBOptions.PREDEFINED_OPTIONS, PredefinedOptions.FLASH_SSD_OPTIMIZED.name());
        settings.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        env.configure(settings);
        env.setParallelism(parallelism);
        env.setMaxParallelism(MAX_PARALLELISM);
        env.getConfig().enableObjectReuse();
        env.enableCheckpointing(checkpointMillis, CheckpointingMode.EXACTLY_ONCE);
        env.getCheckpointConfig().setMaxConcurrentCheckpoints(1);
        env.fromSource(source, WatermarkStrategy.<OrderEvent>forMonotonousTimestamps()
                .withTimestampAssigner((event, ignored) -> MapStateBook.timestampMillis(event)), "order events")
            .uid("order-events")
            .keyBy(OrderEvent::getSymbol)
            .process(new MapStateBook(snapshotMillis, LEVELS))
            .name("books in map state").uid("books")
            .sinkTo(sink)
            .name("snapshots").uid("snapshots");
    }
}
