package io.depthstream.local.run;

import io.depthstream.jobs.book.OrderBookJob;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The order-book job, submitted to a cluster in this process. Any thread. */
public final class BookJob implements AutoCloseable {
    private final SubmittedJob job;

    private BookJob(final SubmittedJob job) {
        this.job = job;
    }

    /**
     * Submits the job.
     *
     * @throws IllegalStateException when the cluster refuses it
     */
    public static BookJob submit(final MiniCluster cluster, final JobConfig config) {
        final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        OrderBookJob.onKafka(config, HotPublisherFactory.of(config.hot())).build(environment);
        return new BookJob(
            SubmittedJob.submit(cluster, environment.getStreamGraph().getJobGraph(), "the order-book job"));
    }

    /**
     * Returns at once while the job runs or restarts.
     *
     * @throws IllegalStateException when it has ended, with the reason
     */
    public void requireRunning() {
        job.requireRunning();
    }

    /** Cancels the job and waits until it has ended. */
    @Override
    public void close() throws Exception {
        job.close();
    }
}
