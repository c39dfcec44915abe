package io.depthstream.ingest.feed;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What the handler's loop does when nothing arrives, by the name it is configured with. */
final class LoopIdle {
    /** Longest that the loop sleeps before it looks again. */
    static final long MAX_PARK_NANOS = 100_000;

    private static final long MIN_PARK_NANOS = 1_000;
    private static final int SPINS = 20;
    private static final int YIELDS = 50;

    private LoopIdle() {
    }

    /** The strategy of a name that the configuration has checked. */
    static IdleStrategy of(final String name) {
        return switch (name) {
            case "spin" -> new BusySpinIdleStrategy();
            case "yield" -> new YieldingIdleStrategy();
            case "doze" -> new SleepingIdleStrategy(MAX_PARK_NANOS);
            default -> new BackoffIdleStrategy(SPINS, YIELDS, MIN_PARK_NANOS, MAX_PARK_NANOS);
        };
    }
}
