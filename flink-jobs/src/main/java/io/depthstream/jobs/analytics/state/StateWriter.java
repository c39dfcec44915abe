package io.depthstream.jobs.analytics.state;

import io.depthstream.orderbook.analytics.LongSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a symbol's state: whole numbers as zig-zag varints, texts as length and UTF-8. Reusable; one thread; allocates
 * only while it grows and for the value.
 */
public final class StateWriter implements LongSink {

    /** Longest text, as in the order book's state. */
    public static final int MAX_TEXT_BYTES = 255;

    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = new byte[1_024];
    private int size;

    /** Forgets what was written. */
    public void reset() {
        size = 0;
    }

    @Override
    public void put(final long value) {
        room(MAX_VARINT_BYTES);
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a text. */
    public void text(final String text) {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "a venue or session may have at most " + MAX_TEXT_BYTES + " bytes, got " + utf8.length);
        }
        put(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /** What was written, in a new array. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(final int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
