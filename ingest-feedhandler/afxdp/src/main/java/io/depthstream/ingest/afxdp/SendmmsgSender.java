package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.BatchSender;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends by {@code sendmmsg} from a connected socket. One thread; no allocation while sending. */
final class SendmmsgSender implements BatchSender {
    private static final Logger LOG = LoggerFactory.getLogger(SendmmsgSender.class);
    private static final int IPPROTO_IP = 0;
    private static final int IP_MULTICAST_IF = 32;
    private static final int SOL_SOCKET = 1;
    private static final int SO_SEND_BUFFER_FORCE = 32;
    private static final int SEND_BUFFER_BYTES = 8 << 20;
    private static final int CACHE_LINE = 64;
    private static final int MOST_PACKETS = 1024;
    private static final int MOST_BYTES = 65_507;

    private final int socket;
    private final Arena arena = Arena.ofShared();
    private final MessageHeaders headers;
    private final UnsafeBuffer buffer;
    private final long address;
    private final int stride;
    private boolean closed;

    private SendmmsgSender(final int socket, final int packets, final int packetBytes) {
        this.socket = socket;
        stride = (packetBytes + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
        final MemorySegment memory = arena.allocate((long) packets * stride, CACHE_LINE);
        address = memory.address();
        buffer = new UnsafeBuffer(address, packets * stride);
        headers = new MessageHeaders(packets, arena);
    }

    /** Opens one; a group is sent to by the interface named. */
    static SendmmsgSender open(final InetSocketAddress target, final String interfaceName, final int packets,
            final int packetBytes) throws SystemCallException {
        if (packets < 1 || packets > MOST_PACKETS || packetBytes < 1 || packetBytes > MOST_BYTES) {
            throw new IllegalArgumentException(packets + " packets of " + packetBytes + " bytes: expected 1 to "
                + MOST_PACKETS + " of 1 to " + MOST_BYTES);
        }
        return new SendmmsgSender(connect(target, interfaceName), packets, packetBytes);
    }

    /** Opens a socket that sends to one address or group. */
    static int connect(final InetSocketAddress target, final String interfaceName) throws SystemCallException {
        final int socket = LinuxCalls.socket(SocketAddresses.AF_INET, SocketAddresses.DATAGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            LinuxCalls.setOption(socket, SOL_SOCKET, SO_SEND_BUFFER_FORCE, SEND_BUFFER_BYTES, "SO_SNDBUFFORCE");
            if (target.getAddress().isMulticastAddress()) {
                LinuxCalls.setOption(socket, IPPROTO_IP, IP_MULTICAST_IF, SocketAddresses.membership(new byte[4],
                    LinuxCalls.interfaceIndex(interfaceName), arena), "IP_MULTICAST_IF");
            }
            LinuxCalls.connect(socket, SocketAddresses.of(target, arena), "connect to " + target);
            return socket;
        } catch (final SystemCallException e) {
            LinuxCalls.close(socket);
            throw e;
        }
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset(final int packet) {
        return packet * stride;
    }

    @Override
    public void length(final int packet, final int bytes) {
        headers.buffer(packet, address + offset(packet), bytes);
    }

    @Override
    public int send(final int packets) {
        int sent = 0;
        while (sent < packets) {
            final MemorySegment rest = headers.segment().asSlice((long) sent * MessageHeaders.HEADER_BYTES);
            final int now = LinuxCalls.sendMany(socket, rest, packets - sent);
            if (now < 0 && now != -Errno.NO_BUFFERS && now != -Errno.INTERRUPTED) {
                throw new UncheckedIOException(new SystemCallException("sendmmsg", -now));
            }
            sent += Math.max(0, now);
        }
        return sent;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            LinuxCalls.close(socket);
        } catch (final SystemCallException e) {
            LOG.warn("a sender did not close cleanly: {}", e.getMessage());
        }
        arena.close();
    }
}
