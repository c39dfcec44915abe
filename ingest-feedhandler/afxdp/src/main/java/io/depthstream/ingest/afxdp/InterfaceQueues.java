package io.depthstream.ingest.afxdp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * How many receive queues an interface has, asked of its driver. Not read from /sys, which shows the interfaces of
 * another network namespace to a thread that has changed its own.
 *
 * <p>Source: struct ethtool_channels in include/uapi/linux/ethtool.h.
 */
final class InterfaceQueues {
    private static final int AF_INET = 2;
    private static final int DATAGRAM = 2;
    private static final int ETHTOOL = 0x8946;
    private static final int GET_CHANNELS = 0x3c;
    private static final int CHANNELS_BYTES = 36;
    private static final int RX_COUNT = 20;
    private static final int COMBINED_COUNT = 32;
    private static final int NAME_BYTES = 16;
    private static final int REQUEST_BYTES = 40;

    private InterfaceQueues() {
    }

    /** The number; 1 where the driver has no such notion. */
    static int of(final String name) throws SystemCallException {
        final int socket = LinuxCalls.socket(AF_INET, DATAGRAM, 0);
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment channels = arena.allocate(CHANNELS_BYTES, Integer.BYTES);
            channels.set(ValueLayout.JAVA_INT, 0, GET_CHANNELS);
            final MemorySegment request = arena.allocate(REQUEST_BYTES, Long.BYTES);
            final byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            MemorySegment.copy(bytes, 0, request, ValueLayout.JAVA_BYTE, 0, Math.min(bytes.length, NAME_BYTES - 1));
            request.set(ValueLayout.JAVA_LONG, NAME_BYTES, channels.address());
            LinuxCalls.ioctl(socket, ETHTOOL, request, "queues of " + name);
            return Math.max(1, channels.get(ValueLayout.JAVA_INT, RX_COUNT)
                + channels.get(ValueLayout.JAVA_INT, COMBINED_COUNT));
        } catch (final SystemCallException e) {
            if (e.errno() == Errno.NOT_SUPPORTED) {
                return 1;
            }
            throw e;
        } finally {
            LinuxCalls.close(socket);
        }
    }
}
