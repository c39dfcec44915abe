package io.depthstream.local.run;

/**
 * What is to happen to a primary feed handler that runs beside the replica; seconds after the first message, 0 for never.
 *
 * @param killAt   when it is killed with SIGKILL
 * @param freezeAt when it is frozen with SIGSTOP
 * @param wakeAt   when it is woken with SIGCONT, after it was frozen
 */
public record PrimaryPlan(int killAt, int freezeAt, int wakeAt) {

    /** Checks the times against the length of a run. */
    void check(final int seconds) {
        within("--kill-primary-at", killAt, seconds);
        within("--freeze-primary-at", freezeAt, seconds);
        within("--wake-primary-at", wakeAt, seconds);
        if (wakeAt > 0 && (freezeAt == 0 || wakeAt <= freezeAt)) {
            throw new IllegalArgumentException("--wake-primary-at is " + wakeAt + ": must be after --freeze-primary-at, which is "
                + freezeAt);
        }
    }

    private static void within(final String option, final int at, final int seconds) {
        if (at < 0 || at >= seconds) {
            throw new IllegalArgumentException(option + " is " + at + ": must be within the run, 1 to " + (seconds - 1)
                + ", or 0 for never");
        }
    }
}
