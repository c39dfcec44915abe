package io.depthstream.kdb.ipc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The compression of messages: eight items to a byte of flags, each a literal byte, or a reference to the last place
 * where two bytes of the same exclusive-or stood, with a length.
 */
public final class Compression {
    /** Messages to other machines longer than this are compressed, as kdb+ does. */
    public static final int THRESHOLD = 2_000;
    private static final int DATA = 12;
    /** A reference of two bytes stands for at most so many. */
    private static final int MOST_RUN = 257;

    private Compression() {
    }

    /** Returns a compressed message, or the same if it would not become less than half as long. */
    public static byte[] compress(byte[] message) {
        int end = message.length;
        byte[] out = new byte[end / 2];
        if (out.length < DATA + 17) {
            return message;
        }
        int[] places = new int[256];
        int flagAt = DATA;
        int write = DATA;
        int flags = 0;
        int bit = 256;
        int read = Messages.HEADER;
        int pending = 0;
        int pendingHash = 0;
        while (read < end) {
            if (bit == 256) {
                if (write > out.length - 17) {
                    return message;
                }
                out[flagAt] = (byte) flags;
                flagAt = write++;
                flags = 0;
                bit = 1;
            }
            int hash = read < end - 1 ? (message[read] ^ message[read + 1]) & 0xFF : 0;
            int from = places[hash];
            boolean literal = read > end - 3 || from == 0 || message[read] != message[from];
            if (pending > 0) {
                places[pendingHash] = pending;
                pending = 0;
            }
            if (literal) {
                pendingHash = hash;
                pending = read;
                out[write++] = message[read++];
            } else {
                places[hash] = read;
                flags |= bit;
                from += 2;
                read += 2;
                int start = read;
                int limit = Math.min(read + 255, end);
                while (read < limit && message[from] == message[read]) {
                    from++;
                    read++;
                }
                out[write++] = (byte) hash;
                out[write++] = (byte) (read - start);
            }
            bit <<= 1;
        }
        out[flagAt] = (byte) flags;
        System.arraycopy(message, 0, out, 0, 4);
        out[2] = 1;
        ByteOrder order = message[0] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer.wrap(out).order(order).putInt(4, write).putInt(8, end);
        return Arrays.copyOf(out, write);
    }

    /** Returns the message a compressed one stands for; {@code badmsg} if the bytes could not give its length. */
    static byte[] decompress(byte[] in, ByteOrder order) {
        if (in.length < DATA) {
            throw Decoder.bad();
        }
        int length = ByteBuffer.wrap(in).order(order).getInt(8);
        if (length <= Messages.HEADER || length > Messages.MOST_BYTES || length > (long) in.length * MOST_RUN) {
            throw Decoder.bad();
        }
        byte[] out = new byte[length];
        int[] places = new int[256];
        int read = DATA;
        int write = Messages.HEADER;
        int known = write;
        int flags = 0;
        int bit = 256;
        try {
            while (write < length) {
                if (bit == 256) {
                    flags = in[read++] & 0xFF;
                    bit = 1;
                }
                boolean reference = (flags & bit) != 0;
                int run = 0;
                if (reference) {
                    int from = places[in[read++] & 0xFF];
                    out[write++] = out[from++];
                    out[write++] = out[from++];
                    run = in[read++] & 0xFF;
                    for (int i = 0; i < run; i++) {
                        out[write + i] = out[from + i];
                    }
                } else {
                    out[write++] = in[read++];
                }
                while (known < write - 1) {
                    places[(out[known] ^ out[known + 1]) & 0xFF] = known;
                    known++;
                }
                if (reference) {
                    write += run;
                    known = write;
                }
                bit <<= 1;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw Decoder.bad();
        }
        return out;
    }
}
