package io.depthstream.jobs.book.state;

/**
 * When a base is rewritten instead of appending one more delta.
 *
 * <p>Once the deltas are so many times as large as the base (and not tiny) or too many, a rewrite is <em>due</em>; it is
 * done while the budget lasts, so that many due at once do not make one barrier slow. At {@link #HARD_FACTOR}
 * times the limits it is done in any case: state and restore time stay bounded.
 *
 * @param maxDeltas         with so many deltas a rewrite is due whatever their size
 * @param minDeltaBytes     below so many bytes of deltas no rewrite is due for their size
 * @param basesOfDeltas     a rewrite is due when the deltas are larger than the base so many times
 * @param baseBytesPerFlush bytes of due rewrites from one flush to the next
 */
public record FlushLimits(int maxDeltas, long minDeltaBytes, int basesOfDeltas, long baseBytesPerFlush) {

    /** Of one symbol. */
    public static final FlushLimits OF_A_SYMBOL = new FlushLimits(64, 2_048, 1, 1L << 20);

    /** Of the symbols of a key group together: a base is of them all, so it is rewritten for their bytes rather than their number. */
    public static final FlushLimits OF_A_KEY_GROUP = new FlushLimits(256, 16_384, 2, 1L << 19);

    /** Past a limit this many times, the budget no longer matters. */
    public static final int HARD_FACTOR = 4;

    /** Whether a rewrite is due. */
    public boolean due(final int deltas, final long deltaBytes, final long baseBytes) {
        return past(deltas, deltaBytes, baseBytes, 1);
    }

    /** Whether a rewrite can't wait. */
    public boolean overdue(final int deltas, final long deltaBytes, final long baseBytes) {
        return past(deltas, deltaBytes, baseBytes, HARD_FACTOR);
    }

    private boolean past(final int deltas, final long deltaBytes, final long baseBytes, final int factor) {
        return deltas >= factor * maxDeltas || deltaBytes > factor * Math.max(minDeltaBytes, basesOfDeltas * baseBytes);
    }
}
