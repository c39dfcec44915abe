package io.depthstream.local.simulator;

/** Match numbers, increasing by one, and the last printed ones, of which a few are broken later. One thread. */
final class Prints {

    private static final int REMEMBERED = 64;

    private final long[] recent = new long[REMEMBERED];
    private final int[] recentLocate = new int[REMEMBERED];
    private long last;
    private int place;

    /** The next match number, of a print in the symbol with a stock locate. */
    long printed(final int locate) {
        recent[place] = ++last;
        recentLocate[place] = locate;
        place = (place + 1) & (REMEMBERED - 1);
        return last;
    }

    /** The next match number, of an execution that the cross prints. */
    long unprinted() {
        return ++last;
    }

    /** The place of a print to break, or -1 where none is remembered. */
    int toBreak(final SeededRandom random) {
        final int start = random.below(REMEMBERED);
        for (int i = 0; i < REMEMBERED; i++) {
            final int candidate = (start + i) & (REMEMBERED - 1);
            if (recent[candidate] != 0) {
                return candidate;
            }
        }
        return -1;
    }

    int locate(final int remembered) {
        return recentLocate[remembered];
    }

    /** Takes a remembered print's match number, so that none is broken twice. */
    long take(final int remembered) {
        final long match = recent[remembered];
        recent[remembered] = 0;
        return match;
    }
}
