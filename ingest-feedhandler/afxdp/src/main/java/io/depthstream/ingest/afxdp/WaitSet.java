package io.depthstream.ingest.afxdp;

import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/** Sleeps until one of some sockets has something to read, or a time limit. One thread; no allocation while waiting. */
final class WaitSet {
    private static final int POLL_BYTES = 8;
    private static final short READABLE = 1;

    private final MemorySegment descriptors;
    private final MemorySegment limit = Arena.ofAuto().allocate(2 * Long.BYTES, Long.BYTES);
    private final int count;

    WaitSet(final int... sockets) {
        count = sockets.length;
        descriptors = Arena.ofAuto().allocate((long) count * POLL_BYTES, Long.BYTES);
        for (int i = 0; i < count; i++) {
            descriptors.set(ValueLayout.JAVA_INT, (long) i * POLL_BYTES, sockets[i]);
            descriptors.set(ValueLayout.JAVA_SHORT, (long) i * POLL_BYTES + Integer.BYTES, READABLE);
        }
    }

    /**
     * Waits; also returns early for a signal.
     *
     * @throws UncheckedIOException if a socket can't be waited for
     */
    void await(final long nanos) {
        final long seconds = nanos / TimeUnit.SECONDS.toNanos(1);
        limit.set(ValueLayout.JAVA_LONG, 0, seconds);
        limit.set(ValueLayout.JAVA_LONG, Long.BYTES, nanos - TimeUnit.SECONDS.toNanos(seconds));
        final int ready = LinuxCalls.pollFor(descriptors, count, limit);
        if (ready < 0 && ready != -Errno.INTERRUPTED) {
            throw new UncheckedIOException(new SystemCallException("ppoll", -ready));
        }
    }
}
