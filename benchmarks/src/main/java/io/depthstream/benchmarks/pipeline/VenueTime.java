package io.depthstream.benchmarks.pipeline;

import io.depthstream.ingest.feed.TradingDay;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.MessageSource;
import io.depthstream.local.simulator.SimulationConfig;
import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * A simulated day, and the clock of whoever receives it on the day: each message some tens of microseconds after the time
 * the venue gave it. The same day gives the same times. One thread.
 */
final class VenueTime implements MessageSource, EpochNanoClock {
    /** Where an ITCH message has its time: six bytes, nanoseconds since midnight. */
    private static final int TIME_OFFSET = 5;
    private static final int TIME_BYTES = 6;
    private static final int LEAST_WAY_NANOS = 20_000;
    private static final int MOST_WAY_NANOS = 80_000;

    private final MarketSimulator market;
    private final SplittableRandom random;
    private final TradingDay day;
    private long newest;
    private long before;

    VenueTime(final SimulationConfig simulated) {
        market = new MarketSimulator(simulated);
        random = new SplittableRandom(simulated.seed());
        day = TradingDay.of(simulated.tradingDate());
    }

    @Override
    public int next(final MutableDirectBuffer buffer, final int offset) {
        final int length = market.next(buffer, offset);
        before = newest;
        if (length > 0) {
            newest = 0;
            for (int i = 0; i < TIME_BYTES; i++) {
                newest = newest << Byte.SIZE | buffer.getByte(offset + TIME_OFFSET + i) & 0xFF;
            }
        }
        return length;
    }

    /** When the message before the one taken last was received: the packets' maker looks one message ahead. */
    @Override
    public long nanoTime() {
        return day.epochNanos(before) + random.nextLong(LEAST_WAY_NANOS, MOST_WAY_NANOS);
    }
}
