package io.depthstream.local.check.live;

import java.util.Set;

/**
 * What a {@link LiveBookCheck} has found so far. Immutable.
 *
 * @param rounds       comparisons finished
 * @param failed       rounds that came to nothing, because no whole spin could be had
 * @param ok           books that were the venue's, of all rounds together
 * @param inconclusive books that could not be compared: flagged, moving on, or the job was behind
 * @param different    books that differed from the venue's and said that they were good, in two rounds one after the other
 * @param symbols      symbols of those, at most {@value #MOST_LISTED}
 * @param asOf         venue sequence of the last finished round; 0 before the first
 */
public record LiveCheckTotals(
    long rounds, long failed, long ok, long inconclusive, long different, Set<String> symbols, long asOf) {

    /** Most symbols named. */
    public static final int MOST_LISTED = 20;

    /** Before the first round. */
    static final LiveCheckTotals NONE = new LiveCheckTotals(0, 0, 0, 0, 0, Set.of(), 0);

    /** Takes a copy, so that the record stays as it is. */
    public LiveCheckTotals {
        symbols = Set.copyOf(symbols);
    }

    LiveCheckTotals withFailure() {
        return new LiveCheckTotals(rounds, failed + 1, ok, inconclusive, different, symbols, asOf);
    }
}
