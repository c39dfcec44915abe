package io.depthstream.jobs.hot;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/** States for tests, every field of which follows from the sequence. */
final class Books {

    static final String SESSION = "000012";
    static final long DAY = 1_580_342_400_000_000_000L;

    private Books() {}

    static HotBookState state(final String symbol, final long sequence) {
        return fill(new HotBookState(3), symbol, sequence);
    }

    static HotBookState fill(final HotBookState state, final String symbol, final long sequence) {
        state.begin("XNAS", SESSION, symbol, sequence, 0, DAY + sequence, DAY + sequence + 1_000, 4)
                .quality(Quality.OK, "", TradingState.TRADING);
        for (int level = 0; level < 3; level++) {
            state.bid(sequence * 10 - level, sequence + level, level + 1);
            state.ask(sequence * 10 + 1 + level, sequence + level, level + 2);
        }
        return state;
    }

    /** Whether every field follows from the sequence: nothing of another state is mixed in. */
    static boolean whole(final HotBookState state) {
        boolean whole = state.venueTimeNanos() == DAY + state.sequence()
                && state.receiveTimeNanos() == DAY + state.sequence() + 1_000
                && state.bidLevels() == 3
                && state.askLevels() == 3;
        for (int level = 0; whole && level < 3; level++) {
            whole = state.bidPrice(level) == state.sequence() * 10 - level
                    && state.askPrice(level) == state.sequence() * 10 + 1 + level
                    && state.bidShares(level) == state.sequence() + level
                    && state.askShares(level) == state.sequence() + level;
        }
        return whole;
    }
}
