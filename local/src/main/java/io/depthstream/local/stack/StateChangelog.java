package io.depthstream.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateChangelogOptions;

/**
 * A cluster's settings under which Flink logs each change of keyed state as it is made: a checkpoint then has what was logged since the one
 * before, whatever the state backend, and nothing is copied or flushed at the barrier (docs/decisions/0104).
 */
public final class StateChangelog {
    /** The name by which Flink knows logs in a file system. */
    private static final String IN_FILES = "filesystem";
    /** After which all state is written anew and the log before it dropped: bounds what a restore has to read. */
    private static final Duration MATERIALIZED_EACH = Duration.ofSeconds(30);

    private StateChangelog() {
    }

    /** Adds them to a cluster's settings; the folder takes the log and must outlive the cluster. */
    public static void in(final Configuration settings, final Path folder) {
        settings.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, true);
        settings.set(StateChangelogOptions.STATE_CHANGE_LOG_STORAGE, IN_FILES);
        settings.set(StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, MATERIALIZED_EACH);
        settings.set(FsStateChangelogOptions.BASE_PATH, folder.toUri().toString());
    }
}
