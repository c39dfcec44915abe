package io.depthstream.ingest.session;

import static io.depthstream.ingest.session.MoldUdp64.BLOCK_LENGTH_BYTES;
import static io.depthstream.ingest.session.MoldUdp64.COUNT_OFFSET;
import static io.depthstream.ingest.session.MoldUdp64.END_OF_SESSION_COUNT;
import static io.depthstream.ingest.session.MoldUdp64.HEADER_LENGTH;
import static io.depthstream.ingest.session.MoldUdp64.HEARTBEAT_COUNT;
import static io.depthstream.ingest.session.MoldUdp64.SEQUENCE_OFFSET;
import static io.depthstream.ingest.session.MoldUdp64.SESSION_LENGTH;
import static io.depthstream.ingest.session.MoldUdp64.SESSION_OFFSET;

import io.depthstream.ingest.packet.PacketFault;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Reads a MoldUDP64 downstream packet in place.
 *
 * <p>Wrap, {@link #validate()}, then walk the blocks with {@link #nextBlock()}. Accessors and the walk trust a validated
 * packet. One thread; no allocation but by {@link #session()}.
 */
public final class MoldUdp64Packet {

    private DirectBuffer buffer;
    private int offset;
    private int length;
    private int blocksRead;
    private int blockOffset;
    private int blockLength;

    /** Points at a packet; nothing is read. Returns this. */
    public MoldUdp64Packet wrap(final DirectBuffer buffer, final int offset, final int length) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        rewind();
        return this;
    }

    /**
     * Checks the header and that the blocks fill the packet exactly, without reading outside it.
     *
     * <p>Empty blocks are not a fault of the packet, since its other messages are good; see {@link #blockLength()}.
     *
     * @return null if the packet is valid, else the first fault
     */
    public PacketFault validate() {
        if (length < HEADER_LENGTH) {
            return PacketFault.SHORT_HEADER;
        }
        if (length > MoldUdp64.MAX_PACKET_LENGTH) {
            return PacketFault.OVERSIZE_PACKET;
        }
        final long sequence = sequence();
        if (sequence < 1 || sequence > MoldUdp64.MAX_SEQUENCE) {
            return PacketFault.BAD_SEQUENCE;
        }
        final int end = offset + length;
        int position = offset + HEADER_LENGTH;
        for (int remaining = messages(); remaining > 0; remaining--) {
            if (end - position < BLOCK_LENGTH_BYTES) {
                return PacketFault.LENGTH_MISMATCH;
            }
            position += BLOCK_LENGTH_BYTES + unsignedShort(position);
            if (position > end) {
                return PacketFault.LENGTH_MISMATCH;
            }
        }
        return position == end ? null : PacketFault.LENGTH_MISMATCH;
    }

    /** The buffer wrapped. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Session name: its ten bytes as ISO 8859-1, padding kept, so that it can be sent back unchanged. Allocates. */
    public String session() {
        final byte[] name = new byte[SESSION_LENGTH];
        buffer.getBytes(offset + SESSION_OFFSET, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** First eight bytes of the session name, for comparing without allocation. */
    public long sessionHigh() {
        return buffer.getLong(offset + SESSION_OFFSET, ByteOrder.BIG_ENDIAN);
    }

    /** Last two bytes of the session name. */
    public int sessionLow() {
        return unsignedShort(offset + SESSION_OFFSET + Long.BYTES);
    }

    /** Number of the first message; of the next one to come in a heartbeat or end of session. */
    public long sequence() {
        return buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.BIG_ENDIAN);
    }

    /** The message count field as sent, 0 to 0xFFFF. */
    public int messageCount() {
        return unsignedShort(offset + COUNT_OFFSET);
    }

    /** Messages in the packet: the count field, but 0 at the end of session. */
    public int messages() {
        final int count = messageCount();
        return count == END_OF_SESSION_COUNT ? 0 : count;
    }

    /** True for a packet that only says the session lives. */
    public boolean isHeartbeat() {
        return messageCount() == HEARTBEAT_COUNT;
    }

    /** True for a packet that says the session is over. */
    public boolean isEndOfSession() {
        return messageCount() == END_OF_SESSION_COUNT;
    }

    /** Goes back before the first block. */
    public void rewind() {
        blocksRead = 0;
        blockOffset = offset + HEADER_LENGTH;
        blockLength = 0;
    }

    /** Steps to the next block; false after the last. */
    public boolean nextBlock() {
        if (blocksRead == messages()) {
            return false;
        }
        final int header = blockOffset + blockLength;
        blockLength = unsignedShort(header);
        blockOffset = header + BLOCK_LENGTH_BYTES;
        blocksRead++;
        return true;
    }

    /** Number of the block stepped to. */
    public long blockSequence() {
        return sequence() + blocksRead - 1;
    }

    /** Where the message stepped to begins in the wrapped buffer. */
    public int blockOffset() {
        return blockOffset;
    }

    /** Bytes of the message stepped to; 0 is an empty message, which only a faulty sender makes. */
    public int blockLength() {
        return blockLength;
    }

    private int unsignedShort(final int index) {
        return buffer.getShort(index, ByteOrder.BIG_ENDIAN) & 0xFFFF;
    }
}
