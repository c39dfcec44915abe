package io.depthstream.ingest.packet;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;

/**
 * Two network namespaces joined by one wire (a veth pair), a venue's and a receiver's, for demonstrations, benchmarks and
 * tests: real interfaces and real multicast that touch nothing of the machine's own network. What a killed process left
 * behind is swept when the next one is made.
 *
 * <p>Any thread. Sockets opened inside stay inside and may be used from any thread.
 */
public interface PrivateNetwork extends AutoCloseable {
    /** The venue's interface. */
    String VENUE_INTERFACE = "venue0";
    /** The receiver's interface. */
    String FEED_INTERFACE = "feed0";
    /** The venue's address. */
    String VENUE_ADDRESS = "10.99.0.1";
    /** The receiver's address. */
    String FEED_ADDRESS = "10.99.0.2";

    /** Makes private networks; found by {@link NativeServices#find}. */
    @FunctionalInterface
    interface Maker {
        /**
         * Makes one.
         *
         * @param queues receive and transmit queues of each interface, 1 to 16
         * @throws UnavailableHereException without root or iproute2
         */
        PrivateNetwork make(int queues) throws UnavailableHereException;
    }

    /** Runs something on a thread in the venue's namespace and waits for it. */
    <T> T inVenue(Callable<T> work) throws Exception;

    /** Runs something on a thread in the receiver's namespace and waits for it. */
    <T> T inFeed(Callable<T> work) throws Exception;

    /** Name of the receiver's namespace, as {@code ip netns} knows it. */
    String feedNamespace();

    /**
     * A sender of many packets a system call, from the venue to an address or group.
     *
     * @param packets     packets a call, 1 to 1024
     * @param packetBytes room for each, 1 to 65,507
     */
    BatchSender sender(InetSocketAddress target, int packets, int packetBytes) throws Exception;

    /**
     * The same for packets of one length, which the kernel cuts out of one large datagram: faster, for those who measure
     * receivers.
     *
     * @param packets     packets a call, 1 to 64, at most 65,507 bytes together
     * @param packetBytes length of each
     */
    BatchSender segmentingSender(InetSocketAddress target, int packets, int packetBytes) throws Exception;

    /**
     * A sender that the kernel runs: faster than {@link #segmentingSender}, because no socket and no stack is passed
     * (docs/decisions/0051).
     *
     * @param group       where to: an IPv4 multicast group
     * @param packets     how many different ones are sent in turn, a power of two up to 4096
     * @param packetBytes length of each, more than {@link RateSender#TRAILER_BYTES}, at most 1,472
     */
    RateSender rateSender(InetSocketAddress group, int packets, int packetBytes) throws Exception;

    /** Removes both namespaces with all that is in them. A second call does nothing. */
    @Override
    void close();
}
