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

/**
 * Sends packets of one length as one datagram that the kernel cuts up (UDP generic segmentation offload), so that its
 * stack is passed once for all of them. One thread; no allocation while sending.
 *
 * <p>Source: UDP_SEGMENT of udp(7).
 */
final class SegmentingSender implements BatchSender {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentingSender.class);
    private static final int SOL_UDP = 17;
    private static final int UDP_SEGMENT = 103;
    private static final int MOST_SEGMENTS = 64;
    private static final int MOST_BYTES = 65_507;
    private static final int CACHE_LINE = 64;

    private final int socket;
    private final int packetBytes;
    private final Arena arena = Arena.ofShared();
    private final MessageHeaders header = new MessageHeaders(1, arena);
    private final long address;
    private final UnsafeBuffer buffer;
    private boolean closed;

    private SegmentingSender(final int socket, final int packets, final int packetBytes) {
        this.socket = socket;
        this.packetBytes = packetBytes;
        final MemorySegment memory = arena.allocate((long) packets * packetBytes, CACHE_LINE);
        address = memory.address();
        buffer = new UnsafeBuffer(address, packets * packetBytes);
    }

    /** Opens one; a group is sent to by the interface named. */
    static SegmentingSender open(final InetSocketAddress target, final String interfaceName, final int packets,
            final int packetBytes) throws SystemCallException {
        if (packets < 1 || packets > MOST_SEGMENTS || packetBytes < 1 || packets * packetBytes > MOST_BYTES) {
            throw new IllegalArgumentException(packets + " packets of " + packetBytes + " bytes: expected 1 to "
                + MOST_SEGMENTS + " of at most " + MOST_BYTES + " together");
        }
        final int socket = SendmmsgSender.connect(target, interfaceName);
        try {
            LinuxCalls.setOption(socket, SOL_UDP, UDP_SEGMENT, packetBytes, "UDP_SEGMENT");
        } catch (final SystemCallException e) {
            LinuxCalls.close(socket);
            throw e;
        }
        return new SegmentingSender(socket, packets, packetBytes);
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public int offset(final int packet) {
        return packet * packetBytes;
    }

    @Override
    public void length(final int packet, final int bytes) {
        if (bytes != packetBytes) {
            throw new IllegalArgumentException("packet of " + bytes + " bytes: all have " + packetBytes + " here");
        }
    }

    @Override
    public int send(final int packets) {
        header.buffer(0, address, packets * packetBytes);
        int sent = 0;
        while (sent <= 0) {
            sent = LinuxCalls.sendMany(socket, header.segment(), 1);
            if (sent < 0 && sent != -Errno.NO_BUFFERS && sent != -Errno.INTERRUPTED) {
                throw new UncheckedIOException(new SystemCallException("sendmmsg", -sent));
            }
        }
        return packets;
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
