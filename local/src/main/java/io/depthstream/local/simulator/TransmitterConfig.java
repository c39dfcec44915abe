package io.depthstream.local.simulator;

import io.depthstream.ingest.session.MoldUdp64;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * How a {@link LineTransmitter} sends. Immutable.
 *
 * @param session               MoldUDP64 session, 1 to 10 characters
 * @param lineA                 where line A goes: a unicast address or a multicast group, and a port
 * @param lineB                 where line B goes
 * @param networkInterface      name of the interface for multicast, such as {@code eth1}; empty for unicast
 * @param messagesPerSecond     planned rate, at least 1
 * @param maxPacketLength       longest packet, {@value #MIN_PACKET_LENGTH} to 65,507 bytes; 1,400 stays within Ethernet
 * @param windowPackets         with flow control, most packets sent beyond what the receiver has taken
 * @param windowStallNanos      a receiver that takes nothing for so long is sent one packet more
 * @param heartbeatNanos        a line that is silent for so long gets a heartbeat
 * @param endOfSessionPackets   how often the end of session is told, at least 1
 * @param endOfSessionNanos     time between two of those
 * @param impairmentA           what happens to line A
 * @param impairmentB           what happens to line B
 */
public record TransmitterConfig(
    String session,
    InetSocketAddress lineA,
    InetSocketAddress lineB,
    String networkInterface,
    long messagesPerSecond,
    int maxPacketLength,
    int windowPackets,
    long windowStallNanos,
    long heartbeatNanos,
    int endOfSessionPackets,
    long endOfSessionNanos,
    LineImpairment impairmentA,
    LineImpairment impairmentB) {

    /** A header and one of the longest ITCH messages. */
    public static final int MIN_PACKET_LENGTH =
        MoldUdp64.HEADER_LENGTH + MoldUdp64.BLOCK_LENGTH_BYTES + MarketSimulator.MAX_MESSAGE_LENGTH;
    /** So many full packets fit a socket's default receive buffer on Linux (208 KiB), its bookkeeping included. */
    public static final int DEFAULT_WINDOW_PACKETS = 64;
    /** The fastest rate a schedule in nanoseconds can keep. */
    public static final long MAX_MESSAGES_PER_SECOND = 1_000_000_000L;

    /** Most packets a receiver may be behind. */
    static final int MAX_WINDOW_PACKETS = 1 << 20;

    /** Checks every value; a message says what was expected and what was given. */
    public TransmitterConfig {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(networkInterface, "networkInterface");
        Objects.requireNonNull(impairmentA, "impairmentA");
        Objects.requireNonNull(impairmentB, "impairmentB");
        require(!session.isEmpty() && session.length() <= MoldUdp64.SESSION_LENGTH,
            "session must have 1 to " + MoldUdp64.SESSION_LENGTH + " characters, not \"" + session + "\"");
        address("lineA", lineA, networkInterface);
        address("lineB", lineB, networkInterface);
        range("messagesPerSecond", messagesPerSecond, 1, MAX_MESSAGES_PER_SECOND);
        range("maxPacketLength", maxPacketLength, MIN_PACKET_LENGTH, MoldUdp64.MAX_PACKET_LENGTH);
        range("windowPackets", windowPackets, 1, MAX_WINDOW_PACKETS);
        range("windowStallNanos", windowStallNanos, 1, Long.MAX_VALUE);
        range("heartbeatNanos", heartbeatNanos, 1, Long.MAX_VALUE);
        range("endOfSessionPackets", endOfSessionPackets, 1, 1_000);
        range("endOfSessionNanos", endOfSessionNanos, 0, Long.MAX_VALUE);
    }

    /** Two ports of this machine, unimpaired, heartbeats each second, five ends of session 20 ms apart. */
    public static TransmitterConfig loopback(final int portA, final int portB, final long messagesPerSecond) {
        final InetAddress loopback = InetAddress.getLoopbackAddress();
        return new TransmitterConfig("SIM0000001", new InetSocketAddress(loopback, portA),
            new InetSocketAddress(loopback, portB), "", messagesPerSecond, 1_400, DEFAULT_WINDOW_PACKETS, 200_000_000L,
            1_000_000_000L, 5, 20_000_000L, LineImpairment.NONE, LineImpairment.NONE);
    }

    /** The same with another session name. */
    public TransmitterConfig withSession(final String newSession) {
        return new TransmitterConfig(newSession, lineA, lineB, networkInterface, messagesPerSecond, maxPacketLength,
            windowPackets, windowStallNanos, heartbeatNanos, endOfSessionPackets, endOfSessionNanos, impairmentA,
            impairmentB);
    }

    /** The same to other addresses; the interface is needed for multicast groups and empty otherwise. */
    public TransmitterConfig withLines(final InetSocketAddress newA, final InetSocketAddress newB,
                                       final String newInterface) {
        return new TransmitterConfig(session, newA, newB, newInterface, messagesPerSecond, maxPacketLength,
            windowPackets, windowStallNanos, heartbeatNanos, endOfSessionPackets, endOfSessionNanos, impairmentA,
            impairmentB);
    }

    /** The same with other limits of flow control. */
    public TransmitterConfig withWindow(final int newPackets, final long newStallNanos) {
        return new TransmitterConfig(session, lineA, lineB, networkInterface, messagesPerSecond, maxPacketLength,
            newPackets, newStallNanos, heartbeatNanos, endOfSessionPackets, endOfSessionNanos, impairmentA, impairmentB);
    }

    /** The same with other times of heartbeats and ends of session. */
    public TransmitterConfig withTimes(final long newHeartbeatNanos, final int newEndPackets, final long newEndNanos) {
        return new TransmitterConfig(session, lineA, lineB, networkInterface, messagesPerSecond, maxPacketLength,
            windowPackets, windowStallNanos, newHeartbeatNanos, newEndPackets, newEndNanos, impairmentA, impairmentB);
    }

    /** The same with impaired lines. */
    public TransmitterConfig withImpairments(final LineImpairment onA, final LineImpairment onB) {
        return new TransmitterConfig(session, lineA, lineB, networkInterface, messagesPerSecond, maxPacketLength,
            windowPackets, windowStallNanos, heartbeatNanos, endOfSessionPackets, endOfSessionNanos, onA, onB);
    }

    private static void address(final String name, final InetSocketAddress address, final String networkInterface) {
        Objects.requireNonNull(address, name);
        require(!address.isUnresolved(), name + " " + address.getHostString() + " is no known host: give an address");
        require(address.getPort() > 0, name + " needs a port from 1 to 65535, not " + address.getPort());
        require(!address.getAddress().isMulticastAddress() || !networkInterface.isEmpty(),
            name + " " + address + " is a multicast group: name the interface to send by");
    }

    private static void range(final String name, final long value, final long least, final long most) {
        require(value >= least && value <= most, name + " must be from " + least + " to " + most + ", not " + value);
    }

    private static void require(final boolean condition, final String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
