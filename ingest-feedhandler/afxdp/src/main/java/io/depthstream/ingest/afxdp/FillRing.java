package io.depthstream.ingest.afxdp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The ring by which this process gives the kernel frames to fill. This side produces, the kernel consumes.
 *
 * <p>It has a place for every frame of the memory area, so it can never be full: a frame is in it, in the receive ring,
 * or on its way. One thread; no allocation.
 */
final class FillRing {
    private static final int NEEDS_WAKE_UP = 1;
    private static final VarHandle COUNTER = ValueLayout.JAVA_INT.varHandle();
    private static final ValueLayout.OfLong ADDRESS = ValueLayout.JAVA_LONG;

    private final MemorySegment producer;
    private final MemorySegment flags;
    private final MemorySegment addresses;
    private final int mask;
    private int next;

    /**
     * Over memory shared with the kernel, or with what plays it in a test.
     *
     * @param producer  32 bits: how many were given, modulo 2^32
     * @param flags     32 bits, written by the kernel
     * @param addresses eight bytes a place, as many places as a power of two
     */
    FillRing(final MemorySegment producer, final MemorySegment flags, final MemorySegment addresses) {
        this.producer = producer;
        this.flags = flags;
        this.addresses = addresses;
        mask = RingSize.mask(addresses.byteSize() / Long.BYTES);
        next = (int) COUNTER.getAcquire(producer, 0L);
    }

    /** Puts a frame in; the kernel sees it at {@link #publish}. */
    void give(final long address) {
        addresses.set(ADDRESS, (long) (next & mask) * Long.BYTES, address);
        next++;
    }

    /** Shows the kernel what was given. */
    void publish() {
        COUNTER.setRelease(producer, 0L, next);
    }

    /** Whether the kernel has stopped receiving until it is asked to go on. */
    boolean needsWakeUp() {
        return ((int) COUNTER.getAcquire(flags, 0L) & NEEDS_WAKE_UP) != 0;
    }
}
