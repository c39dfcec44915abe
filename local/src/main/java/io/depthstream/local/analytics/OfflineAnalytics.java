package io.depthstream.local.analytics;

import io.depthstream.jobs.analytics.AnalyticsJob;
import io.depthstream.jobs.analytics.MarketWatermarks;
import io.depthstream.jobs.analytics.PartitionEnds;
import io.depthstream.jobs.book.OrderBookOperator;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.sink.PublishedRecordTypeInfo;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import io.depthstream.local.stack.EmbeddedFlink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The operators of the order-book job and of the analytics job, one behind the other, on a cluster in this process: what
 * the two jobs do over Kafka, without Kafka.
 *
 * <p>One input at a time keeps its order, so parallelism is 1. Nothing looks at the clock: the feed is not watched.
 */
public final class OfflineAnalytics {

    /**
     * At full speed a batch spans much event time, and a trade's record may be written before the record of an earlier
     * touch of its batch (docs/decisions/0036): waiting so long puts them in order, and offline nobody waits.
     */
    private static final String LATENESS_MILLIS = "600000";

    /** Inputs and outputs of running jobs by name, because the parts of a job travel as copies. */
    private static final Map<String, Ends> RUNNING = new ConcurrentHashMap<>();

    private record Ends(List<RawBatch> batches, Consumer<PublishedRecord> output) {}

    private OfflineAnalytics() {}

    /** The analytics job's configuration for offline use: the given keys, and no watch over the feed. */
    public static AnalyticsJobConfig config(final Map<String, String> keys) {
        final Map<String, String> all = new HashMap<>(Map.of("source.latenessMillis", LATENESS_MILLIS));
        all.putAll(keys);
        all.put("alerts.staleFeedMillis", "0");
        all.put("alerts.skewFactor", "0");
        all.put("source.pendingEvents", "4194304");
        return AnalyticsJobConfig.of(all);
    }

    /**
     * Runs batches through both and hands over what the analytics publish.
     *
     * @param batches of the raw topic, those of one symbol in order
     * @param output  called on one thread of the cluster
     * @throws IllegalStateException when the job fails
     */
    public static void run(
            final List<RawBatch> batches, final AnalyticsJobConfig config, final Consumer<PublishedRecord> output)
            throws Exception {
        final String name = UUID.randomUUID().toString();
        RUNNING.put(name, new Ends(batches, output));
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, new Configuration())) {
            final JobGraph graph = graph(name, batches.size(), config);
            flink.cluster().submitJob(graph).join();
            final JobResult result = flink.cluster().requestJobResult(graph.getJobID()).join();
            if (result.getJobStatus().orElse(null) != JobStatus.FINISHED) {
                throw new IllegalStateException("the analytics of the capture failed", result.getSerializedThrowable()
                    .map(failure -> failure.deserializeError(OfflineAnalytics.class.getClassLoader())).orElse(null));
            }
        } finally {
            RUNNING.remove(name);
        }
    }

    private static JobGraph graph(final String name, final int batches, final AnalyticsJobConfig config) {
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        env.setParallelism(1);
        env.setMaxParallelism(config.run().maxParallelism());
        env.getConfig().enableObjectReuse();
        env.getConfig().setAutoWatermarkInterval(config.watermarkIntervalMillis());
        final JobConfig books = JobConfig.of(Map.of());
        final DataStream<RawBatch> records = env
            .fromSource(new NumberSequenceSource(0, batches - 1L), WatermarkStrategy.noWatermarks(), "capture").uid("capture")
            .map(index -> RUNNING.get(name).batches.get(index.intValue())).returns(RawBatchTypeInfo.INSTANCE)
            .uid("batches")
            .keyBy(RawBatch::symbol, Types.STRING)
            .transform("order books", PublishedRecordTypeInfo.INSTANCE,
                new OrderBookOperator(books.book(), HotPublisherFactory.none(), false)).uid("order-book")
            .transform("reread", RawBatchTypeInfo.INSTANCE, new Reread()).uid("reread")
            .assignTimestampsAndWatermarks(MarketWatermarks.strategy(config)).uid("event-time");
        new AnalyticsJob(config, null, null, null, PartitionEnds.unknown()).attach(records).all()
            .sinkTo(new OutputSink(name)).name("output").uid("output");
        return env.getStreamGraph().getJobGraph();
    }

    /** Hands records to the consumer of a running job. */
    private record OutputSink(String name) implements Sink<PublishedRecord> {
        @Override
        public SinkWriter<PublishedRecord> createWriter(final WriterInitContext context) {
            final Consumer<PublishedRecord> output = RUNNING.get(name).output;
            return new SinkWriter<>() {
                @Override
                public void write(final PublishedRecord record, final Context at) {
                    output.accept(record);
                }

                @Override
                public void flush(final boolean endOfInput) {
                    // Nothing is kept back.
                }

                @Override
                public void close() {
                    // Nothing is held open.
                }
            };
        }
    }
}
