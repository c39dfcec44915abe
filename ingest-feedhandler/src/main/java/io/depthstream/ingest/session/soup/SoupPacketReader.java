package io.depthstream.ingest.session.soup;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts a TCP stream into SoupBinTCP packets: fill {@link #room()}, then {@link #drain}.
 *
 * <p>The memory is taken once and holds any packet, so a claimed length never makes it allocate or wait for more than
 * there can be. One thread; no allocation after construction.
 */
public final class SoupPacketReader {

    /** Takes packets; the buffer is valid until the call returns. */
    @FunctionalInterface
    public interface PacketListener {

        /**
         * A packet.
         *
         * @param type   as {@link SoupBinTcp} lists them, or any other byte
         * @param length payload bytes, at least 0
         * @return false to take no more for now
         */
        boolean onPacket(char type, DirectBuffer buffer, int offset, int length);
    }

    /** What is read at once, and the longest packet beside it. */
    static final int CAPACITY = 2 * SoupBinTcp.MAX_PACKET_LENGTH;

    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
    private final UnsafeBuffer view = new UnsafeBuffer(bytes);

    /** Where the next bytes of the stream go; there is always room after {@link #drain}. */
    public ByteBuffer room() {
        return bytes;
    }

    /** Bytes of a packet that is not whole yet. */
    public int waiting() {
        return bytes.position();
    }

    /** Forgets what is waiting. */
    public void clear() {
        bytes.clear();
    }

    /**
     * Hands over every whole packet.
     *
     * @return packets handed over, or -1 if the stream is broken: a packet of length 0 has no type
     */
    public int drain(final PacketListener listener) {
        final int end = bytes.position();
        int at = 0;
        int packets = 0;
        boolean more = true;
        while (more && end - at >= SoupBinTcp.LENGTH_BYTES) {
            final int length = view.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF;
            if (length == 0) {
                return -1;
            }
            if (end - at - SoupBinTcp.LENGTH_BYTES < length) {
                break;
            }
            final char type = (char) (view.getByte(at + SoupBinTcp.LENGTH_BYTES) & 0xFF);
            at += SoupBinTcp.HEADER_LENGTH;
            more = listener.onPacket(type, view, at, length - 1);
            at += length - 1;
            packets++;
        }
        bytes.limit(end).position(at);
        bytes.compact();
        return packets;
    }
}
