package io.depthstream.local.simulator;

import io.depthstream.ingest.itch.ItchText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The simulated market's symbols and what does not change about them during the day: name, tick size, first price,
 * spread, how deep orders stand, and how active the symbol is.
 *
 * <p>A symbol is known inside by its index, which is its stock locate less one; locates follow the alphabet, as the
 * venue's do. Rank 0 is the most active. Immutable after construction.
 */
final class Listings {

    /** Best known names first: they get the first ranks, so that a ladder shows something familiar. */
    private static final String[] FAMILIAR = {
        "SPY", "QQQ", "AAPL", "TSLA", "NVDA", "AMD", "MSFT", "AMZN", "META", "GOOG", "NFLX", "INTC", "IWM", "BAC",
        "F", "T", "XLF", "EEM", "GE", "CSCO", "MU", "PFE", "WFC", "JPM", "XOM", "C", "KO", "DIS", "BA", "QCOM"};
    private static final int LETTERS = 26 * 26 * 26 * 26;
    /** Odd and not a multiple of 13, so that multiplying permutes the four-letter words. */
    private static final int WORD_STEP = 176_419;
    private static final int WORD_START = 90_001;

    /** The most active symbols cost some ten to some hundred dollars. */
    private static final int WELL_KNOWN = 20;

    final int count;
    /** Index of the symbol with a rank. */
    final int[] byRank;
    /** Price of one tick in units of 0.0001: 100 at or above a dollar, 1 below. */
    final int[] tickE4;
    /** First middle price in ticks, and the bounds that the price walk keeps. */
    final int[] firstTick;
    final int[] lowTick;
    final int[] highTick;
    /** Ticks from the middle to where orders begin, and mean distance of orders behind that. */
    final int[] halfSpread;
    final int[] meanDepth;

    private final String[] names;
    private final long[] packedNames;

    Listings(final int count, final SeededRandom random) {
        this.count = count;
        final String[] ranked = rankedNames(count);
        names = ranked.clone();
        Arrays.sort(names);
        byRank = new int[count];
        packedNames = new long[count];
        for (int rank = 0; rank < count; rank++) {
            final int index = Arrays.binarySearch(names, ranked[rank]);
            byRank[rank] = index;
            packedNames[index] = ItchText.pack(ranked[rank]);
        }
        tickE4 = new int[count];
        firstTick = new int[count];
        lowTick = new int[count];
        highTick = new int[count];
        halfSpread = new int[count];
        meanDepth = new int[count];
        for (int rank = 0; rank < count; rank++) {
            price(byRank[rank], rank, random);
        }
    }

    String name(final int index) {
        return names[index];
    }

    /** The name as ITCH has it: eight ASCII characters, padded with blanks, first character in the highest byte. */
    long packedName(final int index) {
        return packedNames[index];
    }

    private void price(final int index, final int rank, final SeededRandom random) {
        final int draw = rank < WELL_KNOWN ? random.between(40, 95) : random.below(100);
        final int cents;
        if (draw < 5) {
            tickE4[index] = 1;
            firstTick[index] = random.between(1_500, 9_000);
            lowTick[index] = firstTick[index] / 2;
            highTick[index] = Math.min(9_800, firstTick[index] * 2);
        } else {
            if (draw < 30) {
                cents = random.between(250, 1_000);
            } else if (draw < 80) {
                cents = random.between(1_000, 10_000);
            } else if (draw < 96) {
                cents = random.between(10_000, 40_000);
            } else {
                cents = random.between(40_000, 300_000);
            }
            tickE4[index] = 100;
            firstTick[index] = cents;
            lowTick[index] = Math.max(150, cents / 2);
            highTick[index] = cents * 2;
        }
        final int laziness = (int) (8L * rank / count);
        halfSpread[index] = (int) ((long) firstTick[index] * (1 + laziness) / 20_000) + laziness / 4;
        meanDepth[index] = 2 + 2 * halfSpread[index] + firstTick[index] / 3_000;
    }

    private static String[] rankedNames(final int count) {
        final String[] names = new String[count];
        final int familiar = Math.min(count, FAMILIAR.length);
        System.arraycopy(FAMILIAR, 0, names, 0, familiar);
        long word = WORD_START;
        for (int i = familiar; i < count; ) {
            word = (word + WORD_STEP) % LETTERS;
            final String name = word((int) word);
            if (!Arrays.asList(FAMILIAR).contains(name)) {
                names[i++] = name;
            }
        }
        return names;
    }

    private static String word(final int number) {
        final byte[] letters = new byte[4];
        int rest = number;
        for (int i = 3; i >= 0; i--) {
            letters[i] = (byte) ('A' + rest % 26);
            rest /= 26;
        }
        return new String(letters, StandardCharsets.US_ASCII);
    }
}
