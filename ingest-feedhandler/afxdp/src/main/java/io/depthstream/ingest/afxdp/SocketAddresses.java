package io.depthstream.ingest.afxdp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/** IPv4 socket addresses as the kernel has them: struct sockaddr_in. */
final class SocketAddresses {
    /** The address family. */
    static final int AF_INET = 2;
    /** A UDP socket. */
    static final int DATAGRAM = 2;
    static final int BYTES = 16;

    private static final ValueLayout.OfShort NETWORK_SHORT =
        ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int PORT = 2;
    private static final int ADDRESS = 4;

    private SocketAddresses() {
    }

    static MemorySegment of(final InetSocketAddress address, final Arena arena) {
        final MemorySegment segment = arena.allocate(BYTES, Integer.BYTES);
        segment.set(ValueLayout.JAVA_SHORT, 0, (short) AF_INET);
        segment.set(NETWORK_SHORT, PORT, (short) address.getPort());
        MemorySegment.copy(address.getAddress().getAddress(), 0, segment, ValueLayout.JAVA_BYTE, ADDRESS, 4);
        return segment;
    }

    static int portOf(final MemorySegment address) {
        return address.get(NETWORK_SHORT, PORT) & 0xffff;
    }

    /** An {@code ip_mreqn}: a group, and the interface by its index. */
    static MemorySegment membership(final byte[] group, final int interfaceIndex, final Arena arena) {
        final MemorySegment segment = arena.allocate(12, Integer.BYTES);
        MemorySegment.copy(group, 0, segment, ValueLayout.JAVA_BYTE, 0, group.length);
        segment.set(ValueLayout.JAVA_INT, 8, interfaceIndex);
        return segment;
    }
}
