package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.DeltaFileOptions;
import io.depthstream.jobs.config.CheckpointConfig;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.config.StateBackend;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.KafkaTopicsSink;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.jobs.source.PartitionAlignment;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import io.depthstream.jobs.source.RawTopicSource;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The order-book job: raw batches in, books and what follows from them out.
 *
 * <p>Source and sink are given, so the same job runs on Kafka, in a test and in a benchmark. Where {@code alignment}
 * says that each subtask reads just the symbols whose state it owns, source, operator and sink form one chain without a
 * shuffle; else the batches are shuffled by symbol.
 */
public final class OrderBookJob {

    /** Id of the source in savepoints. */
    public static final String SOURCE_UID = "raw-batches";
    /** Id of the operator in savepoints. */
    public static final String OPERATOR_UID = "order-book";
    /** Id of the sink in savepoints. */
    public static final String SINK_UID = "market-topics";

    private final JobConfig config;
    private final Source<RawBatch, ?, ?> source;
    private final Sink<PublishedRecord> sink;
    private final HotPublisherFactory hot;
    private final PartitionAlignment alignment;

    /**
     * A job over the given ends.
     *
     * @param config    everything else it can be told
     * @param source    raw batches; those of one symbol in one split, in order
     * @param sink      takes every topic's records; exactly-once where it is transactional
     * @param hot       makes each subtask's publisher to the hot store
     * @param alignment whether the shuffle may be left out
     */
    public OrderBookJob(
            final JobConfig config,
            final Source<RawBatch, ?, ?> source,
            final Sink<PublishedRecord> sink,
            final HotPublisherFactory hot,
            final PartitionAlignment alignment) {
        this.config = config;
        this.source = source;
        this.sink = sink;
        this.hot = hot;
        this.alignment = alignment;
    }

    /** The job on Kafka as configured; asks the broker whether the shuffle may be left out. */
    public static OrderBookJob onKafka(final JobConfig config, final HotPublisherFactory hot) {
        return new OrderBookJob(
                config, RawTopicSource.create(config), KafkaTopicsSink.create(config), hot,
                PartitionAlignment.check(config));
    }

    /** Adds the job to an environment, and sets in it what the job's guarantees rest on. */
    public void build(final StreamExecutionEnvironment env) {
        configure(env);
        final DataStream<RawBatch> batches = env
                .fromSource(source, WatermarkStrategy.noWatermarks(), "raw batches", RawBatchTypeInfo.INSTANCE)
                .uid(SOURCE_UID);
        final KeyedStream<RawBatch, String> keyed = alignment.mode() == PartitionAlignment.Mode.ALIGNED
                ? DataStreamUtils.reinterpretAsKeyedStream(batches, RawBatch::symbol, Types.STRING)
                : batches.keyBy(RawBatch::symbol, Types.STRING);
        final DataStreamSink<PublishedRecord> topics = keyed.transform(
                        "order books",
                        PublishedRecordTypeInfo.INSTANCE,
                        new OrderBookOperator(config.book(), hot, config.metrics()))
                .uid(OPERATOR_UID)
                .sinkTo(sink)
                .name("market topics")
                .uid(SINK_UID);
        if (config.sink().ownThread()) {
            topics.disableChaining();
        }
    }

    private void configure(final StreamExecutionEnvironment env) {
        final CheckpointConfig checkpoint = config.checkpoint();
        final Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(StateBackendOptions.STATE_BACKEND,
                checkpoint.backend() == StateBackend.ROCKSDB ? "rocksdb" : "hashmap");
        settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, checkpoint.backend() == StateBackend.ROCKSDB);
        if (!checkpoint.dir().isEmpty()) {
            settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoint.dir());
        }
        if (checkpoint.backend() == StateBackend.ROCKSDB) {
            settings.set(RocksDBOptions.OPTIONS_FACTORY, DeltaFileOptions.class.getName());
            if (!checkpoint.rocksDbDir().isEmpty()) {
                settings.set(RocksDBOptions.LOCAL_DIRECTORIES, checkpoint.rocksDbDir());
            }
        }
        env.configure(settings);
        env.setParallelism(config.run().parallelism());
        env.setMaxParallelism(config.run().maxParallelism());
        env.setBufferTimeout(config.run().bufferTimeoutMillis());
        env.getConfig().enableObjectReuse();
        env.enableCheckpointing(checkpoint.intervalMillis(), CheckpointingMode.EXACTLY_ONCE);
        env.getCheckpointConfig().setCheckpointTimeout(checkpoint.timeoutMillis());
        env.getCheckpointConfig().setMaxConcurrentCheckpoints(1);
    }

    /** Reads the configuration and runs on the cluster the class is submitted to; exit code 2 for a bad configuration. */
    public static void main(final String[] args) throws Exception {
        final JobConfig config;
        final OrderBookJob job;
        try {
            config = JobConfig.fromArgs(args);
            job = onKafka(config, HotPublisherFactory.of(config.hot()));
        } catch (final ConfigException refused) {
            System.err.println(refused.report());
            System.exit(ConfigException.EXIT_CODE);
            return;
        }
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        job.build(env);
        env.execute(config.run().name());
    }
}
