package io.depthstream.jobs.analytics;

import io.depthstream.jobs.book.state.ShortManifest;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.config.CheckpointConfig;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.config.StateBackend;
import io.depthstream.jobs.sink.KafkaTopicsSink;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import java.time.Duration;
import java.util.List;
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
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The analytics job: the order-book job's topics in; bars, signals, features, profiles, leaders and alerts out.
 *
 * <p>Source and sink are given, so the same job runs on Kafka, in a test and offline.
 */
public final class AnalyticsJob {

    /** Topics that are read. */
    public static final List<String> TOPICS = MarketRecords.TOPICS;

    /** Id of the source in savepoints. */
    public static final String SOURCE_UID = "market-records";
    /** Id of the symbols' operator in savepoints. */
    public static final String OPERATOR_UID = "analytics";
    /** Id of the market's operator in savepoints. */
    public static final String MARKET_UID = "market";
    /** Id of the sink of the symbols' records in savepoints. */
    public static final String SINK_UID = "analytics-topics";
    /** Id of the sink of late events and of the market's records in savepoints. */
    public static final String MARKET_SINK_UID = "market-topics";

    /** How often the partitions' event times are compared. */
    private static final long ALIGN_MILLIS = 50;

    private final AnalyticsJobConfig config;
    private final Source<RawBatch, ?, ?> source;
    private final Sink<PublishedRecord> sink;
    private final Sink<PublishedRecord> marketSink;
    private final PartitionEnds.Factory ends;

    /**
     * What the operators publish.
     *
     * @param symbols records of symbols
     * @param market  late events, and records of the whole market, which one writer must take in their order
     */
    public record Published(
            SingleOutputStreamOperator<PublishedRecord> symbols, DataStream<PublishedRecord> market) {

        /** All of it, for one writer. */
        public DataStream<PublishedRecord> all() {
            return symbols.union(market.global());
        }
    }

    /**
     * A job over the given ends.
     *
     * @param config     everything else it can be told
     * @param source     records of the order-book job's topics, those of one symbol and topic in order
     * @param sink       takes the records of symbols, in the thread that makes them
     * @param marketSink takes late events and the records of the whole market
     * @param ends       says where the source's partitions end
     */
    public AnalyticsJob(
            final AnalyticsJobConfig config,
            final Source<RawBatch, ?, ?> source,
            final Sink<PublishedRecord> sink,
            final Sink<PublishedRecord> marketSink,
            final PartitionEnds.Factory ends) {
        this.config = config;
        this.source = source;
        this.sink = sink;
        this.marketSink = marketSink;
        this.ends = ends;
    }

    /** The job on Kafka as configured. */
    public static AnalyticsJob onKafka(final AnalyticsJobConfig config) {
        return new AnalyticsJob(config, MarketTopicsSource.create(config),
                KafkaTopicsSink.create(config.bootstrap(), config.sink()),
                KafkaTopicsSink.create(config.bootstrap(), config.sink().forPart("market")),
                KafkaPartitionEnds.of(config.bootstrap(), MarketRecords.TOPICS));
    }

    /** Adds the job to an environment, and sets in it what the job's guarantees rest on. */
    public void build(final StreamExecutionEnvironment env) {
        publish(read(env));
    }

    /**
     * Adds the operators behind a stream of records that has watermarks, and the sinks behind them. The symbols' sink runs in the
     * operator's thread, unless it shall have one of its own: most records are theirs, and to hand one over costs a copy.
     */
    public void publish(final DataStream<RawBatch> records) {
        final Published published = attach(records);
        final DataStreamSink<PublishedRecord> topics =
                published.symbols().sinkTo(sink).name("analytics topics").uid(SINK_UID);
        if (config.sink().ownThread()) {
            topics.disableChaining();
        }
        published.market().sinkTo(marketSink).name("market topics").uid(MARKET_SINK_UID).setParallelism(1);
    }

    /** Adds the source alone, and sets in the environment what the job's guarantees rest on: its records with watermarks. */
    public DataStream<RawBatch> read(final StreamExecutionEnvironment env) {
        configure(env);
        WatermarkStrategy<RawBatch> time = MarketWatermarks.strategy(config);
        // The connector can't pause a partition that has come to its end.
        if (config.aheadMillis() > 0 && !config.bounded()) {
            time = time.withWatermarkAlignment(
                    SOURCE_UID, Duration.ofMillis(config.aheadMillis()), Duration.ofMillis(ALIGN_MILLIS));
        }
        return env.fromSource(source, time, "market records", RawBatchTypeInfo.INSTANCE).uid(SOURCE_UID);
    }

    /** Adds the operators alone behind a stream of records that has watermarks; returns what they publish. */
    public Published attach(final DataStream<RawBatch> records) {
        // One subtask owns every symbol: there is nothing to shuffle.
        final KeyedStream<RawBatch, String> keyed = config.run().parallelism() == 1
                ? DataStreamUtils.reinterpretAsKeyedStream(records, RawBatch::symbol, Types.STRING)
                : records.keyBy(RawBatch::symbol, Types.STRING);
        final SingleOutputStreamOperator<PublishedRecord> analytics = keyed.transform("analytics", PublishedRecordTypeInfo.INSTANCE,
                        new AnalyticsOperator(config.analytics(), config.metrics()))
                .uid(OPERATOR_UID);
        final SingleOutputStreamOperator<PublishedRecord> market = analytics.getSideOutput(AnalyticsOperator.PULSES)
                .keyBy(MarketPulse::name, Types.STRING)
                .transform("market", PublishedRecordTypeInfo.INSTANCE, new MarketOperator(config.analytics(), ends))
                .uid(MARKET_UID)
                .setParallelism(1);
        return new Published(analytics, analytics.getSideOutput(AnalyticsOperator.LATE).union(market));
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
            settings.set(RocksDBOptions.OPTIONS_FACTORY, ShortManifest.class.getName());
            if (!checkpoint.rocksDbDir().isEmpty()) {
                settings.set(RocksDBOptions.LOCAL_DIRECTORIES, checkpoint.rocksDbDir());
            }
        }
        env.configure(settings);
        env.setParallelism(config.run().parallelism());
        env.setMaxParallelism(config.run().maxParallelism());
        env.setBufferTimeout(config.run().bufferTimeoutMillis());
        env.getConfig().enableObjectReuse();
        env.getConfig().setAutoWatermarkInterval(config.watermarkIntervalMillis());
        env.enableCheckpointing(checkpoint.intervalMillis(), CheckpointingMode.EXACTLY_ONCE);
        env.getCheckpointConfig().setCheckpointTimeout(checkpoint.timeoutMillis());
        env.getCheckpointConfig().setMaxConcurrentCheckpoints(1);
    }

    /** Reads the configuration and runs on the cluster the class is submitted to; exit code 2 for a bad configuration. */
    public static void main(final String[] args) throws Exception {
        final AnalyticsJobConfig config;
        final AnalyticsJob job;
        try {
            config = AnalyticsJobConfig.fromArgs(args);
            job = onKafka(config);
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
