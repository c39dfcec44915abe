package io.depthstream.local.simulator;

/**
 * Keeps the day's mix of message types near that of 30 January 2020 (423,285,708 messages): replaces 8.7 %,
 * executions 2.0 %, cancels 1.2 %, everything that is no order message 1.9 %, and the remaining 86.2 % adds and
 * deletes, whose balance follows from the wanted number of live orders.
 *
 * <p>Opening, crosses and halts each favour some types; so the chance of a type rises while it is behind its share
 * and falls while it is ahead. Chances are out of {@value #SCALE}. One thread; allocates nothing.
 */
final class MessageMix {

    /** Chances are numerators over this. */
    static final int SCALE = 1 << 20;

    static final double REPLACES = 0.087;
    static final double EXECUTIONS = 0.020;
    static final double CANCELS = 0.012;
    static final double OTHERS = 0.019;

    private static final int PER_MILLION = 1_000_000;
    private static final int REPLACES_PPM = 87_000;
    private static final int EXECUTIONS_PPM = 20_000;
    private static final int CANCELS_PPM = 12_000;
    private static final int OTHERS_PPM = 19_000;
    /** Chance of a non-displayed trade before correction; indicators and status messages are the rest of the others. */
    private static final int TRADES_PPM = 9_500;

    private final long messages;
    private final ItchWriter written;

    /** Upper bounds of the ranges of a draw from 0 to SCALE − 1. */
    int replaceBelow;
    int cancelBelow;
    int executeBelow;
    int tradeBelow;

    MessageMix(final long messages, final ItchWriter written) {
        this.messages = messages;
        this.written = written;
    }

    /**
     * Sets the chances anew from what was written so far.
     *
     * @param sent      messages written so far
     * @param busyness  of trading, 0 to 8: 8 in continuous trading
     */
    void retune(final long sent, final int busyness) {
        final long replaces = written.written('U');
        final long cancels = written.written('X');
        final long executions = written.written('E') + written.written('C');
        final long others = sent - replaces - cancels - executions
            - written.written('A') - written.written('F') - written.written('D');
        replaceBelow = chance(REPLACES_PPM, REPLACES_PPM, replaces, sent);
        cancelBelow = replaceBelow + chance(CANCELS_PPM, CANCELS_PPM, cancels, sent);
        executeBelow = cancelBelow + chance(EXECUTIONS_PPM, EXECUTIONS_PPM, executions, sent) * busyness / 8;
        tradeBelow = executeBelow + chance(OTHERS_PPM, TRADES_PPM, others, sent) * busyness / 8;
    }

    private int chance(final int sharePpm, final int basePpm, final long count, final long sent) {
        final long base = (long) basePpm * SCALE / PER_MILLION;
        final long behind = (long) ((double) sent * sharePpm / PER_MILLION) - count;
        final long reach = (long) ((double) messages * sharePpm / PER_MILLION / 64) + 16;
        final long boost = Math.max(-base * 9 / 10, Math.min(base * 3 / 2, base * behind / reach));
        return (int) (base + boost);
    }
}
