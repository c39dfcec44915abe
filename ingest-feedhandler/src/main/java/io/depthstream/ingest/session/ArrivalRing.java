package io.depthstream.ingest.session;

import java.util.Arrays;

/**
 * Remembers when and where recent packets came first, to tell how far another line is behind.
 *
 * <p>A table addressed by the packet's sequence: a newer packet overwrites an older one on the same place, which loses a
 * sample and nothing else. No allocation after construction; one thread.
 */
final class ArrivalRing {

    private static final int SLOTS = 4096;

    private final long[] sequences = new long[SLOTS];
    private final long[] times = new long[SLOTS];
    private final byte[] lines = new byte[SLOTS];

    void put(final long sequence, final int line, final long receiveTimeNanos) {
        final int slot = slot(sequence);
        sequences[slot] = sequence;
        times[slot] = receiveTimeNanos;
        lines[slot] = (byte) line;
    }

    /** Counts the copy of a packet that came first elsewhere; once a packet. */
    void match(final long sequence, final int line, final long receiveTimeNanos, final LineState[] states) {
        final int slot = slot(sequence);
        if (sequences[slot] != sequence || lines[slot] == line) {
            return;
        }
        final long lag = receiveTimeNanos - times[slot];
        states[lines[slot]].counters.increment(LineCounter.LEADS);
        final LineState behind = states[line];
        behind.counters.increment(LineCounter.LAGS);
        behind.counters.add(LineCounter.LAG_NANOS, lag);
        behind.counters.raise(LineCounter.LAG_MAX_NANOS, lag);
        sequences[slot] = 0;
    }

    void clear() {
        Arrays.fill(sequences, 0);
    }

    private static int slot(final long sequence) {
        return (int) ((sequence * 0x9E3779B97F4A7C15L) >>> 52);
    }
}
