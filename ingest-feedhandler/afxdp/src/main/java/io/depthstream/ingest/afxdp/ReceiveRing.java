package io.depthstream.ingest.afxdp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The ring by which the kernel hands received frames over. The kernel produces, this side consumes.
 *
 * <p>Counters run on over 2^32 and back to 0; only their difference counts. The kernel's counter is read again only when
 * what was seen of it is used up, because each read may take a cache line from another core. One thread; no allocation.
 */
final class ReceiveRing {
    /** Bytes of struct xdp_desc: address (8), length (4), options (4). */
    static final int DESCRIPTOR_BYTES = 16;

    private static final VarHandle COUNTER = ValueLayout.JAVA_INT.varHandle();
    private static final ValueLayout.OfLong ADDRESS = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt LENGTH = ValueLayout.JAVA_INT;
    private static final int LENGTH_OFFSET = 8;

    private final MemorySegment producer;
    private final MemorySegment consumer;
    private final MemorySegment descriptors;
    private final int mask;
    private int seen;
    private int taken;

    /**
     * Over memory shared with the kernel, or with what plays it in a test.
     *
     * @param producer    32 bits: how many the kernel has handed over, modulo 2^32
     * @param consumer    32 bits: how many were taken
     * @param descriptors sixteen bytes a place, as many places as a power of two
     */
    ReceiveRing(final MemorySegment producer, final MemorySegment consumer, final MemorySegment descriptors) {
        this.producer = producer;
        this.consumer = consumer;
        this.descriptors = descriptors;
        mask = RingSize.mask(descriptors.byteSize() / DESCRIPTOR_BYTES);
        taken = (int) COUNTER.getAcquire(consumer, 0L);
        seen = taken;
    }

    /** How many frames may be taken now, at most {@code limit}. */
    int available(final int limit) {
        int ready = seen - taken;
        if (ready == 0) {
            seen = (int) COUNTER.getAcquire(producer, 0L);
            ready = seen - taken;
        }
        return Math.min(ready, limit);
    }

    /** Where the data of the {@code index}th available frame begins, counted from the start of the memory area. */
    long address(final int index) {
        return descriptors.get(ADDRESS, place(index));
    }

    /** Bytes of the {@code index}th available frame. */
    int length(final int index) {
        return descriptors.get(LENGTH, place(index) + LENGTH_OFFSET);
    }

    private long place(final int index) {
        return (long) (taken + index & mask) * DESCRIPTOR_BYTES;
    }

    /** Gives the places of the first {@code count} available frames back. */
    void release(final int count) {
        taken += count;
        COUNTER.setRelease(consumer, 0L, taken);
    }
}
