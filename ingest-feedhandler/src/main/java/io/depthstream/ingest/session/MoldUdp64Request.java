package io.depthstream.ingest.session;

import static io.depthstream.ingest.session.MoldUdp64.COUNT_OFFSET;
import static io.depthstream.ingest.session.MoldUdp64.HEADER_LENGTH;
import static io.depthstream.ingest.session.MoldUdp64.SEQUENCE_OFFSET;
import static io.depthstream.ingest.session.MoldUdp64.SESSION_LENGTH;
import static io.depthstream.ingest.session.MoldUdp64.SESSION_OFFSET;

import io.depthstream.ingest.packet.PacketFault;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Reads and writes a MoldUDP64 request packet, by which a receiver asks a re-request server for messages again.
 *
 * <p>Source: MoldUDP64 Protocol Specification 1.00, "Request Packet". One thread; only the session name allocates.
 */
public final class MoldUdp64Request {

    /** Bytes of a request packet. */
    public static final int LENGTH = HEADER_LENGTH;

    private DirectBuffer buffer;
    private int offset;
    private int length;

    /**
     * Writes a request.
     *
     * @param session  1 to 10 characters as the downstream packets carry it
     * @param sequence first message wanted, at least 1
     * @param count    messages wanted, 1 to 65,534
     * @return bytes written, {@link #LENGTH}
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static int encode(
            final MutableDirectBuffer buffer, final int offset, final String session, final long sequence, final int count) {
        if (sequence < 1 || sequence > MoldUdp64.MAX_SEQUENCE || count < 1 || count > MoldUdp64.MAX_MESSAGE_COUNT) {
            throw new IllegalArgumentException("request of " + count + " messages from " + sequence
                    + ": expected 1 to " + MoldUdp64.MAX_MESSAGE_COUNT + " messages from 1 on");
        }
        final byte[] name = new byte[SESSION_LENGTH];
        MoldUdp64Encoder.sessionBytes(session, name);
        buffer.putBytes(offset + SESSION_OFFSET, name);
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence, ByteOrder.BIG_ENDIAN);
        buffer.putShort(offset + COUNT_OFFSET, (short) count, ByteOrder.BIG_ENDIAN);
        return LENGTH;
    }

    /** Points at a request; nothing is read. Returns this. */
    public MoldUdp64Request wrap(final DirectBuffer buffer, final int offset, final int length) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        return this;
    }

    /** Checks length and sequence; null if valid, else the fault. */
    public PacketFault validate() {
        if (length < LENGTH) {
            return PacketFault.SHORT_HEADER;
        }
        if (length > LENGTH) {
            return PacketFault.LENGTH_MISMATCH;
        }
        return sequence() < 1 || sequence() > MoldUdp64.MAX_SEQUENCE ? PacketFault.BAD_SEQUENCE : null;
    }

    /** Session asked about, ten characters. Allocates. */
    public String session() {
        final byte[] name = new byte[SESSION_LENGTH];
        buffer.getBytes(offset + SESSION_OFFSET, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** First message wanted. */
    public long sequence() {
        return buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.BIG_ENDIAN);
    }

    /** Messages wanted, 0 to 65,535. */
    public int requestedCount() {
        return buffer.getShort(offset + COUNT_OFFSET, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }
}
