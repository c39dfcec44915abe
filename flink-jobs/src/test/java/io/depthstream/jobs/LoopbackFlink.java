package io.depthstream.jobs;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A local environment whose servers listen on loopback alone; Flink's own opens its blob server to every interface. */
public final class LoopbackFlink {
    private static final String LOOPBACK = "127.0.0.1";

    private LoopbackFlink() {
    }

    /** With Flink's defaults. */
    public static StreamExecutionEnvironment environment(final int parallelism) {
        return environment(parallelism, new Configuration());
    }

    /** With more settings, which are not changed. */
    public static StreamExecutionEnvironment environment(final int parallelism, final Configuration more) {
        final Configuration settings = new Configuration(more);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    }
}
