package io.depthstream.ingest.afxdp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An array of {@code struct mmsghdr} with one buffer each, for {@code recvmmsg} and {@code sendmmsg}. One thread; no
 * allocation after construction.
 *
 * <p>Source: struct msghdr, iovec and mmsghdr of Linux on 64 bits.
 */
final class MessageHeaders {
    /** Bytes of a header. */
    static final int HEADER_BYTES = 64;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int LENGTH = 56;
    private static final int VECTOR_BYTES = 16;
    private static final int VECTOR_LENGTH = 8;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final MemorySegment headers;
    private final MemorySegment vectors;

    MessageHeaders(final int count, final Arena arena) {
        headers = arena.allocate((long) count * HEADER_BYTES, Long.BYTES);
        vectors = arena.allocate((long) count * VECTOR_BYTES, Long.BYTES);
        for (int i = 0; i < count; i++) {
            headers.set(LONG, at(i) + VECTOR, vectors.address() + (long) i * VECTOR_BYTES);
            headers.set(LONG, at(i) + VECTOR_COUNT, 1);
        }
    }

    private static long at(final int index) {
        return (long) index * HEADER_BYTES;
    }

    MemorySegment segment() {
        return headers;
    }

    /** Says where a message lies and how long it is, or may be. */
    void buffer(final int index, final long address, final int length) {
        vectors.set(LONG, (long) index * VECTOR_BYTES, address);
        vectors.set(LONG, (long) index * VECTOR_BYTES + VECTOR_LENGTH, length);
    }

    /** Says where control messages go; the kernel overwrites their length, so say it before each receive. */
    void control(final int index, final long address, final int length) {
        headers.set(LONG, at(index) + CONTROL, address);
        headers.set(LONG, at(index) + CONTROL_LENGTH, length);
    }

    /** Bytes of control messages received. */
    int controlLength(final int index) {
        return (int) headers.get(LONG, at(index) + CONTROL_LENGTH);
    }

    /** Bytes received. */
    int length(final int index) {
        return headers.get(INT, at(index) + LENGTH);
    }

    int flags(final int index) {
        return headers.get(INT, at(index) + FLAGS);
    }
}
