package io.depthstream.local.run;

import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What a replay is asked to do.
 *
 * @param file the capture
 * @param speed times real time; 0 for as fast as possible
 * @param tradingDate day of the capture's stamps
 * @param parallelism subtasks of the job and partitions of each topic, 1 to 64
 * @param books where to write the final books, or null
 */
public record ReplayOptions(Path file, double speed, LocalDate tradingDate, int parallelism, Path books) {
    private static final double FASTEST = 1_000_000;

    /** Checks the ranges. */
    public ReplayOptions {
        if (!(speed >= 0 && speed <= FASTEST)) {
            throw new IllegalArgumentException("--speed is " + speed + ": must be 0 (as fast as possible) to 1000000");
        }
        if (parallelism < 1 || parallelism > 64) {
            throw new IllegalArgumentException("--parallelism is " + parallelism + ": must be 1 to 64");
        }
    }
}
