package io.depthstream.ingest.packet;

/**
 * Opens packet sources of one kind that this module does not hold itself; found by {@link java.util.ServiceLoader}. Where
 * such a source can't be had, {@link NioPacketSource} takes its place.
 */
public interface PacketSourceProvider {

    /** The kind, as {@code source.kind} names it. */
    String kind();

    /**
     * Opens a source for the lines. The thread that calls need not be the one that polls.
     *
     * @throws UnavailableHereException if it can't be had on this machine; nothing stays open
     * @throws IllegalArgumentException if an address, interface or option is wrong; nothing stays open
     */
    PacketSource open(SourceRequest request) throws UnavailableHereException;
}
