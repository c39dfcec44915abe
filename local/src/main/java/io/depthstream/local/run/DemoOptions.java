package io.depthstream.local.run;

/**
 * What a demo is asked to do.
 *
 * @param seconds length of the simulated day, 1 to 86,400
 * @param rate messages a second, 100 to 5,000,000
 * @param seed of the simulated day
 * @param parallelism subtasks of the job and partitions of each topic, 1 to 64
 */
public record DemoOptions(int seconds, long rate, long seed, int parallelism) {
    /** Checks the ranges. */
    public DemoOptions {
        require("--seconds", seconds, 1, 86_400);
        require("--rate", rate, 100, 5_000_000);
        require("--parallelism", parallelism, 1, 64);
    }

    private static void require(final String option, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " is " + value + ": must be " + least + " to " + most);
        }
    }
}
