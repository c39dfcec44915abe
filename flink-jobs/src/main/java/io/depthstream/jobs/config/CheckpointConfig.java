package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * Checkpoints and where state lives.
 *
 * @param intervalMillis time between checkpoints
 * @param timeoutMillis  when a checkpoint is given up
 * @param dir            URI where checkpoints are kept; empty takes the cluster setting
 * @param backend        where keyed state lives
 * @param rocksDbDir     where RocksDB works; empty takes the cluster setting
 */
public record CheckpointConfig(
        long intervalMillis, long timeoutMillis, String dir, StateBackend backend, String rocksDbDir)
        implements Serializable {

    static CheckpointConfig read(final ConfigReader in) {
        return new CheckpointConfig(
                in.get(ConfigKeys.CHECKPOINT_INTERVAL),
                in.get(ConfigKeys.CHECKPOINT_TIMEOUT),
                in.get(ConfigKeys.CHECKPOINT_DIR),
                in.get(ConfigKeys.STATE_BACKEND),
                in.get(ConfigKeys.ROCKSDB_DIR));
    }
}
