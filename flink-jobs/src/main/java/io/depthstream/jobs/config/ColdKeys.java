package io.depthstream.jobs.config;

import io.depthstream.jobs.cold.ColdLimits;
import java.util.List;

/**
 * Configuration keys that every job into a cold store has, with the defaults each gives them.
 *
 * @param jobName            name shown by Flink
 * @param parallelism        subtasks
 * @param bootstrap          Kafka brokers
 * @param group              consumer group
 * @param bounded            whether to stop at the topics' present end
 * @param checkpointInterval time between checkpoints
 * @param checkpointTimeout  when a checkpoint is given up
 * @param checkpointDir      where checkpoints are kept
 * @param batchRows          rows of a full batch
 * @param batchBytes         bytes of a full batch
 * @param linger             how long a batch may wait
 * @param inFlight           batches not confirmed
 * @param firstPause         first pause before connecting again
 * @param longestPause       longest such pause
 * @param callTimeout        longest call to the store
 * @param alertAfter         when the alert is raised
 */
public record ColdKeys(
        ConfigKey<String> jobName,
        ConfigKey<Integer> parallelism,
        ConfigKey<String> bootstrap,
        ConfigKey<String> group,
        ConfigKey<Boolean> bounded,
        ConfigKey<Long> checkpointInterval,
        ConfigKey<Long> checkpointTimeout,
        ConfigKey<String> checkpointDir,
        ConfigKey<Integer> batchRows,
        ConfigKey<Integer> batchBytes,
        ConfigKey<Integer> linger,
        ConfigKey<Integer> inFlight,
        ConfigKey<Integer> firstPause,
        ConfigKey<Integer> longestPause,
        ConfigKey<Integer> callTimeout,
        ConfigKey<Integer> alertAfter) {

    private static final String NAME = "[A-Za-z0-9._-]{1,120}";
    private static final String NAME_WORDS = "1 to 120 of letters, digits, dot, dash, underscore";

    /** The keys of a job, with defaults for a store that takes rows in small batches and soon. */
    public static ColdKeys of(final String job) {
        return of(job, 5_000, 20);
    }

    /**
     * The keys of a job.
     *
     * @param job       its name, such as {@code kdb}
     * @param batchRows rows of a full batch where nothing is set: what suits the store
     * @param linger    milliseconds a batch may wait where nothing is set
     */
    public static ColdKeys of(final String job, final int batchRows, final int linger) {
        return new ColdKeys(
                ConfigKey.ofText("job.name", job, NAME, NAME_WORDS, "Name shown by Flink."),
                ConfigKey.ofInt("job.parallelism", 1, 1, 256, "subtasks",
                        "Subtasks; each has a connection of its own. More than the topics' partitions stay idle."),
                ConfigKeys.BOOTSTRAP,
                ConfigKey.ofText("source.group", "depthstream-" + job, NAME, NAME_WORDS,
                        "Consumer group; offsets are committed there for lag monitoring, the checkpoint is what counts."),
                ConfigKey.ofFlag("source.bounded", false,
                        "Stop at the end the topics have when the job starts: tests, benchmarks, filling up."),
                ConfigKey.ofLong("checkpoint.intervalMillis", 1_000, 10, 3_600_000, "milliseconds",
                        "Time between checkpoints; after a failure of the job rows come again from the last one on."),
                ConfigKey.ofLong("checkpoint.timeoutMillis", 60_000, 100, 3_600_000, "milliseconds",
                        "A checkpoint that takes longer is given up; the job goes on."),
                ConfigKeys.CHECKPOINT_DIR,
                ConfigKey.ofInt("batch.rows", batchRows, 1, 1_000_000, "rows", "Rows of a full batch."),
                ConfigKey.ofInt("batch.bytes", 8 << 20, 1 << 10, 1 << 28, "bytes",
                        "Memory of a full batch, roughly; whichever limit comes first."),
                ConfigKey.ofInt("batch.lingerMillis", linger, 0, 60_000, "milliseconds",
                        "How long a batch waits to fill."),
                ConfigKey.ofInt("batch.inFlight", 8, 1, 256, "batches",
                        "Batches in memory that the store has not confirmed; at the limit the job waits."),
                ConfigKey.ofInt("retry.firstPauseMillis", 100, 1, 60_000, "milliseconds",
                        "Pause before connecting again; doubles from attempt to attempt."),
                ConfigKey.ofInt("retry.longestPauseMillis", 5_000, 1, 600_000, "milliseconds", "Longest such pause."),
                ConfigKey.ofInt("retry.callTimeoutMillis", 10_000, 100, 600_000, "milliseconds",
                        "A call to the store that takes longer is given up, and the connection with it."),
                ConfigKey.ofInt("alert.afterMillis", 10_000, 100, 3_600_000, "milliseconds",
                        "The alert is raised when the store has confirmed nothing for so long."));
    }

    /** All of them, in the order of the tables in READMEs. */
    public List<ConfigKey<?>> all() {
        return List.of(jobName, parallelism, bootstrap, group, bounded, checkpointInterval, checkpointTimeout, checkpointDir,
                batchRows, batchBytes, linger, inFlight, firstPause, longestPause, callTimeout, alertAfter);
    }

    /** Reads the limits. */
    ColdLimits limits(final ConfigReader in) {
        final int first = in.get(firstPause);
        final int longest = in.get(longestPause);
        if (longest < first) {
            in.error(longestPause.name() + ": got " + longest + "; allowed: at least " + firstPause.name() + ", which is " + first);
        }
        return new ColdLimits(in.get(batchRows), in.get(batchBytes), in.get(linger), in.get(inFlight), first,
                Math.max(first, longest), in.get(callTimeout), in.get(alertAfter));
    }
}
