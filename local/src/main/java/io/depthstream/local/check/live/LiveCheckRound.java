package io.depthstream.local.check.live;

/**
 * What one round of a {@link LiveBookCheck} found. Immutable.
 *
 * @param asOf         venue sequence that books were compared at
 * @param ok           books that were the venue's
 * @param inconclusive books that could not be compared, and first differences
 * @param different    books that differed for the second time in a row
 */
public record LiveCheckRound(long asOf, long ok, long inconclusive, long different) {

    /** Before the first. */
    static final LiveCheckRound NONE = new LiveCheckRound(0, 0, 0, 0);

    @Override
    public String toString() {
        return "books as of sequence %,d: %,d ok, %,d inconclusive, %,d different".formatted(asOf, ok, inconclusive, different);
    }
}
