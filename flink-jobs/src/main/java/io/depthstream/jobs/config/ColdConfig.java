package io.depthstream.jobs.config;

import io.depthstream.jobs.cold.ColdLimits;
import java.io.Serializable;

/**
 * What every job into a cold store can be told.
 *
 * @param name             shown by Flink
 * @param parallelism      subtasks
 * @param bootstrap        Kafka brokers, {@code host:port} separated by commas
 * @param group            consumer group
 * @param bounded          whether to stop at the topics' present end
 * @param intervalMillis   time between checkpoints
 * @param timeoutMillis    when a checkpoint is given up
 * @param checkpointDir    URI where checkpoints are kept; empty takes the cluster setting
 * @param limits           batches, retries, alert
 */
public record ColdConfig(
        String name,
        int parallelism,
        String bootstrap,
        String group,
        boolean bounded,
        long intervalMillis,
        long timeoutMillis,
        String checkpointDir,
        ColdLimits limits)
        implements Serializable {

    static ColdConfig read(final ConfigReader in, final ColdKeys keys) {
        return new ColdConfig(
                in.get(keys.jobName()), in.get(keys.parallelism()), in.get(keys.bootstrap()), in.get(keys.group()),
                in.get(keys.bounded()), in.get(keys.checkpointInterval()), in.get(keys.checkpointTimeout()),
                in.get(keys.checkpointDir()), keys.limits(in));
    }
}
