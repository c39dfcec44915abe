package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The full day of 50 million messages, on demand: it takes half a minute. Prints the figures of docs/decisions/0040. */
@EnabledIfSystemProperty(named = "depthstream.fullday", matches = "true",
    disabledReason = "50 million messages: run with -Ddepthstream.fullday=true")
class FullDayTest {

    @Test
    void shouldHoldOneAndAHalfMillionOrdersAtThePeak() {
        final MarketSimulator simulator = new MarketSimulator(SimulationConfig.fullDay());
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        long levels = 0;
        final long begin = System.nanoTime();
        while (simulator.next(buffer, 0) != 0) {
            if (simulator.sent() == 40_000_000) {
                levels = simulator.liveLevels();
            }
        }
        final double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("seed %d: %d messages in %.1f s (%.1f M/s), peak %d orders, %d levels, %.1f bytes an order%n",
            simulator.config().seed(), simulator.sent(), seconds, simulator.sent() / seconds / 1e6,
            simulator.peakLiveOrders(), levels, (double) simulator.memoryBytes() / simulator.peakLiveOrders());
        System.out.printf("adds %.2f %%, deletes %.2f %%, replaces %.2f %%, executions %.2f %%, cancels %.2f %%%n",
            share(simulator, "AF"), share(simulator, "D"), share(simulator, "U"), share(simulator, "EC"),
            share(simulator, "X"));
        assertEquals(1_500_000, simulator.peakLiveOrders(), 30_000);
        assertTrue(simulator.memoryBytes() <= 64 * simulator.peakLiveOrders());
    }

    private static double share(final MarketSimulator simulator, final String types) {
        return 100.0 * types.chars().mapToLong(type -> simulator.sent((char) type)).sum() / simulator.sent();
    }
}
