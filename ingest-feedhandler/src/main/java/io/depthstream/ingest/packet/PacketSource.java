package io.depthstream.ingest.packet;

import java.util.List;

/**
 * Where packets come from: sockets, captures, message files. Everything behind it is one path.
 *
 * <p>One thread polls and closes. Polling never blocks on the network and never waits for a time to come: how to idle
 * when nothing came is the caller's affair, unless the source takes it on ({@link #await}).
 */
public interface PacketSource extends AutoCloseable {

    /**
     * Hands over what is there, at most {@code packetLimit} packets.
     *
     * @param handler     called for each packet, on this thread
     * @param packetLimit at least 1
     * @return packets handed over; 0 means nothing was there now, {@link #exhausted()} tells whether more can come
     * @throws java.io.UncheckedIOException if the socket or file itself fails; never because of what packets hold
     */
    int poll(PacketHandler handler, int packetLimit);

    /** True once no packet can ever come again. A socket is exhausted only by {@link #close()}. */
    boolean exhausted();

    /** What it reads, for logs and errors, such as {@code pcap file capture.pcap} or {@code udp 127.0.0.1:26477}. */
    String describe();

    /**
     * Waits, for at most {@code limitNanos}, until there may be something to poll, where the source knows a better way to
     * wait than its caller does. Called when a poll brought nothing.
     *
     * @return true if the source has waited, or holds that there should be no waiting; false if it leaves that to its
     *     caller, which is the default
     * @throws java.io.UncheckedIOException if the socket itself fails
     */
    default boolean await(final long limitNanos) {
        return false;
    }

    /** What it counts beyond what its packets tell, for the metrics endpoint; nothing by default. */
    default List<SourceMetric> metrics() {
        return List.of();
    }

    /** Releases sockets and files; a second call does nothing. */
    @Override
    void close();
}
