package io.depthstream.local.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * One UDP line: a socket, what impairs it, and who gets it. Not connected, so that a receiver may come and go; a unicast line
 * may have several, who all get the same packets, as they would from a multicast group. One thread.
 */
final class TransmitLine implements AutoCloseable {

    final ImpairedLine impaired;

    private final DatagramChannel channel;
    private final ByteBuffer out;
    private InetSocketAddress[] targets;

    private TransmitLine(final DatagramChannel channel, final InetSocketAddress target,
                         final LineImpairment impairment, final int maxPacketLength) {
        this.channel = channel;
        targets = new InetSocketAddress[] {target};
        out = ByteBuffer.allocateDirect(maxPacketLength);
        impaired = new ImpairedLine(impairment, maxPacketLength, this::transmit);
    }

    static TransmitLine open(final InetSocketAddress target, final String networkInterface,
                             final LineImpairment impairment, final int maxPacketLength) {
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET);
            if (target.getAddress().isMulticastAddress()) {
                final NetworkInterface by = NetworkInterface.getByName(networkInterface);
                if (by == null) {
                    throw new IOException("no interface is named " + networkInterface);
                }
                channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, by);
                channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            }
            return new TransmitLine(channel, target, impairment, maxPacketLength);
        } catch (final IOException e) {
            closeQuietly(channel);
            throw new UncheckedIOException("cannot send to " + target + ": " + e.getMessage(), e);
        }
    }

    /** Sends every packet from now on to one more receiver. */
    void also(final InetSocketAddress receiver) {
        targets = Arrays.copyOf(targets, targets.length + 1);
        targets[targets.length - 1] = receiver;
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private void transmit(final DirectBuffer packet, final int offset, final int length) {
        out.clear();
        packet.getBytes(offset, out, length);
        for (final InetSocketAddress target : targets) {
            out.position(0).limit(length);
            try {
                channel.send(out, target);
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot send " + length + " bytes to " + target + ": " + e.getMessage(), e);
            }
        }
    }

    private static void closeQuietly(final DatagramChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (final IOException e) {
                // Nothing is buffered in a datagram socket, so nothing can be lost by a failed close.
                return;
            }
        }
    }
}
