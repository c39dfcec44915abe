package io.depthstream.ingest.session;

/**
 * Decides whose packets count: those of the present session, of a new one that replaces it, or neither.
 *
 * <p>One rule guards against strays: while a session speaks, no other is taken. It gives way when it has ended, or has
 * said nothing, not even a heartbeat, for {@link ArbiterConfig#sessionSilenceNanos()}. No allocation after construction.
 */
final class SessionGate {

    /** Sessions remembered as over. */
    static final int MAX_PAST_SESSIONS = 8;

    /** What a packet's session is to the present one. */
    enum Verdict { CURRENT, NEW, LATE, WRONG }

    private final String expected;
    private final long silenceNanos;
    private final long[] pastHigh = new long[MAX_PAST_SESSIONS];
    private final int[] pastLow = new int[MAX_PAST_SESSIONS];
    private int pastCount;
    private boolean joined;
    private long high;
    private int low;
    private long lastHeardNanos;

    SessionGate(final ArbiterConfig config) {
        expected = config.expectedSession();
        silenceNanos = config.sessionSilenceNanos();
    }

    /** Judges a valid packet; after NEW its session is the present one. */
    Verdict check(final MoldUdp64Packet packet, final long receiveTimeNanos, final boolean ended) {
        final long packetHigh = packet.sessionHigh();
        final int packetLow = packet.sessionLow();
        if (joined && packetHigh == high && packetLow == low) {
            lastHeardNanos = Math.max(lastHeardNanos, receiveTimeNanos);
            return Verdict.CURRENT;
        }
        if (isPast(packetHigh, packetLow)) {
            return Verdict.LATE;
        }
        final boolean free = !joined || ended || receiveTimeNanos - lastHeardNanos >= silenceNanos;
        if (!free || expected != null && !expected.equals(packet.session())) {
            return Verdict.WRONG;
        }
        if (joined) {
            pastHigh[pastCount % MAX_PAST_SESSIONS] = high;
            pastLow[pastCount % MAX_PAST_SESSIONS] = low;
            pastCount++;
        }
        joined = true;
        high = packetHigh;
        low = packetLow;
        lastHeardNanos = receiveTimeNanos;
        return Verdict.NEW;
    }

    private boolean isPast(final long otherHigh, final int otherLow) {
        for (int i = Math.min(pastCount, MAX_PAST_SESSIONS) - 1; i >= 0; i--) {
            if (pastHigh[i] == otherHigh && pastLow[i] == otherLow) {
                return true;
            }
        }
        return false;
    }
}
