package io.depthstream.jobs.hot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other threads and processes do. */
final class Conditions {

    /** How long anything may take on the busiest of machines. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private Conditions() {}

    /** Waits until it is so; fails after {@link #LIMIT}. */
    static void await(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the condition did not come true within " + LIMIT);
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
