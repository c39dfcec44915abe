package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.ClockReading;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/**
 * Asks the kernel for the state of its clock by {@code adjtimex}, changing nothing. It is what {@code phc2sys},
 * {@code chronyd} and the like set when they discipline the clock.
 *
 * <p>Source: struct timex in include/uapi/linux/timex.h.
 */
public final class KernelClock implements ClockReading.Reader {
    private static final int BYTES = 208;
    private static final int OFFSET = 8;
    private static final int MAX_ERROR = 24;
    private static final int STATUS = 40;
    private static final int UNSYNCHRONISED = 0x40;
    private static final int OFFSET_IN_NANOS = 0x2000;

    /** For {@link java.util.ServiceLoader}. */
    public KernelClock() {
    }

    @Override
    public ClockReading read() throws UnavailableHereException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment timex = arena.allocate(BYTES, Long.BYTES);
            LinuxCalls.clockState(timex);
            final int status = timex.get(ValueLayout.JAVA_INT, STATUS);
            final long offset = timex.get(ValueLayout.JAVA_LONG, OFFSET);
            return new ClockReading((status & UNSYNCHRONISED) == 0,
                (status & OFFSET_IN_NANOS) == 0 ? TimeUnit.MICROSECONDS.toNanos(offset) : offset,
                timex.get(ValueLayout.JAVA_LONG, MAX_ERROR));
        } catch (final SystemCallException e) {
            throw new UnavailableHereException("the kernel does not tell its clock's state: " + e.getMessage(), e);
        }
    }
}
