package io.depthstream.ingest.session;

import static io.depthstream.ingest.session.MoldUdp64.BLOCK_LENGTH_BYTES;
import static io.depthstream.ingest.session.MoldUdp64.COUNT_OFFSET;
import static io.depthstream.ingest.session.MoldUdp64.HEADER_LENGTH;
import static io.depthstream.ingest.session.MoldUdp64.SEQUENCE_OFFSET;
import static io.depthstream.ingest.session.MoldUdp64.SESSION_LENGTH;
import static io.depthstream.ingest.session.MoldUdp64.SESSION_OFFSET;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Writes a MoldUDP64 downstream packet: {@link #begin}, a {@link #message} for each that still {@link #fits}, and
 * {@link #length()} bytes are ready to send after every call. One thread; no allocation after {@link #session}.
 */
public final class MoldUdp64Encoder {

    private final byte[] session = new byte[SESSION_LENGTH];
    private MutableDirectBuffer buffer;
    private int offset;
    private int length;
    private int maxLength;
    private int count;

    /**
     * Sets the session of the packets that follow. Allocates.
     *
     * @param name 1 to 10 ISO 8859-1 characters, padded with spaces on the right
     * @throws IllegalArgumentException if it is empty or longer
     */
    public MoldUdp64Encoder session(final String name) {
        sessionBytes(name, session);
        return this;
    }

    /**
     * Begins a packet, for now a heartbeat.
     *
     * @param sequence  number of its first message, at least 1
     * @param maxLength most bytes it may grow to, at least 20
     */
    public MoldUdp64Encoder begin(
            final MutableDirectBuffer buffer, final int offset, final int maxLength, final long sequence) {
        if (maxLength < HEADER_LENGTH) {
            throw new IllegalArgumentException("packet limit " + maxLength + ": expected at least " + HEADER_LENGTH);
        }
        this.buffer = buffer;
        this.offset = offset;
        this.maxLength = maxLength;
        buffer.putBytes(offset + SESSION_OFFSET, session);
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence, ByteOrder.BIG_ENDIAN);
        length = HEADER_LENGTH;
        putCount(0);
        return this;
    }

    /** True if a message of so many bytes still goes into this packet. */
    public boolean fits(final int messageLength) {
        return count < MoldUdp64.MAX_MESSAGE_COUNT
                && messageLength <= 0xFFFF
                && length + BLOCK_LENGTH_BYTES + messageLength <= maxLength;
    }

    /**
     * Appends a message.
     *
     * @throws IllegalStateException if it does not {@link #fits fit}
     */
    public MoldUdp64Encoder message(final DirectBuffer source, final int sourceOffset, final int messageLength) {
        if (!fits(messageLength)) {
            throw new IllegalStateException("message of " + messageLength + " bytes does not fit: packet has " + length
                    + " of " + maxLength + " bytes and " + count + " messages; send it and begin another");
        }
        buffer.putShort(offset + length, (short) messageLength, ByteOrder.BIG_ENDIAN);
        buffer.putBytes(offset + length + BLOCK_LENGTH_BYTES, source, sourceOffset, messageLength);
        length += BLOCK_LENGTH_BYTES + messageLength;
        putCount(count + 1);
        return this;
    }

    /** Makes the packet, which must hold no message, an end of session. */
    public MoldUdp64Encoder endOfSession() {
        if (count != 0) {
            throw new IllegalStateException("end of session after " + count + " messages: expected an empty packet");
        }
        buffer.putShort(offset + COUNT_OFFSET, (short) MoldUdp64.END_OF_SESSION_COUNT, ByteOrder.BIG_ENDIAN);
        return this;
    }

    /** Messages appended since {@link #begin}. */
    public int count() {
        return count;
    }

    /** Bytes of the packet so far. */
    public int length() {
        return length;
    }

    private void putCount(final int value) {
        count = value;
        buffer.putShort(offset + COUNT_OFFSET, (short) value, ByteOrder.BIG_ENDIAN);
    }

    static void sessionBytes(final String name, final byte[] into) {
        if (name.isEmpty() || name.length() > SESSION_LENGTH) {
            throw new IllegalArgumentException("session \"" + name + "\": expected 1 to " + SESSION_LENGTH + " characters");
        }
        final byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < into.length; i++) {
            into[i] = i < bytes.length ? bytes[i] : (byte) ' ';
        }
    }
}
