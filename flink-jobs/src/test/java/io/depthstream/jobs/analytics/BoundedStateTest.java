package io.depthstream.jobs.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.schemas.avro.Side;
import org.junit.jupiter.api.Test;

/** A symbol that trades all day long at ever new prices holds what flink-jobs/README.md says, and no more. */
class BoundedStateTest {

    private static final int KIBI = 1_024;
    /** The sum of the memories in the README with the default configuration. */
    private static final int MOST_MEMORY = 680 * KIBI;
    private static final int MOST_STATE = 400 * KIBI;
    private static final int STEPS = 2_000;
    private static final int TRADES = 100;
    private static final long MILLIS_APART = 200;

    private final Market market = new Market();
    private final AnalyticsTotals totals = new AnalyticsTotals();
    private final AnalyticsEngine engine =
            new AnalyticsEngine(AnalyticsConfig.defaults(), record -> { }, late -> { }, pulse -> { }, totals);
    private long sequence;
    private long millis;

    private void trade(final int steps) {
        for (int i = 0; i < steps; i++) {
            millis += MILLIS_APART;
            final long bid = 1_000_000 + 100 * (sequence % 5_000);
            engine.process(market.top(++sequence, millis, bid, 100 + sequence % 900, bid + 100, 300));
            engine.process(market.depth(sequence, millis, bid, 100, bid + 100, 300));
            // Many at once, so that spreads wait in numbers.
            for (int trade = 0; trade < TRADES; trade++) {
                engine.process(market.trade(++sequence, millis, bid + 100 * (trade % 2), 100 + trade, Side.BID));
            }
            engine.complete(Market.nanos(millis - MILLIS_APART));
        }
    }

    @Test
    void shouldHoldNoMoreHoweverLongTheDay() {
        trade(STEPS);
        engine.measure();
        final long memory = totals.memoryBytes;
        final long state = engine.stateBytes();
        trade(STEPS);
        engine.measure();
        assertTrue(totals.trades > 2L * (STEPS - 2) * TRADES, "trades taken " + totals.trades);
        assertTrue(memory > MOST_MEMORY / 2 && totals.memoryBytes <= MOST_MEMORY,
                "memory " + memory + ", later " + totals.memoryBytes);
        assertTrue(totals.memoryBytes - memory < KIBI, "only the minutes' bars grow on: " + (totals.memoryBytes - memory));
        final long later = engine.stateBytes();
        assertTrue(state <= MOST_STATE && later <= MOST_STATE, "state " + state + ", later " + later);
        assertEquals(0, totals.late + totals.hurried);
    }
}
