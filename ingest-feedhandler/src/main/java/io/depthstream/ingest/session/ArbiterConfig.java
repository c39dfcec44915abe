package io.depthstream.ingest.session;

/**
 * Limits and policies of a {@link LineArbiter}.
 *
 * @param lines               lines merged, the recovery line included, 1 to {@value #MAX_LINES}
 * @param maxHeldPackets      packets held while a hole is open, 1 to 1,048,576
 * @param maxHeldBytes        memory for them, 65,536 to 1 GiB, taken at construction
 * @param holeDeadlineNanos   how long a hole may stay open before it is a gap, at least 0; longer where a recovery is
 *                            still at work on it
 * @param maxJump             messages that one packet alone may be ahead of all others; at least 1
 * @param sessionSilenceNanos how long a session must be silent before another one may replace it without its end having
 *                            been seen, at least 0
 * @param joinAt              where the first session begins
 * @param expectedSession     the only session taken, ten characters as sent; null takes any
 */
public record ArbiterConfig(
        int lines,
        int maxHeldPackets,
        int maxHeldBytes,
        long holeDeadlineNanos,
        long maxJump,
        long sessionSilenceNanos,
        JoinAt joinAt,
        String expectedSession) {

    /** Most lines: more than any venue has for one channel. */
    public static final int MAX_LINES = 16;
    /** Packets held by default: 40 ms of a burst of 100,000 packets a second. */
    public static final int DEFAULT_HELD_PACKETS = 4096;
    /** Bytes held by default. */
    public static final int DEFAULT_HELD_BYTES = 8 << 20;
    /** Deadline by default: well above the difference of two lines, well below what a desk would notice. */
    public static final long DEFAULT_HOLE_DEADLINE_NANOS = 20_000_000;
    /** Jump by default: some minutes of the busiest feed. */
    public static final long DEFAULT_MAX_JUMP = 1L << 24;
    /** Silence by default: two heartbeats of MoldUDP64. */
    public static final long DEFAULT_SESSION_SILENCE_NANOS = 2_000_000_000;

    /** Checks every range. */
    public ArbiterConfig {
        range("lines", lines, 1, MAX_LINES);
        range("maxHeldPackets", maxHeldPackets, 1, 1 << 20);
        range("maxHeldBytes", maxHeldBytes, 1 << 16, 1 << 30);
        range("holeDeadlineNanos", holeDeadlineNanos, 0, Long.MAX_VALUE / 2);
        range("maxJump", maxJump, 1, Long.MAX_VALUE / 2);
        range("sessionSilenceNanos", sessionSilenceNanos, 0, Long.MAX_VALUE / 2);
        if (joinAt == null) {
            throw new IllegalArgumentException("joinAt: expected FIRST_SEEN or SESSION_START, seen nothing");
        }
        if (expectedSession != null && expectedSession.length() != MoldUdp64.SESSION_LENGTH) {
            throw new IllegalArgumentException("expectedSession \"" + expectedSession
                    + "\": expected 10 characters, spaces included, as the venue sends them");
        }
    }

    /** The defaults for so many lines. */
    public static ArbiterConfig ofLines(final int lines) {
        return new ArbiterConfig(lines, DEFAULT_HELD_PACKETS, DEFAULT_HELD_BYTES, DEFAULT_HOLE_DEADLINE_NANOS,
                DEFAULT_MAX_JUMP, DEFAULT_SESSION_SILENCE_NANOS, JoinAt.FIRST_SEEN, null);
    }

    /** The same with another window. */
    public ArbiterConfig withWindow(final int packets, final int bytes) {
        return new ArbiterConfig(lines, packets, bytes, holeDeadlineNanos, maxJump, sessionSilenceNanos, joinAt,
                expectedSession);
    }

    /** The same with another hole deadline. */
    public ArbiterConfig withHoleDeadlineNanos(final long nanos) {
        return new ArbiterConfig(lines, maxHeldPackets, maxHeldBytes, nanos, maxJump, sessionSilenceNanos, joinAt,
                expectedSession);
    }

    /** The same with another largest jump. */
    public ArbiterConfig withMaxJump(final long messages) {
        return new ArbiterConfig(lines, maxHeldPackets, maxHeldBytes, holeDeadlineNanos, messages, sessionSilenceNanos,
                joinAt, expectedSession);
    }

    /** The same with another session silence. */
    public ArbiterConfig withSessionSilenceNanos(final long nanos) {
        return new ArbiterConfig(lines, maxHeldPackets, maxHeldBytes, holeDeadlineNanos, maxJump, nanos, joinAt,
                expectedSession);
    }

    /** The same with another place to join at. */
    public ArbiterConfig withJoinAt(final JoinAt place) {
        return new ArbiterConfig(lines, maxHeldPackets, maxHeldBytes, holeDeadlineNanos, maxJump, sessionSilenceNanos,
                place, expectedSession);
    }

    /** The same, taking only this session. */
    public ArbiterConfig withExpectedSession(final String session) {
        return new ArbiterConfig(lines, maxHeldPackets, maxHeldBytes, holeDeadlineNanos, maxJump, sessionSilenceNanos,
                joinAt, session);
    }

    private static void range(final String key, final long value, final long low, final long high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(key + " " + value + ": expected " + low + " to " + high);
        }
    }
}
