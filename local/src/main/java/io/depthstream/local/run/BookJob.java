package io.depthstream.local.run;

import io.depthstream.jobs.book.OrderBookJob;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The order-book job, submitted to a cluster in this process. Any thread. */
public final class BookJob implements AutoCloseable {
    private static final long CANCEL_SECONDS = 30;
    private static final long RUNNING_SECONDS = 60;

    private final MiniCluster cluster;
    private final JobID id;

    private BookJob(final MiniCluster cluster, final JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /**
     * Submits the job and waits until it runs.
     *
     * @throws IllegalStateException when the cluster refuses it or it does not come to run
     */
    public static BookJob submit(final MiniCluster cluster, final JobConfig config) {
        final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        OrderBookJob.onKafka(config, HotPublisherFactory.of(config.hot())).build(environment);
        final JobGraph graph = environment.getStreamGraph().getJobGraph();
        try {
            cluster.submitJob(graph).get(RUNNING_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while submitting " + config.run().name(), e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Flink did not take the job " + config.run().name(), e);
        }
        return new BookJob(cluster, graph.getJobID());
    }

    /**
     * Returns at once while the job runs or restarts.
     *
     * @throws IllegalStateException when it has ended, with the reason
     */
    public void requireRunning() {
        final JobStatus status = status();
        if (status.isGloballyTerminalState()) {
            final Throwable reason = cluster.requestJobResult(id).join().getSerializedThrowable()
                .map(failure -> failure.deserializeError(getClass().getClassLoader()))
                .orElse(null);
            throw new IllegalStateException("the order-book job has ended: " + status, reason);
        }
    }

    private JobStatus status() {
        return cluster.getJobStatus(id).join();
    }

    /** Cancels the job and waits until it has ended. */
    @Override
    public void close() throws Exception {
        if (!status().isGloballyTerminalState()) {
            cluster.cancelJob(id).get(CANCEL_SECONDS, TimeUnit.SECONDS);
            cluster.requestJobResult(id).get(CANCEL_SECONDS, TimeUnit.SECONDS);
        }
    }
}
