package io.depthstream.ingest.packet;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Reads a pcap file, plain or gzip: both byte orders, micro- and nanoseconds, every link type of {@link LinkType}.
 *
 * <p>A record that contradicts itself loses the framing, because pcap has nothing to find the next record by: it is
 * reported and the file ends there. One thread; no allocation per packet.
 *
 * <p>Source: draft-ietf-opsawg-pcap, "PCAP Capture File Format".
 */
public final class PcapPacketSource extends CaptureReader {

    static final int MAGIC_MICROS = 0xA1B2C3D4;
    static final int MAGIC_NANOS = 0xA1B23C4D;
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int CAPACITY = MAX_FRAME_BYTES + (1 << 18);

    private final ByteOrder order;
    private final int nanosPerFraction;
    private final int linkType;

    /**
     * Opens a file and reads its header.
     *
     * @param lines tells the line of a packet by its destination
     * @throws CaptureFormatException if it is no pcap file, or of a link type that is not read
     * @throws IOException            if it cannot be read
     */
    public PcapPacketSource(final Path path, final LineMap lines) throws IOException {
        super(path, "pcap", lines, new ChunkedInput(path, CAPACITY));
        try {
            final int header = input.require(FILE_HEADER);
            if (header < FILE_HEADER) {
                throw new CaptureFormatException("pcap file " + path + ": expected a header of " + FILE_HEADER
                        + " bytes, seen " + header + (input.corrupt() ? " before the gzip stream breaks" : "")
                        + "; capture it again");
            }
            final int magic = input.buffer().getInt(0, ByteOrder.BIG_ENDIAN);
            order = magic == MAGIC_MICROS || magic == MAGIC_NANOS ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            final int normal = order == ByteOrder.BIG_ENDIAN ? magic : Integer.reverseBytes(magic);
            if (normal != MAGIC_MICROS && normal != MAGIC_NANOS) {
                throw new CaptureFormatException("pcap file " + path + ": expected magic a1b2c3d4 or a1b23c4d, seen "
                        + String.format("%08x", magic));
            }
            nanosPerFraction = normal == MAGIC_NANOS ? 1 : 1000;
            linkType = input.buffer().getInt(20, order) & 0xFFFF;
            if (!LinkType.supported(linkType)) {
                throw new CaptureFormatException("pcap file " + path + ": link type " + linkType + ", expected "
                        + LinkType.SUPPORTED + "; capture on an interface of such a type");
            }
            input.advance(FILE_HEADER);
        } catch (final IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    @Override
    int next(final PacketHandler handler) {
        if (input.require(RECORD_HEADER) < RECORD_HEADER) {
            return end(handler);
        }
        final int at = input.position();
        final long seconds = input.buffer().getInt(at, order) & 0xFFFF_FFFFL;
        final long fraction = input.buffer().getInt(at + 4, order) & 0xFFFF_FFFFL;
        final int captured = input.buffer().getInt(at + 8, order);
        if (captured < 0 || captured > MAX_FRAME_BYTES) {
            return giveUp(handler, PacketFault.BAD_RECORD, RECORD_HEADER);
        }
        if (input.require(RECORD_HEADER + captured) < RECORD_HEADER + captured) {
            return end(handler);
        }
        final int offset = input.position() + RECORD_HEADER;
        input.advance(RECORD_HEADER + captured);
        return frame(handler, linkType, offset, captured, seconds * 1_000_000_000L + fraction * nanosPerFraction);
    }
}
