package io.depthstream.jobs.book.state;

/**
 * When the base of a symbol is rewritten instead of appending one more delta.
 *
 * <p>Once the deltas are as large as the base (and not tiny) or too many, a rewrite is <em>due</em>; it is done while
 * the flush's budget lasts, so that many symbols due at once do not make one barrier slow. At {@link #HARD_FACTOR}
 * times the limits it is done in any case: state and restore time stay bounded.
 */
public final class FlushLimits {

    /** Below this many bytes of deltas no rewrite is due for their size. */
    public static final long MIN_DELTA_BYTES = 2_048;

    /** With this many deltas a rewrite is due whatever their size. */
    public static final int MAX_DELTAS = 64;

    /** Past a limit this many times, the budget no longer matters. */
    public static final int HARD_FACTOR = 4;

    /** Bytes of due rewrites in one flush: about a millisecond of writing. */
    public static final long BASE_BYTES_PER_FLUSH = 1L << 20;

    private FlushLimits() {}

    /** Whether a rewrite is due. */
    public static boolean due(final int deltas, final long deltaBytes, final long baseBytes) {
        return past(deltas, deltaBytes, baseBytes, 1);
    }

    /** Whether a rewrite can't wait. */
    public static boolean overdue(final int deltas, final long deltaBytes, final long baseBytes) {
        return past(deltas, deltaBytes, baseBytes, HARD_FACTOR);
    }

    private static boolean past(final int deltas, final long deltaBytes, final long baseBytes, final int factor) {
        return deltas >= factor * MAX_DELTAS || deltaBytes > factor * Math.max(MIN_DELTA_BYTES, baseBytes);
    }
}
