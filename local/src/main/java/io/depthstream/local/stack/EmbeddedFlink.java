package io.depthstream.local.stack;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;

/** A Flink cluster in this process: one job manager, one task manager, every server of theirs on loopback. */
public final class EmbeddedFlink implements AutoCloseable {
    private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(256);
    private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(64);

    private final MiniCluster cluster;

    private EmbeddedFlink(final MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts a cluster with the given number of task slots; returns when it takes jobs.
     *
     * @param extra settings that go before the defaults; not changed
     * @throws IllegalStateException when the cluster does not start
     */
    public static EmbeddedFlink start(final int slots, final Configuration extra) {
        final Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        // The blob server's; without it that one alone listens on every interface.
        settings.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        settings.addAll(extra);
        final MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
            .setConfiguration(settings)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(slots)
            .setRpcServiceSharing(RpcServiceSharing.SHARED)
            .setCommonBindAddress("127.0.0.1")
            .build());
        try {
            cluster.start();
        } catch (final Exception e) {
            throw new IllegalStateException("embedded Flink did not start with " + slots + " slots", e);
        }
        return new EmbeddedFlink(cluster);
    }

    /** Returns the running cluster, to submit jobs to. */
    public MiniCluster cluster() {
        return cluster;
    }

    /** Returns the address of the web front. */
    public String webAddress() {
        return cluster.getRestAddress().join().toString();
    }

    /** Ends all jobs and the cluster. */
    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
