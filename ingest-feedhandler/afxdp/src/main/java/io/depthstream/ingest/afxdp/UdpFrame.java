package io.depthstream.ingest.afxdp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Ethernet, IPv4 and UDP headers of a packet to a multicast group, as a venue would send it.
 *
 * <p>Source: RFC 1112, section 6.4 (hardware address of a group); RFC 791 (header and its checksum); RFC 768: a checksum
 * of zero is none.
 */
final class UdpFrame {
    private static final int ETHERNET_BYTES = 14;
    private static final int IP_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int GROUP_PREFIX = 0x01005e;
    private static final int GROUP_BITS = 0x7fffff;
    private static final short IPV4 = 0x0800;
    private static final short VERSION_4_NO_OPTIONS = 0x4500;
    private static final int TIME_TO_LIVE = 1;
    private static final int UDP = 17;
    private static final int CHECKSUM = ETHERNET_BYTES + 10;

    private UdpFrame() {
    }

    /** A frame whose payload is zeroes. */
    static byte[] of(final byte[] sourceAddress, final InetSocketAddress group, final int payloadBytes) {
        final byte[] frame = new byte[XdpProgram.PAYLOAD + payloadBytes];
        final byte[] address = group.getAddress().getAddress();
        final int port = group.getPort();
        final ByteBuffer to = ByteBuffer.wrap(frame);
        to.put((byte) (GROUP_PREFIX >> 16)).putShort((short) GROUP_PREFIX)
            .put((byte) ((ByteBuffer.wrap(address).getInt() & GROUP_BITS) >> 16))
            .putShort(ByteBuffer.wrap(address).getShort(2))
            .put(new byte[] {2, 0, 0, 0, 0, 1})
            .putShort(IPV4);
        to.putShort(VERSION_4_NO_OPTIONS).putShort((short) (IP_BYTES + UDP_BYTES + payloadBytes))
            .putInt(0).put((byte) TIME_TO_LIVE).put((byte) UDP).putShort((short) 0).put(sourceAddress).put(address);
        to.putShort((short) port).putShort((short) port).putShort((short) (UDP_BYTES + payloadBytes)).putShort((short) 0);
        to.putShort(CHECKSUM, checksum(to));
        return frame;
    }

    private static short checksum(final ByteBuffer frame) {
        int sum = 0;
        for (int at = ETHERNET_BYTES; at < ETHERNET_BYTES + IP_BYTES; at += Short.BYTES) {
            sum += frame.getShort(at) & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >> Short.SIZE);
        return (short) ~(sum + (sum >> Short.SIZE));
    }
}
