package io.depthstream.ingest.packet;

/**
 * Where packets come from: sockets, captures, message files. Everything behind it is one path.
 *
 * <p>One thread polls and closes. Polling never blocks on the network and never waits for a time to come: how to idle
 * when nothing came is the caller's affair.
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

    /** Releases sockets and files; a second call does nothing. */
    @Override
    void close();
}
