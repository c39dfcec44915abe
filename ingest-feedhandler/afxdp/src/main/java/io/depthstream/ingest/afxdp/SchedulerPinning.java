package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.CpuPinning;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/** Ties threads to processors by {@code sched_setaffinity}. */
public final class SchedulerPinning implements CpuPinning {
    /** As many processors as a mask of the C library's size holds. */
    private static final int MOST_CPUS = 1024;

    /** For {@link java.util.ServiceLoader}. */
    public SchedulerPinning() {
    }

    @Override
    public void pinThisThread(final int cpu) throws UnavailableHereException {
        if (cpu < 0 || cpu >= MOST_CPUS) {
            throw new UnavailableHereException("processor " + cpu + ": expected 0 to " + (MOST_CPUS - 1));
        }
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment mask = arena.allocate(MOST_CPUS / Byte.SIZE, Long.BYTES);
            mask.set(ValueLayout.JAVA_BYTE, cpu / Byte.SIZE, (byte) (1 << cpu % Byte.SIZE));
            LinuxCalls.setAffinity(mask, "sched_setaffinity");
        } catch (final SystemCallException e) {
            throw new UnavailableHereException("processor " + cpu + " can't be used by this process ("
                + e.getMessage() + "): it may run on " + allowed(), e);
        }
    }

    /** The processors that the calling thread may run on. */
    static BitSet allowed() {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment mask = arena.allocate(MOST_CPUS / Byte.SIZE, Long.BYTES);
            LinuxCalls.getAffinity(mask);
            return BitSet.valueOf(mask.toArray(ValueLayout.JAVA_BYTE));
        } catch (final SystemCallException e) {
            return new BitSet();
        }
    }
}
