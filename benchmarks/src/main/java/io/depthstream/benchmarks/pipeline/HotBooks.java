package io.depthstream.benchmarks.pipeline;

import io.depthstream.jobs.hot.HotBookState;
import io.depthstream.jobs.hot.HotCounters;
import io.depthstream.jobs.hot.HotPublisher;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers full books of many symbols in turn to a hot publisher, as fast as it takes them: it waits when more would only
 * be conflated. One thread.
 */
public final class HotBooks {
    private static final long LOOK_EACH = 512;
    private static final long WAIT_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long BASE_PRICE_E4 = 1_000_000;
    private static final int TICK_E4 = 100;

    private final HotPublisher publisher;
    private final HotBookState state;
    private final String[] symbols;
    private final long firstTimeNanos;
    private long offered;

    /**
     * Books of so many symbols and levels.
     *
     * @param firstTimeNanos venue time of the first, nanoseconds since the epoch: later than any the store holds
     */
    public HotBooks(final HotPublisher publisher, final int symbols, final int levels, final long firstTimeNanos) {
        this.publisher = publisher;
        this.firstTimeNanos = firstTimeNanos;
        state = new HotBookState(levels);
        this.symbols = new String[symbols];
        for (int i = 0; i < symbols; i++) {
            this.symbols[i] = "SYM" + i;
        }
    }

    /** Offers until the time is over; returns how many. */
    public long offerFor(final long nanos) {
        final long end = System.nanoTime() + nanos;
        final long before = offered;
        while (System.nanoTime() < end) {
            for (int i = 0; i < LOOK_EACH; i++) {
                publisher.offer(next());
            }
            final long backlog = Math.max(LOOK_EACH, symbols.length / 2);
            while (offered - answered(publisher.counters()) > backlog && System.nanoTime() < end) {
                LockSupport.parkNanos(WAIT_NANOS);
            }
        }
        return offered - before;
    }

    private static long answered(final HotCounters counters) {
        return counters.published() + counters.superseded() + counters.rejected() + counters.conflated();
    }

    private HotBookState next() {
        final int symbol = (int) (offered % symbols.length);
        final long sequence = ++offered;
        final long price = BASE_PRICE_E4 + symbol * 1_000L + sequence % 7 * TICK_E4;
        final long time = firstTimeNanos + sequence;
        state.begin("XNAS", "BENCH", symbols[symbol], sequence, 0, time, time, 4)
            .quality(Quality.OK, "", TradingState.TRADING);
        for (int level = 0; level < state.depth(); level++) {
            state.bid(price - level * TICK_E4, 100 + sequence % 900, 1 + level);
            state.ask(price + (level + 1) * TICK_E4, 200 + sequence % 700, 2 + level);
        }
        return state;
    }
}
