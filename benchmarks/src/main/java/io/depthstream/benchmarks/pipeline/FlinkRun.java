package io.depthstream.benchmarks.pipeline;

import io.depthstream.benchmarks.report.ProcessCpu;
import io.depthstream.local.stack.EmbeddedFlink;
import io.depthstream.local.stack.StateChangelog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One job on an embedded Flink of its own, whose metrics can be read while it runs. Any thread but {@link #close}. */
public final class FlinkRun implements AutoCloseable {
    /** Memory that RocksDB may use, for every design alike. */
    private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(512);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final double NANOS = 1e9;
    private static final int CHECKPOINTS_KEPT = 10_000;

    private final MetricCapture metrics = new MetricCapture();
    private final WorkingFolder rocksDb;
    private final EmbeddedFlink flink;
    private JobID job;
    private CompletableFuture<JobResult> result;

    /**
     * When a bounded job did its work.
     *
     * @param applied         messages applied
     * @param applySeconds    from the first message applied to the last
     * @param finishedSeconds from the first message applied until the last transaction was committed
     * @param cpuSeconds      CPU time of this process meanwhile: job, broker and all
     */
    public record Timing(long applied, double applySeconds, double finishedSeconds, double cpuSeconds) {
        /** Messages a second until everything was committed. */
        public double rate() {
            return applied / finishedSeconds;
        }

        /** CPU microseconds a message, the figure to compare on a machine that is shared. */
        public double cpuMicros() {
            return cpuSeconds * 1e6 / applied;
        }
    }

    /** A cluster with so many task slots. */
    public FlinkRun(final int slots) throws IOException {
        this(slots, null);
    }

    /** A cluster with so many task slots that logs changes of state in a folder, unless that is null. */
    FlinkRun(final int slots, final Path changelog) throws IOException {
        rocksDb = RocksDbFolder.create();
        final Configuration settings = new Configuration();
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
        // A run that failed and recovered measures something else.
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(WebOptions.CHECKPOINTS_HISTORY_SIZE, CHECKPOINTS_KEPT);
        settings.set(RocksDBOptions.LOCAL_DIRECTORIES, rocksDb.path().toString());
        if (changelog != null) {
            StateChangelog.in(settings, changelog);
        }
        metrics.configure(settings);
        flink = EmbeddedFlink.start(slots, settings);
    }

    /** The cluster's metrics. */
    public MetricCapture metrics() {
        return metrics;
    }

    /** The cluster. */
    public EmbeddedFlink flink() {
        return flink;
    }

    /** Starts the one job of this run. */
    public void submit(final StreamExecutionEnvironment env) throws Exception {
        submit(env, null);
    }

    /**
     * Starts the one job of this run from a checkpoint.
     *
     * @param checkpoint where it lies, or null for an empty state
     */
    public void submit(final StreamExecutionEnvironment env, final String checkpoint) throws Exception {
        final JobGraph graph = env.getStreamGraph().getJobGraph();
        if (checkpoint != null) {
            // With a log of changes Flink goes on from a checkpoint only if it may take it over.
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(checkpoint, false, RecoveryClaimMode.CLAIM));
        }
        job = flink.cluster().submitJob(graph).get().getJobID();
        result = flink.cluster().requestJobResult(job);
    }

    /** Every checkpoint so far that completed, oldest first. */
    public List<CompletedCheckpointStats> checkpoints() throws InterruptedException, ExecutionException {
        return flink.cluster().getExecutionGraph(job).get().getCheckpointStatsSnapshot().getHistory()
            .getCheckpoints().stream()
            .filter(CompletedCheckpointStats.class::isInstance)
            .map(CompletedCheckpointStats.class::cast)
            .sorted(Comparator.comparingLong(CompletedCheckpointStats::getCheckpointId))
            .toList();
    }

    /** Cancels the job and waits until it has ended. */
    public void cancel() throws InterruptedException, ExecutionException {
        flink.cluster().cancelJob(job).get();
        result.get();
    }

    /**
     * Waits until a bounded job has ended, watching what it applies.
     *
     * @param appliedMetric name of the metric that counts applied messages
     * @throws IllegalStateException if the job fails or applies fewer messages than expected
     * @throws TimeoutException      if it takes longer than the limit
     */
    public Timing awaitEnd(final String appliedMetric, final long messages, final Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        final long deadline = System.nanoTime() + limit.toNanos();
        long first = 0;
        long last = 0;
        long cpu = 0;
        while (!result.isDone()) {
            final long now = System.nanoTime();
            if (last == 0) {
                final long applied = metrics.sum(appliedMetric);
                if (first == 0 && applied > 0) {
                    first = now;
                    cpu = ProcessCpu.nanos();
                }
                last = applied >= messages ? now : 0;
            }
            if (now > deadline) {
                throw new TimeoutException("job had applied " + metrics.sum(appliedMetric) + " of " + messages
                    + " messages after " + limit.toSeconds() + " s");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        final long end = System.nanoTime();
        final long cpuEnd = ProcessCpu.nanos();
        requireSuccess();
        final long applied = metrics.sum(appliedMetric);
        if (applied < messages || first == 0) {
            throw new IllegalStateException("job ended with " + applied + " of " + messages + " messages applied");
        }
        return new Timing(applied, ((last == 0 ? end : last) - first) / NANOS, (end - first) / NANOS,
            (cpuEnd - cpu) / NANOS);
    }

    /**
     * Waits until a bounded job has ended.
     *
     * @throws IllegalStateException if it fails
     * @throws TimeoutException      if it takes longer than the limit
     */
    public void awaitEnd(final Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        requireSuccess();
    }

    /** Throws what made the job fail, if it has. */
    public void requireSuccess() throws InterruptedException, ExecutionException {
        if (result.isDone() && result.get().getSerializedThrowable().isPresent()) {
            throw new IllegalStateException("the benchmarked job failed",
                result.get().getSerializedThrowable().get().deserializeError(getClass().getClassLoader()));
        }
    }

    /** Waits until a metric has reached a value. */
    public void awaitMetric(final String name, final long value, final Duration limit) throws Exception {
        final long deadline = System.nanoTime() + limit.toNanos();
        while (metrics.sum(name) < value) {
            requireSuccess();
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(name + " is " + metrics.sum(name) + " after " + limit.toSeconds()
                    + " s, expected " + value);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** Cancels the job where it still runs, ends the cluster and forgets its metrics. */
    @Override
    public void close() throws Exception {
        // A cluster that is closed under a running job reports the end of a job it no longer knows.
        if (result != null && !result.isDone()) {
            cancel();
        }
        flink.close();
        metrics.close();
        rocksDb.close();
    }
}
