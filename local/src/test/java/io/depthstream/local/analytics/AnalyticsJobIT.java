package io.depthstream.local.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.analytics.AnalyticsJob;
import io.depthstream.jobs.book.OrderBookJob;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawBatchTypeInfo;
import io.depthstream.local.run.SubmittedJob;
import io.depthstream.local.stack.EmbeddedFlink;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import io.depthstream.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both jobs over a real broker against the offline run of the same two days: three symbols on four partitions, so that one
 * at least stays empty, and a new session in between.
 */
class AnalyticsJobIT {
    private static final long LIMIT_SECONDS = 120;
    private static final int PARTITIONS = 4;
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final List<PublishedRecord> SEEN = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static EmbeddedFlink flink;
    private static Map<String, List<String>> offline;

    @BeforeAll
    static void runTheBooksAndTheOfflineAnalytics() throws Exception {
        final List<RawBatch> batches = TwoDays.batches(folder);
        final List<PublishedRecord> published = new ArrayList<>();
        OfflineAnalytics.run(batches, OfflineAnalytics.config(Map.of()), published::add);
        offline = PublishedText.ofRecords(published);
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
        MarketTopics.create(kafka.bootstrapServers(), PARTITIONS);
        TwoDays.produce(kafka.bootstrapServers(), batches);
        flink = EmbeddedFlink.start(2, new Configuration());
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        OrderBookJob.onKafka(JobConfig.of(Map.of("kafka.bootstrap", kafka.bootstrapServers(), "source.bounded", "true",
            "checkpoint.dir", folder.resolve("books").toUri().toString())), HotPublisherFactory.none()).build(env);
        runToItsEnd(env.getStreamGraph().getJobGraph());
    }

    @AfterAll
    static void stop() throws Exception {
        flink.close();
        kafka.close();
    }

    @Test
    @Timeout(LIMIT_SECONDS)
    void shouldPublishWhatTheOfflineRunDoesRecordByRecordAcrossAFailure() throws Exception {
        final AnalyticsJobConfig config = config(Map.of("source.bounded", "true", "job.parallelism", "2",
            "checkpoint.intervalMillis", "20", "checkpoint.dir", folder.resolve("checkpoints").toUri().toString()));
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        final Configuration restart = new Configuration();
        restart.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        restart.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        env.configure(restart);
        final AnalyticsJob job = AnalyticsJob.onKafka(config);
        job.publish(job.read(env).map(new FailingOnce()).returns(RawBatchTypeInfo.INSTANCE).uid("failing-once"));
        runToItsEnd(env.getStreamGraph().getJobGraph());

        assertEquals(1, FAILURES.get(), "the job failed once, after a checkpoint");
        final Map<String, List<String>> online = PublishedText.ofTopics(kafka.bootstrapServers());
        PublishedText.requireRich(offline);
        assertEquals(List.of(), online.keySet().stream().filter(name -> name.startsWith(Topics.LATE)).toList());
        assertEquals(offline.keySet(), online.keySet());
        offline.forEach((name, records) -> {
            final List<String> got = online.get(name);
            for (int i = 0; i < Math.min(records.size(), got.size()); i++) {
                assertEquals(records.get(i), got.get(i), name + ", record " + i);
            }
            assertEquals(records.size(), got.size(), name);
        });
    }

    @Test
    @Timeout(LIMIT_SECONDS)
    void shouldNotWaitForPartitionsThatStayEmpty() throws Exception {
        final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        final AnalyticsJob job = AnalyticsJob.onKafka(config(Map.of("source.latenessMillis", "2000")));
        job.attach(job.read(env)).all().sinkTo(new SeenSink()).uid("seen");
        final Map<String, List<String>> firstDay = PublishedText.ofSession(offline, TwoDays.FIRST);
        final long wanted = firstDay.values().stream().mapToLong(List::size).sum();
        try (SubmittedJob running =
                SubmittedJob.submit(flink.cluster(), env.getStreamGraph().getJobGraph(), "the analytics job")) {
            final long begin = System.nanoTime();
            while (SEEN.size() < wanted) {
                running.requireRunning();
                assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(LIMIT_SECONDS / 2),
                    () -> SEEN.size() + " of " + wanted + " records came");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }

        assertTrue(wanted > 1_000, "records of the first day: " + wanted);
        PublishedText.ofRecords(List.copyOf(SEEN)).forEach((name, records) ->
            assertEquals(offline.get(name).subList(0, records.size()), records, name));
    }

    private static AnalyticsJobConfig config(final Map<String, String> more) {
        final Map<String, String> all = new HashMap<>(more);
        all.put("kafka.bootstrap", kafka.bootstrapServers());
        all.put("source.isolation", "read-committed");
        return OfflineAnalytics.config(all);
    }

    private static void runToItsEnd(final JobGraph graph) throws Exception {
        flink.cluster().submitJob(graph).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        final JobResult result =
            flink.cluster().requestJobResult(graph.getJobID()).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        assertEquals(JobStatus.FINISHED, result.getJobStatus().orElse(null), () -> result.getSerializedThrowable()
            .map(failure -> failure.getFullStringifiedStackTrace()).orElse(""));
    }

    /**
     * Fails at the first record behind the first complete checkpoint that held records, and takes records one a millisecond
     * until then, so that not all are read before it.
     */
    private static final class FailingOnce implements MapFunction<RawBatch, RawBatch>, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private long seen;
        private boolean checkpointed;

        @Override
        public void notifyCheckpointComplete(final long checkpoint) {
            checkpointed = seen > 0;
        }

        @Override
        public RawBatch map(final RawBatch record) {
            seen++;
            if (checkpointed && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("the failure this test is about, at record " + seen);
            }
            if (FAILURES.get() == 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            return record;
        }
    }

    /** Shows what is published at once. */
    private static final class SeenSink implements Sink<PublishedRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public SinkWriter<PublishedRecord> createWriter(final WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(final PublishedRecord record, final Context at) {
                    SEEN.add(record);
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
