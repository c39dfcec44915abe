package io.depthstream.local.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A job that was submitted to a cluster in this process. Any thread. */
public final class SubmittedJob implements AutoCloseable {
    private static final long CANCEL_SECONDS = 30;
    private static final long RUNNING_SECONDS = 60;

    private final MiniCluster cluster;
    private final JobID id;
    private final String name;

    private SubmittedJob(final MiniCluster cluster, final JobID id, final String name) {
        this.cluster = cluster;
        this.id = id;
        this.name = name;
    }

    /**
     * Submits a job and waits until the cluster has taken it.
     *
     * @param name for errors, such as {@code the order-book job}
     * @throws IllegalStateException when the cluster refuses it
     */
    public static SubmittedJob submit(final MiniCluster cluster, final JobGraph graph, final String name) {
        try {
            cluster.submitJob(graph).get(RUNNING_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while submitting " + name, e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Flink did not take " + name, e);
        }
        return new SubmittedJob(cluster, graph.getJobID(), name);
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
            throw new IllegalStateException(name + " has ended: " + status, reason);
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
