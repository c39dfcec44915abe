package io.depthstream.ingest.packet;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Reads a pcapng file, plain or gzip: sections of either byte order, several interfaces with their own link type and
 * timestamp resolution, enhanced and simple packet blocks. Other blocks are passed over.
 *
 * <p>A simple packet block has no time: it gets that of the packet before it. One thread; no allocation per packet.
 *
 * <p>Source: draft-ietf-opsawg-pcapng, "PCAP Now Generic Capture File Format".
 */
public final class PcapngPacketSource extends CaptureReader {

    static final int SECTION_HEADER = 0x0A0D0D0A;
    /** Interfaces of a section that are remembered. */
    static final int MAX_INTERFACES = 256;
    /** Longest packet or interface block that is read; a longer one is reported and passed over. */
    static final int MAX_BLOCK_BYTES = MAX_FRAME_BYTES + (1 << 16);

    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BLOCK_OVERHEAD = 12;

    private final PcapngInterface[] interfaces = new PcapngInterface[MAX_INTERFACES];
    private int interfaceCount;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private long lastNanos;

    /**
     * Opens a file and checks that it begins with a section header.
     *
     * @param lines tells the line of a packet by its destination
     * @throws CaptureFormatException if it is no pcapng file
     * @throws IOException            if it cannot be read
     */
    public PcapngPacketSource(final Path path, final LineMap lines) throws IOException {
        super(path, "pcapng", lines, new ChunkedInput(path, MAX_BLOCK_BYTES + (1 << 18)));
        if (input.require(12) < 12 || input.buffer().getInt(0, ByteOrder.BIG_ENDIAN) != SECTION_HEADER || !sectionOrder(0)) {
            input.close();
            throw new CaptureFormatException("pcapng file " + path + ": expected a section header block (0a0d0d0a, then "
                    + "byte-order magic 1a2b3c4d), seen something else; check that the file is whole");
        }
    }

    @Override
    int next(final PacketHandler handler) {
        if (input.require(BLOCK_OVERHEAD) < BLOCK_OVERHEAD) {
            return end(handler);
        }
        final boolean section = buffer().getInt(input.position(), ByteOrder.BIG_ENDIAN) == SECTION_HEADER;
        if (section && !sectionOrder(input.position())) {
            return giveUp(handler, PacketFault.BAD_RECORD, BLOCK_OVERHEAD);
        }
        final int type = section ? SECTION_HEADER : buffer().getInt(input.position(), order);
        final long length = buffer().getInt(input.position() + 4, order) & 0xFFFF_FFFFL;
        if (length < BLOCK_OVERHEAD || (length & 3) != 0) {
            return giveUp(handler, PacketFault.BAD_RECORD, BLOCK_OVERHEAD);
        }
        final boolean read = type == INTERFACE_DESCRIPTION || type == SIMPLE_PACKET || type == ENHANCED_PACKET;
        if (!read || length > MAX_BLOCK_BYTES) {
            return passOver(handler, section, read, length);
        }
        final int size = (int) length;
        if (input.require(size) < size) {
            return end(handler);
        }
        final int at = input.position();
        if (buffer().getInt(at + size - 4, order) != size) {
            return giveUp(handler, PacketFault.BAD_RECORD, BLOCK_OVERHEAD);
        }
        input.advance(size);
        return switch (type) {
            case INTERFACE_DESCRIPTION -> describeInterface(handler, at, size);
            case SIMPLE_PACKET -> simplePacket(handler, at, size);
            default -> enhancedPacket(handler, at, size);
        };
    }

    private boolean sectionOrder(final int at) {
        final int magic = buffer().getInt(at + 8, ByteOrder.BIG_ENDIAN);
        if (magic == BYTE_ORDER_MAGIC) {
            order = ByteOrder.BIG_ENDIAN;
        } else if (Integer.reverseBytes(magic) == BYTE_ORDER_MAGIC) {
            order = ByteOrder.LITTLE_ENDIAN;
        } else {
            return false;
        }
        return true;
    }

    private int passOver(final PacketHandler handler, final boolean section, final boolean tooLong, final long length) {
        if (section) {
            interfaceCount = 0;
            Arrays.fill(interfaces, null);
        } else if (tooLong) {
            malformed(handler, PacketFault.BAD_RECORD, input.position(), BLOCK_OVERHEAD);
        }
        counters.increment(CaptureCounter.OTHER_BLOCKS);
        if (input.skip(length) < length) {
            malformed(handler, input.corrupt() ? PacketFault.CORRUPT_GZIP : PacketFault.TRUNCATED_FILE, 0, 0);
        }
        return 0;
    }

    private int describeInterface(final PacketHandler handler, final int at, final int size) {
        if (size < 20 || interfaceCount == MAX_INTERFACES) {
            malformed(handler, PacketFault.BAD_RECORD, at, size);
            return 0;
        }
        interfaces[interfaceCount++] = PcapngInterface.read(buffer(), at + 8, at + size - 4, order);
        return 0;
    }

    private int simplePacket(final PacketHandler handler, final int at, final int size) {
        if (size < 16) {
            malformed(handler, PacketFault.BAD_RECORD, at, size);
            return 0;
        }
        final PcapngInterface from = interfaces[0];
        if (from == null) {
            malformed(handler, PacketFault.UNKNOWN_INTERFACE, at, size);
            return 0;
        }
        final long original = buffer().getInt(at + 8, order) & 0xFFFF_FFFFL;
        final long limit = from.snapLength() == 0 ? original : Math.min(original, from.snapLength());
        return packet(handler, from, at + 12, (int) Math.min(limit, size - 16), lastNanos);
    }

    private int enhancedPacket(final PacketHandler handler, final int at, final int size) {
        final long captured = size < 32 ? -1 : buffer().getInt(at + 20, order) & 0xFFFF_FFFFL;
        if (captured < 0 || captured > size - 32) {
            malformed(handler, PacketFault.BAD_RECORD, at, size);
            return 0;
        }
        final int index = buffer().getInt(at + 8, order);
        if (index < 0 || index >= interfaceCount) {
            malformed(handler, PacketFault.UNKNOWN_INTERFACE, at, size);
            return 0;
        }
        final long high = buffer().getInt(at + 12, order) & 0xFFFF_FFFFL;
        final long low = buffer().getInt(at + 16, order) & 0xFFFF_FFFFL;
        lastNanos = interfaces[index].nanos(high << 32 | low);
        return packet(handler, interfaces[index], at + 28, (int) captured, lastNanos);
    }

    private int packet(
            final PacketHandler handler, final PcapngInterface from, final int offset, final int length, final long nanos) {
        if (!LinkType.supported(from.linkType())) {
            counters.increment(CaptureCounter.RECORDS);
            counters.increment(CaptureCounter.UNKNOWN_LINK);
            return 0;
        }
        return frame(handler, from.linkType(), offset, length, nanos);
    }

    private DirectBuffer buffer() {
        return input.buffer();
    }
}
