package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * How the job runs.
 *
 * @param name                name shown by Flink
 * @param parallelism         subtasks of every operator
 * @param maxParallelism      key groups; never changes while state is kept
 * @param bufferTimeoutMillis how long a network buffer may wait to fill; 0 sends at once
 */
public record RunConfig(
        String name, int parallelism, int maxParallelism, long bufferTimeoutMillis)
        implements Serializable {

    static RunConfig read(final ConfigReader in) {
        return new RunConfig(
                in.get(ConfigKeys.JOB_NAME),
                in.get(ConfigKeys.PARALLELISM),
                in.get(ConfigKeys.MAX_PARALLELISM),
                in.get(ConfigKeys.BUFFER_TIMEOUT));
    }
}
