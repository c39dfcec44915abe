package io.depthstream.schemas.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Growing byte array with Avro's binary primitives (Avro 1.12 specification, "Binary encoding"): zigzag varints and
 * length-prefixed UTF-8. The {@code put} methods write nothing but bytes and expect the caller to have reserved room
 * once for a whole group of fields with {@link #ensure}, which keeps the capacity check out of the hot path.
 *
 * <p>One thread; allocates only when it grows, up to {@link #MAX_BYTES}.
 */
final class AvroOutput {

    /** No record of ours comes near this; Kafka's own default limit is 1 MiB. */
    static final int MAX_BYTES = 64 << 20;

    /** Most bytes a varint of 64 bits takes. */
    static final int MAX_VARINT_BYTES = 10;

    private static final VarHandle LITTLE_ENDIAN =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int position;

    AvroOutput(final int initialBytes) {
        bytes = new byte[initialBytes];
    }

    int position() {
        return position;
    }

    void position(final int newPosition) {
        position = newPosition;
    }

    /** Makes room for {@code more} bytes behind the position. */
    void ensure(final int more) {
        if (bytes.length - position < more) {
            grow(more);
        }
    }

    private void grow(final int more) {
        final long needed = (long) position + more;
        if (needed > MAX_BYTES) {
            throw new IllegalStateException("record would take " + needed + " bytes, limit is " + MAX_BYTES
                + ": flush smaller batches");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, bytes.length * 2L)));
    }

    /** Writes a zigzag varint; Avro encodes {@code int} and {@code long} alike. Needs {@link #MAX_VARINT_BYTES}. */
    void putLong(final long value) {
        long rest = (value << 1) ^ (value >> 63);
        final byte[] to = bytes;
        int at = position;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        position = at;
    }

    /** Bytes {@link #putLong} takes for a value, 1 to {@link #MAX_VARINT_BYTES}. */
    static int sizeOfLong(final long value) {
        final long zigzag = (value << 1) ^ (value >> 63);
        return (70 - Long.numberOfLeadingZeros(zigzag | 1)) / 7;
    }

    /** Writes one byte that is known to be a whole field: a small enum index, a boolean, an empty string or array. */
    void putByte(final int value) {
        bytes[position++] = (byte) value;
    }

    /** Writes a double: eight bytes, little-endian. Needs 8 bytes of room. */
    void putDouble(final double value) {
        LITTLE_ENDIAN.set(bytes, position, Double.doubleToLongBits(value));
        position += Double.BYTES;
    }

    void put(final byte[] source, final int offset, final int length) {
        System.arraycopy(source, offset, bytes, position, length);
        position += length;
    }

    /** Writes a length-prefixed UTF-8 string and reserves the room itself. A lone surrogate becomes '?', as in the JDK. */
    void writeString(final String text) {
        final int chars = text.length();
        if (chars > MAX_BYTES / 3) {
            throw new IllegalStateException("string of " + chars + " characters, limit is " + MAX_BYTES / 3);
        }
        ensure(MAX_VARINT_BYTES + 3 * chars);
        final int start = position;
        // Nearly every string is short ASCII: its length takes one byte and is its number of characters.
        putLong(chars);
        final int textStart = position;
        final byte[] to = bytes;
        for (int i = 0; i < chars; i++) {
            final char c = text.charAt(i);
            if (c >= 0x80) {
                position = start;
                writeUnicode(text);
                return;
            }
            to[textStart + i] = (byte) c;
        }
        position = textStart + chars;
    }

    private void writeUnicode(final String text) {
        final int chars = text.length();
        int size = 0;
        for (int i = 0; i < chars; i++) {
            final char c = text.charAt(i);
            if (c < 0x80) {
                size++;
            } else if (c < 0x800) {
                size += 2;
            } else if (isPair(text, i)) {
                size += 4;
                i++;
            } else {
                size += Character.isSurrogate(c) ? 1 : 3;
            }
        }
        putLong(size);
        for (int i = 0; i < chars; i++) {
            final char c = text.charAt(i);
            if (c < 0x80) {
                putByte(c);
            } else if (c < 0x800) {
                putByte(0xC0 | c >> 6);
                putByte(0x80 | c & 0x3F);
            } else if (isPair(text, i)) {
                final int point = Character.toCodePoint(c, text.charAt(++i));
                putByte(0xF0 | point >> 18);
                putByte(0x80 | point >> 12 & 0x3F);
                putByte(0x80 | point >> 6 & 0x3F);
                putByte(0x80 | point & 0x3F);
            } else if (Character.isSurrogate(c)) {
                putByte('?');
            } else {
                putByte(0xE0 | c >> 12);
                putByte(0x80 | c >> 6 & 0x3F);
                putByte(0x80 | c & 0x3F);
            }
        }
    }

    private static boolean isPair(final String text, final int at) {
        return Character.isHighSurrogate(text.charAt(at)) && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
    }

    void copyTo(final byte[] target, final int offset) {
        System.arraycopy(bytes, 0, target, offset, position);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, position);
    }
}
