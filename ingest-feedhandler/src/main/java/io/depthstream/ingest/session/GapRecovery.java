package io.depthstream.ingest.session;

/**
 * Fetches what no line has brought. Its answers come back to the arbiter as packets on a line of their own.
 *
 * <p>Called on the polling thread, while a packet is being handled: an implementation notes the range and returns.
 */
public interface GapRecovery {

    /** Recovers nothing: a hole that the lines do not fill becomes a gap. */
    GapRecovery NONE = (session, begin, end) -> {
    };

    /**
     * A hole has opened, or has grown by this range.
     *
     * @param begin first missing number
     * @param end   one past the last missing number
     */
    void missing(String session, long begin, long end);

    /**
     * The range is no longer wanted: a line filled it, or the arbiter gave it up. It may be part of a range named
     * missing, or reach over several.
     */
    default void closed(final String session, final long begin, final long end) {
    }

    /**
     * Whether any of these numbers is still being asked for. While it is, the arbiter does not declare the hole a gap, so
     * an implementation must set itself a deadline.
     */
    default boolean pursuing(final String session, final long begin, final long end) {
        return false;
    }
}
