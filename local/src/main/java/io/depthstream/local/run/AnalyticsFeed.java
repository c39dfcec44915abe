package io.depthstream.local.run;

import io.depthstream.jobs.analytics.AnalyticsJob;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.local.stack.LocalStack;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The analytics job beside the pipeline, over the same broker. One thread. */
public final class AnalyticsFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AnalyticsFeed.class);
    private static final String NAME = "analytics";
    /** How long the topics must stand still to be counted: longer than the job's checkpoints are apart. */
    private static final long STILL_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** A cold Java machine reads the topics at different speeds. */
    private static final String LATENESS_MILLIS = "1000";

    private final String bootstrap;
    private final SubmittedJob job;

    private AnalyticsFeed(final String bootstrap, final SubmittedJob job) {
        this.bootstrap = bootstrap;
        this.job = job;
    }

    /**
     * Submits the job. A simulated day is an old one: nothing is said of market time behind the clock.
     *
     * @throws IllegalStateException when the cluster refuses it
     */
    public static AnalyticsFeed start(final LocalStack stack) {
        final String bootstrap = stack.addresses().bootstrapServers();
        final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        AnalyticsJob.onKafka(AnalyticsJobConfig.of(Map.of(
            "kafka.bootstrap", bootstrap,
            "source.latenessMillis", LATENESS_MILLIS,
            "alerts.staleFeedMillis", "0",
            "checkpoint.dir", stack.checkpoints().resolve(NAME).toUri().toString()))).build(environment);
        return new AnalyticsFeed(bootstrap, SubmittedJob.submit(
            stack.flink().cluster(), environment.getStreamGraph().getJobGraph(), "the analytics job"));
    }

    /**
     * Waits until the job has published what the input lets it publish, and adds to the report what that was.
     *
     * @throws IllegalStateException when the job has ended
     */
    RunReport report(final RunReport report, final RunView view) {
        final long begin = System.nanoTime();
        AnalyticsCounts counts = AnalyticsCounts.read(bootstrap);
        long movedNanos = System.nanoTime();
        while (System.nanoTime() - movedNanos < STILL_NANOS && System.nanoTime() - begin < LONGEST_NANOS) {
            job.requireRunning();
            LockSupport.parkNanos(LOOK_NANOS);
            final AnalyticsCounts now = AnalyticsCounts.read(bootstrap);
            if (!now.equals(counts)) {
                counts = now;
                movedNanos = System.nanoTime();
            }
        }
        counts.lines().forEach(view::say);
        return report.with(NAME, counts);
    }

    @Override
    public void close() {
        try {
            job.close();
        } catch (final Exception e) {
            LOG.warn("the analytics job did not end cleanly", e);
        }
    }
}
