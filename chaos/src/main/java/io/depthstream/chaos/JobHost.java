package io.depthstream.chaos;

import io.depthstream.jobs.book.OrderBookJob;
import io.depthstream.jobs.clickhouse.ClickHouseJob;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.kdb.KdbJob;
import io.depthstream.local.stack.EmbeddedFlink;
import io.depthstream.local.stack.StateChangelog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Main class of a process that runs one job and nothing else, to be killed: a whole Flink, whose checkpoints are kept
 * when it dies.
 *
 * <p>Arguments: which job, a {@link Kind}; where the checkpoint to go on from lies, or {@value #FROM_THE_BEGINNING}; then the job's own. Says
 * {@value #RUNNING} on standard output once the job was taken. A job that fails ends the process with code 1, so that no
 * failure hides behind a restart. The end of standard input ends it too: it never outlives who started it.
 */
public final class JobHost {
    static final String RUNNING = "running";
    static final String FROM_THE_BEGINNING = "-";
    /** System property: where Flink logs each change of state; without it, it does not. */
    static final String CHANGELOG = "depthstream.chaos.changelog";

    /** The jobs that can be hosted. */
    enum Kind { BOOK, CLICKHOUSE, KDB }

    private JobHost() {
    }

    /** Runs until killed, failed, or left alone. */
    public static void main(final String[] arguments) throws Exception {
        final Configuration settings = new Configuration();
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        final int slots = build(
            environment, Kind.valueOf(arguments[0]), Arrays.copyOfRange(arguments, 2, arguments.length));
        final String changelog = System.getProperty(CHANGELOG);
        if (changelog != null) {
            StateChangelog.in(settings, Path.of(changelog));
        }
        final MiniCluster cluster = EmbeddedFlink.start(slots, settings).cluster();
        final JobGraph graph = graph(environment, arguments[1], changelog != null);
        cluster.submitJob(graph).get();
        cluster.requestJobResult(graph.getJobID()).thenAccept(result -> {
            result.getSerializedThrowable().ifPresent(failure ->
                failure.deserializeError(JobHost.class.getClassLoader()).printStackTrace());
            Runtime.getRuntime().halt(1);
        });
        System.out.println(RUNNING);
        awaitEndOfInput();
        Runtime.getRuntime().halt(0);
    }

    /** Adds the job to the environment; returns how many slots it needs. */
    private static int build(final StreamExecutionEnvironment environment, final Kind kind, final String[] arguments) {
        final Configuration kept = new Configuration();
        kept.set(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
            ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        environment.configure(kept);
        if (kind == Kind.CLICKHOUSE) {
            final ClickHouseConfig config = ClickHouseConfig.fromArgs(arguments);
            ClickHouseJob.build(environment, config);
            return config.cold().parallelism();
        }
        if (kind == Kind.KDB) {
            final KdbConfig config = KdbConfig.fromArgs(arguments);
            KdbJob.build(environment, config);
            return config.cold().parallelism();
        }
        final JobConfig config = JobConfig.fromArgs(arguments);
        OrderBookJob.onKafka(config, HotPublisherFactory.of(config.hot())).build(environment);
        return config.run().parallelism();
    }

    /** With a log of changes Flink goes on from a checkpoint only if it may take the checkpoint over. */
    private static JobGraph graph(
            final StreamExecutionEnvironment environment, final String checkpoint, final boolean takesOver) {
        final JobGraph graph = environment.getStreamGraph().getJobGraph();
        if (!checkpoint.equals(FROM_THE_BEGINNING)) {
            final RecoveryClaimMode mode = takesOver ? RecoveryClaimMode.CLAIM : RecoveryClaimMode.DEFAULT;
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(checkpoint, false, mode));
        }
        return graph;
    }

    /** Returns when who started the process has gone, or wants its end. */
    static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
