package io.depthstream.ingest.packet;

import org.agrona.MutableDirectBuffer;

/** Sends several UDP packets with one system call. One thread; allocates nothing. */
public interface BatchSender extends AutoCloseable {

    /** Where to write a packet: its room begins at {@link #offset}. */
    MutableDirectBuffer buffer();

    /** Where the room of a packet begins. */
    int offset(int packet);

    /** Says how long a packet is; holds until it is said again. */
    void length(int packet, int bytes);

    /**
     * Sends the first packets, in order; waits where the kernel has no room for them.
     *
     * @return how many were sent, which is all
     * @throws java.io.UncheckedIOException if the socket fails
     */
    int send(int packets);

    @Override
    void close();
}
