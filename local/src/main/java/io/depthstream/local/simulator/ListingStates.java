package io.depthstream.local.simulator;

import java.util.Arrays;

/** Which symbols trade now. A symbol trades when its trading state is T and the venue itself has not halted it. */
final class ListingStates {

    static final char TRADING = 'T';
    static final char HALTED = 'H';
    static final char PAUSED = 'P';
    static final char QUOTING = 'Q';

    private final char[] state;
    private final boolean[] operationalHalt;

    ListingStates(final int symbols) {
        state = new char[symbols];
        operationalHalt = new boolean[symbols];
        Arrays.fill(state, TRADING);
    }

    boolean trades(final int symbol) {
        return state[symbol] == TRADING && !operationalHalt[symbol];
    }

    char state(final int symbol) {
        return state[symbol];
    }

    void state(final int symbol, final char newState) {
        state[symbol] = newState;
    }

    void operationalHalt(final int symbol, final boolean halted) {
        operationalHalt[symbol] = halted;
    }
}
