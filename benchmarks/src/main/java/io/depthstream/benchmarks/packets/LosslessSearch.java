package io.depthstream.benchmarks.packets;

import java.util.concurrent.TimeUnit;

/** Finds the highest rate at which nothing is lost: up in steps until it loses, then between the last two. */
final class LosslessSearch {
    private static final double FIRST_RATE = 100_000;
    private static final double STEP = 1.3;
    private static final double MOST = 20_000_000;
    private static final int HALVINGS = 4;
    private static final int TRIES = 4;
    /** A sender that falls so far behind a rate has reached its own limit. */
    private static final double SENDER_SHARE = 0.95;
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private LosslessSearch() {
    }

    /**
     * What was found.
     *
     * @param perSecond     packets a second without loss
     * @param senderLimited whether the sender could not send faster: then the receiver might take more
     */
    record Found(double perSecond, boolean senderLimited) {
    }

    /**
     * Searches.
     *
     * @throws IllegalStateException if even the lowest rate tried loses
     */
    static Found on(final WireRun wire) throws Exception {
        double best = 0;
        double rate = FIRST_RATE;
        double lossy = MOST;
        while (rate < lossy) {
            final WireRun.AtRate step = tried(wire, rate);
            if (!step.lossless()) {
                lossy = rate;
                break;
            }
            best = Math.max(best, step.perSecond());
            if (step.perSecond() < rate * SENDER_SHARE) {
                return new Found(best, true);
            }
            rate *= STEP;
        }
        for (int i = 0; i < HALVINGS; i++) {
            final double between = (best + lossy) / 2;
            final WireRun.AtRate step = tried(wire, between);
            if (step.lossless()) {
                best = Math.max(best, step.perSecond());
            } else {
                lossy = between;
            }
        }
        if (best == 0) {
            throw new IllegalStateException("packets were lost at every rate down to " + Math.round(lossy)
                + " a second: the machine is too busy to measure");
        }
        return new Found(best, false);
    }

    /** Once more where it lost, or the sender fell behind: another process may have had the processor. */
    private static WireRun.AtRate tried(final WireRun wire, final double rate) throws Exception {
        WireRun.AtRate best = wire.flood(rate, STEP_NANOS);
        for (int tries = 1; tries < TRIES && !reached(best, rate); tries++) {
            final WireRun.AtRate again = wire.flood(rate, STEP_NANOS);
            if (again.lossless() && (!best.lossless() || again.perSecond() > best.perSecond())) {
                best = again;
            }
        }
        return best;
    }

    private static boolean reached(final WireRun.AtRate step, final double rate) {
        return step.lossless() && step.perSecond() >= rate * SENDER_SHARE;
    }
}
