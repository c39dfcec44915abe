package io.depthstream.ingest.afxdp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Switches generic receive offload on. A veth interface takes frames that another program redirects to it only with that,
 * or with a program of its own; on UDP packets to a plain socket it has no other effect.
 *
 * <p>Source: SIOCETHTOOL and struct ethtool_value of include/uapi/linux/ethtool.h.
 */
final class ReceiveOffload {
    private static final int SIOCETHTOOL = 0x8946;
    private static final int SET_GENERIC_RECEIVE_OFFLOAD = 0x2c;
    private static final int REQUEST_BYTES = 40;
    private static final int REQUEST_DATA = 16;

    private ReceiveOffload() {
    }

    /** Of an interface of the calling thread's network namespace. */
    static void aggregate(final String interfaceName) throws SystemCallException {
        final int socket = LinuxCalls.socket(SocketAddresses.AF_INET, SocketAddresses.DATAGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment value =
                arena.allocateFrom(ValueLayout.JAVA_INT, SET_GENERIC_RECEIVE_OFFLOAD, 1);
            final MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
            request.setString(0, interfaceName);
            request.set(ValueLayout.JAVA_LONG, REQUEST_DATA, value.address());
            LinuxCalls.ioctl(socket, SIOCETHTOOL, request, "generic receive offload of " + interfaceName);
        } finally {
            LinuxCalls.close(socket);
        }
    }
}
