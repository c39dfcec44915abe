package io.depthstream.ingest.packet;

/** Ties threads to processors; found by {@link NativeServices#find}. */
public interface CpuPinning {

    /**
     * Lets the calling thread run on one processor only, from now on.
     *
     * @param cpu number of the processor, from 0
     * @throws UnavailableHereException if there is no such processor, or this process may not use it
     */
    void pinThisThread(int cpu) throws UnavailableHereException;
}
