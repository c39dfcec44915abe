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
    private static final int NO_FILE = -1;
    private static final long HUGE_PAGE_BYTES = 2L << 20;

    private final MemorySegment memory;
    private final UnsafeBuffer buffer;
    private final long bytes;

    private FrameArea(final MemorySegment memory, final long bytes) {
        this.memory = memory;
        this.bytes = bytes;
        buffer = new UnsafeBuffer(memory.address(), (int) bytes);
    }

    /** Takes memory for so many bytes, at most 2^30; without huge pages to spare it takes ordinary ones and says so. */
    static FrameArea take(final long bytes, final boolean hugePages) throws SystemCallException {
        final int flags = PRIVATE | ANONYMOUS | POPULATE;
        if (hugePages) {
            final long whole = (bytes + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
            try {
                return new FrameArea(LinuxCalls.map(NO_FILE, whole, flags | HUGE_PAGES, 0, "huge pages"), bytes);
            } catch (final SystemCallException e) {
                LOG.warn("no {} huge pages of 2 MiB for packet frames ({}): ordinary pages taken. "
                    + "Reserve them: sysctl -w vm.nr_hugepages={}", whole / HUGE_PAGE_BYTES, e.getMessage(),
                    whole / HUGE_PAGE_BYTES);
            }
        }
        return new FrameArea(LinuxCalls.map(NO_FILE, bytes, flags, 0, "memory for packet frames"), bytes);
    }

    /** Where it begins. */
    long address() {
        return memory.address();
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
        LinuxCalls.unmap(memory);
    }
}
