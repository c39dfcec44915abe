package io.depthstream.local.simulator;

import io.depthstream.ingest.session.MoldUdp64Packet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.agrona.concurrent.UnsafeBuffer;

/** Receives one line as plainly as can be: checks each packet, and keeps the messages that follow on without a hole. */
final class LoopbackReceiver implements AutoCloseable {

    final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    long packets;
    long heartbeats;
    long ends;
    long lastControlSequence;
    String session = "";
    volatile long lastSequence;
    /** Last sequence of the newest packet, whatever is missing before it. */
    volatile long highestSequence;

    private final DatagramChannel channel;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(65_536);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private final MoldUdp64Packet packet = new MoldUdp64Packet();

    LoopbackReceiver() {
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoopbackReceiver(final InetAddress group, final NetworkInterface by) throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(new InetSocketAddress(0));
        channel.join(group, by);
        channel.configureBlocking(false);
    }

    int port() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes everything that is there. */
    int poll() {
        int taken = 0;
        try {
            bytes.clear();
            while (channel.receive(bytes) != null) {
                take(bytes.position());
                taken++;
                bytes.clear();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(final int length) {
        packet.wrap(buffer, 0, length);
        if (packet.validate() != null) {
            throw new IllegalStateException("bad packet of " + length + " bytes: " + packet.validate());
        }
        session = packet.session();
        if (packet.isHeartbeat() || packet.isEndOfSession()) {
            heartbeats += packet.isHeartbeat() ? 1 : 0;
            ends += packet.isEndOfSession() ? 1 : 0;
            lastControlSequence = packet.sequence();
            return;
        }
        packets++;
        highestSequence = Math.max(highestSequence, packet.sequence() + packet.messages() - 1);
        while (packet.nextBlock()) {
            if (packet.blockSequence() == lastSequence + 1) {
                final byte[] message = new byte[packet.blockLength()];
                buffer.getBytes(packet.blockOffset(), message);
                messages.writeBytes(message);
                lastSequence++;
            }
        }
    }
}
