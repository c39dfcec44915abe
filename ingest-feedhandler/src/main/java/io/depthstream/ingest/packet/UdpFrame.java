package io.depthstream.ingest.packet;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Finds the UDP payload in a captured frame: link header with any VLAN tags, IPv4 with options or IPv6 with extension
 * headers, UDP. Reads nothing outside the captured bytes. One thread; no allocation.
 *
 * <p>Sources: IEEE 802.1Q, RFC 791, RFC 8200, RFC 768, and the pcap link types.
 */
final class UdpFrame {

    /** What a frame is. */
    enum Kind { UDP, NOT_UDP, FRAGMENT, SNAPPED, BAD_HEADER }

    private static final int MAX_VLAN_TAGS = 8;
    private static final int MAX_EXTENSION_HEADERS = 16;
    private static final int TYPE_IPV4 = 0x0800;
    private static final int TYPE_IPV6 = 0x86DD;
    private static final int PROTOCOL_UDP = 17;
    private static final int UDP_HEADER = 8;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private DirectBuffer buffer;
    private int end;
    private int destinationOffset;
    private int destinationLength;
    private int destinationPort;
    private int payloadOffset;
    private int payloadLength;

    /** Reads a frame whose captured bytes are {@code [offset, offset + captured)}; accessors hold after UDP only. */
    Kind parse(final int linkType, final DirectBuffer frame, final int offset, final int captured) {
        buffer = frame;
        end = offset + captured;
        return switch (linkType) {
            case LinkType.ETHERNET -> etherType(offset + 12);
            case LinkType.LINUX_COOKED -> etherType(offset + 14);
            case LinkType.LINUX_COOKED_2 -> cooked2(offset);
            case LinkType.LOOPBACK_BSD, LinkType.LOOPBACK_OPENBSD -> anyIp(offset + 4);
            default -> anyIp(offset);
        };
    }

    /** Offset of the destination address in the frame's buffer. */
    int destinationOffset() {
        return destinationOffset;
    }

    /** 4 or 16. */
    int destinationLength() {
        return destinationLength;
    }

    int destinationPort() {
        return destinationPort;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    int payloadLength() {
        return payloadLength;
    }

    private Kind cooked2(final int offset) {
        if (end - offset < 20) {
            return Kind.SNAPPED;
        }
        return network(u16(offset), offset + 20);
    }

    private Kind etherType(final int at) {
        return end - at < 2 ? Kind.SNAPPED : network(u16(at), at + 2);
    }

    private Kind network(final int firstType, final int offset) {
        int type = firstType;
        int at = offset;
        for (int tags = 0; isVlan(type); tags++) {
            if (tags == MAX_VLAN_TAGS) {
                return Kind.BAD_HEADER;
            }
            if (end - at < 4) {
                return Kind.SNAPPED;
            }
            type = u16(at + 2);
            at += 4;
        }
        return switch (type) {
            case TYPE_IPV4 -> ipv4(at);
            case TYPE_IPV6 -> ipv6(at);
            default -> Kind.NOT_UDP;
        };
    }

    private static boolean isVlan(final int type) {
        return type == 0x8100 || type == 0x88A8 || type == 0x9100 || type == 0x9200;
    }

    private Kind anyIp(final int at) {
        if (end - at < 1) {
            return Kind.SNAPPED;
        }
        return switch (u8(at) >>> 4) {
            case 4 -> ipv4(at);
            case 6 -> ipv6(at);
            default -> Kind.NOT_UDP;
        };
    }

    private Kind ipv4(final int at) {
        if (end - at < IPV4_HEADER) {
            return Kind.SNAPPED;
        }
        final int header = (u8(at) & 0xF) * 4;
        final int total = u16(at + 2);
        // 0 is what a capture on a sending machine shows where the network card cuts the packets.
        final int ipEnd = total == 0 ? end : at + total;
        if (u8(at) >>> 4 != 4 || header < IPV4_HEADER || ipEnd < at + header) {
            return Kind.BAD_HEADER;
        }
        if (u8(at + 9) != PROTOCOL_UDP) {
            return Kind.NOT_UDP;
        }
        if ((u16(at + 6) & 0x3FFF) != 0) {
            return Kind.FRAGMENT;
        }
        destinationOffset = at + 16;
        destinationLength = 4;
        return udp(at + header, ipEnd);
    }

    private Kind ipv6(final int at) {
        if (end - at < IPV6_HEADER) {
            return Kind.SNAPPED;
        }
        if (u8(at) >>> 4 != 6) {
            return Kind.BAD_HEADER;
        }
        final int ipEnd = at + IPV6_HEADER + u16(at + 4);
        int next = u8(at + 6);
        int position = at + IPV6_HEADER;
        for (int headers = 0; headers < MAX_EXTENSION_HEADERS; headers++) {
            if (next == PROTOCOL_UDP) {
                destinationOffset = at + 24;
                destinationLength = 16;
                return udp(position, ipEnd);
            }
            if (!isExtension(next)) {
                return Kind.NOT_UDP;
            }
            if (end - position < 8) {
                return Kind.SNAPPED;
            }
            if (next == 44 && (u16(position + 2) & 0xFFF9) != 0) {
                return Kind.FRAGMENT;
            }
            final int length = switch (next) {
                case 44 -> 8;
                case 51 -> (u8(position + 1) + 2) * 4;
                default -> (u8(position + 1) + 1) * 8;
            };
            next = u8(position);
            position += length;
        }
        return Kind.BAD_HEADER;
    }

    /** Hop-by-hop, routing, fragment, authentication, destination options, mobility, host identity, shim6. */
    private static boolean isExtension(final int header) {
        return switch (header) {
            case 0, 43, 44, 51, 60, 135, 139, 140 -> true;
            default -> false;
        };
    }

    private Kind udp(final int at, final int ipEnd) {
        if (ipEnd - at < UDP_HEADER) {
            return Kind.BAD_HEADER;
        }
        if (end - at < UDP_HEADER) {
            return Kind.SNAPPED;
        }
        final int length = u16(at + 4);
        if (length < UDP_HEADER || at + length > ipEnd) {
            return Kind.BAD_HEADER;
        }
        if (at + length > end) {
            return Kind.SNAPPED;
        }
        destinationPort = u16(at + 2);
        payloadOffset = at + UDP_HEADER;
        payloadLength = length - UDP_HEADER;
        return Kind.UDP;
    }

    private int u8(final int index) {
        return buffer.getByte(index) & 0xFF;
    }

    private int u16(final int index) {
        return buffer.getShort(index, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }
}
