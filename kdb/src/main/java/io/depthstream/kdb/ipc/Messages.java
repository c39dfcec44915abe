package io.depthstream.kdb.ipc;

import io.depthstream.kdb.value.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Whole messages: eight bytes of header (byte order, kind, compressed, reserved, length) and a value. */
public final class Messages {
    /** Bytes of a header. */
    public static final int HEADER = 8;
    /** The longest message that is sent or taken, compressed or not. */
    public static final int MOST_BYTES = 1 << 29;
    /** Kind: nobody waits for an answer. */
    public static final int ASYNC = 0;
    /** Kind: the sender waits. */
    public static final int SYNC = 1;
    /** Kind: an answer. */
    public static final int RESPONSE = 2;

    private Messages() {
    }

    /**
     * The first eight bytes.
     *
     * @param order the byte order of all that follows
     * @param kind async, sync or response
     * @param compressed whether the rest is compressed
     * @param length the bytes of the whole message
     */
    public record Header(ByteOrder order, int kind, boolean compressed, int length) {
    }

    /** Reads a header; signals {@code badmsg} for what is none, and for a length beyond the limit. */
    public static Header header(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] < 0 || bytes[0] > 1 || bytes[1] < 0 || bytes[1] > RESPONSE || bytes[2] < 0 || bytes[2] > 1) {
            throw Decoder.bad();
        }
        ByteOrder order = bytes[0] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int length = ByteBuffer.wrap(bytes).order(order).getInt(4);
        if (length <= HEADER || length > MOST_BYTES) {
            throw Decoder.bad();
        }
        return new Header(order, bytes[1], bytes[2] == 1, length);
    }

    /** Writes a message, little-endian as kdb+ does on the machines of today. */
    public static byte[] encode(Value value, int kind) {
        return encode(value, kind, ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes a message in a byte order. */
    public static byte[] encode(Value value, int kind, ByteOrder order) {
        Encoder encoder = new Encoder(order, HEADER);
        encoder.write(value);
        return finish(encoder.bytes(), kind, order);
    }

    /** Writes an answer that is an error. */
    public static byte[] error(String name) {
        Encoder encoder = new Encoder(ByteOrder.LITTLE_ENDIAN, HEADER);
        encoder.error(name);
        return finish(encoder.bytes(), RESPONSE, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] finish(byte[] message, int kind, ByteOrder order) {
        message[0] = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 0);
        message[1] = (byte) kind;
        ByteBuffer.wrap(message).order(order).putInt(4, message.length);
        return message;
    }
}
