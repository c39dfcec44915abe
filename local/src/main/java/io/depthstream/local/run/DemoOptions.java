package io.depthstream.local.run;

import io.depthstream.local.simulator.LineImpairment;

/**
 * What a demo is asked to do.
 *
 * @param seconds length of the simulated day, 1 to 86,400
 * @param rate messages a second, 100 to 5,000,000
 * @param seed of the simulated day and of what happens to its lines
 * @param parallelism subtasks of the job and partitions of each topic, 1 to 64
 * @param lossA share of packets that line A loses, 0 to 1
 * @param lossB share of packets that line B loses, 0 to 1
 * @param reorder share of packets that come late, on each line, 0 to 1
 * @param recovery whether there is a re-request server to ask for what both lines lost
 * @param primary what happens to a primary feed handler beside the replica; null where one feed handler runs alone
 * @param joinAt second at which the feed handler starts and joins by snapshot; 0 for before the first message
 */
public record DemoOptions(
    int seconds, long rate, long seed, int parallelism, double lossA, double lossB, double reorder, boolean recovery,
    PrimaryPlan primary,
    int joinAt) {
    /** How many packets a late one may be overtaken by. */
    private static final int DISPLACEMENT = 8;

    /** Checks the ranges. */
    public DemoOptions {
        whole("--seconds", seconds, 1, 86_400);
        whole("--rate", rate, 100, 5_000_000);
        whole("--parallelism", parallelism, 1, 64);
        share("--loss-a", lossA);
        share("--loss-b", lossB);
        share("--reorder", reorder);
        whole("--join-at", joinAt, 0, seconds - 1);
        if (primary != null) {
            primary.check(seconds);
        }
        if (joinAt > 0 && (primary != null || !recovery)) {
            throw new IllegalArgumentException("--join-at is " + joinAt + ": goes neither with --replica, whose primary is there "
                + "from the beginning, nor with --no-recovery, which leaves the snapshot server out");
        }
    }

    /** Returns what happens to line A. */
    public LineImpairment lineA() {
        return impairment(seed, lossA);
    }

    /** Returns what happens to line B: other packets than on line A. */
    public LineImpairment lineB() {
        return impairment(~seed, lossB);
    }

    private LineImpairment impairment(final long lineSeed, final double loss) {
        return loss == 0 && reorder == 0
            ? LineImpairment.NONE : new LineImpairment(lineSeed, loss, 0, reorder, DISPLACEMENT);
    }

    private static void whole(final String option, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " is " + value + ": must be " + least + " to " + most);
        }
    }

    private static void share(final String option, final double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(option + " is " + value + ": must be 0 to 1");
        }
    }
}
