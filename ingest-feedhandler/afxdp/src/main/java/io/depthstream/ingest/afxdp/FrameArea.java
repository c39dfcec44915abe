package io.depthstream.ingest.afxdp;

import java.lang.foreign.MemorySegment;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory that a socket's frames lie in (UMEM): this process's own, registered with the kernel. */
final class FrameArea {
    private static final Logger LOG = LoggerFactory.getLogger(FrameArea.class);
    private static final int PRIVATE = 0x02;
    private static final int ANONYMOUS = 0x20;
    private static final int POPULATE = 0x8000;
    private static final int HUGE_PAGES = 0x40000;
    private static final int MAY_BE_HUGE = 14;
    private static final int NO_FILE = -1;
    private static final long HUGE_PAGE_BYTES = 2L << 20;

    private final MemorySegment mapping;
    private final UnsafeBuffer buffer;
    private final long bytes;

    private FrameArea(final MemorySegment mapping, final long bytes) {
        this.mapping = mapping;
        this.bytes = bytes;
        buffer = new UnsafeBuffer(huge(mapping.address()), (int) bytes);
    }

    /** Takes memory for so many bytes, at most 2^30; without huge pages to spare it takes ordinary ones and says so. */
    static FrameArea take(final long bytes, final boolean hugePages) throws SystemCallException {
        if (hugePages) {
            final long whole = (bytes + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
            try {
                return new FrameArea(LinuxCalls.map(NO_FILE, whole, PRIVATE | ANONYMOUS | POPULATE | HUGE_PAGES, 0, "huge pages"), bytes);
            } catch (final SystemCallException e) {
                LOG.warn("no {} huge pages of 2 MiB for packet frames ({}): ordinary pages taken. "
                    + "Reserve them: sysctl -w vm.nr_hugepages={}", whole / HUGE_PAGE_BYTES, e.getMessage(),
                    whole / HUGE_PAGE_BYTES);
            }
        }
        return new FrameArea(ordinary(bytes), bytes);
    }

    /**
     * Ordinary memory, begun where a huge page does and offered to the kernel for huge ones of its own (transparent): a
     * packet of 1,364 bytes costs a third less to read from them. A kernel without them serves as well.
     */
    private static MemorySegment ordinary(final long bytes) throws SystemCallException {
        final MemorySegment mapping =
            LinuxCalls.map(NO_FILE, bytes + HUGE_PAGE_BYTES, PRIVATE | ANONYMOUS, 0, "memory for packet frames");
        final MemorySegment memory = mapping.asSlice(huge(mapping.address()) - mapping.address(), bytes);
        try {
            LinuxCalls.advise(memory, MAY_BE_HUGE, "huge pages where the kernel has them");
        } catch (final SystemCallException e) {
            LOG.info("packet frames lie in small pages: {}", e.getMessage());
        }
        memory.fill((byte) 0);
        return mapping;
    }

    /** The first address at or behind another at which a huge page can begin. */
    private static long huge(final long address) {
        return address + HUGE_PAGE_BYTES - 1 & -HUGE_PAGE_BYTES;
    }

    /** Where it begins. */
    long address() {
        return buffer.addressOffset();
    }

    /** Its length. */
    long bytes() {
        return bytes;
    }

    /** The same memory to read from; unusable after {@link #release}. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    void release() throws SystemCallException {
        buffer.wrap(0, 0);
        LinuxCalls.unmap(mapping);
    }
}
