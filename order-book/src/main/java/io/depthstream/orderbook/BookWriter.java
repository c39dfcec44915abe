package io.depthstream.orderbook;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growing byte buffer that books are written to; reusable, so that writing allocates only while it grows. Of one
 * thread.
 */
public final class BookWriter {
    /** Longest varint of a 64-bit number. */
    private static final int MAX_VARINT = 10;

    private byte[] bytes;
    private int size;

    /** @param initialCapacity bytes to start with, at least 16 are taken */
    public BookWriter(final int initialCapacity) {
        bytes = new byte[Math.max(16, initialCapacity)];
    }

    /** Forgets what was written, and keeps the memory. */
    public void reset() {
        size = 0;
    }

    /** Bytes written since the last reset. */
    public int size() {
        return size;
    }

    /** The buffer itself, valid up to {@link #size} and until the next write. */
    public byte[] buffer() {
        return bytes;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** A copy of a range of what was written. */
    public byte[] toByteArray(final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, size);
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    void putByte(final int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** Seven bits a byte, lowest first, the top bit says that more follow. */
    void putVarint(final long value) {
        room(MAX_VARINT);
        final byte[] b = bytes;
        int at = size;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            b[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        b[at++] = (byte) rest;
        size = at;
    }

    /** A signed number near zero: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
    void putZigZag(final long value) {
        putVarint(value << 1 ^ value >> 63);
    }

    private void room(final int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
