package io.depthstream.jobs.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Rows in ClickHouse's RowBinary: integers little-endian, texts and arrays after their length as a varint. Grows; one
 * thread.
 */
final class RowBinary {

    private static final int FIRST_BYTES = 1 << 12;
    private static final int LONGEST_VARINT = 5;

    private byte[] bytes = new byte[FIRST_BYTES];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    /** Appends an Int64, UInt64 or DateTime64(9). */
    RowBinary int64(final long value) {
        reserve(Long.BYTES);
        buffer.putLong(value);
        return this;
    }

    /** Appends an Int32. */
    RowBinary int32(final int value) {
        reserve(Integer.BYTES);
        buffer.putInt(value);
        return this;
    }

    /** Appends a UInt8 or Bool. */
    RowBinary int8(final int value) {
        reserve(1);
        buffer.put((byte) value);
        return this;
    }

    /** Appends a String; its low cardinality is the server's matter. */
    RowBinary text(final String value) {
        final byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        reserve(LONGEST_VARINT + encoded.length);
        varint(encoded.length);
        buffer.put(encoded);
        return this;
    }

    /** Appends an Array(Int64). */
    RowBinary int64s(final long[] values) {
        reserve(LONGEST_VARINT + values.length * Long.BYTES);
        varint(values.length);
        for (final long value : values) {
            buffer.putLong(value);
        }
        return this;
    }

    /** Appends an Array(Int32). */
    RowBinary int32s(final int[] values) {
        reserve(LONGEST_VARINT + values.length * Integer.BYTES);
        varint(values.length);
        for (final int value : values) {
            buffer.putInt(value);
        }
        return this;
    }

    /** Bytes so far. */
    int length() {
        return buffer.position();
    }

    /** Forgets what was appended after the given length. */
    void truncate(final int length) {
        buffer.position(length);
    }

    /** The bytes, for one reader at a time. */
    InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, length());
    }

    /** A copy of the bytes. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length());
    }

    /** A checksum of the bytes. */
    long checksum() {
        final CRC32 sum = new CRC32();
        sum.update(bytes, 0, length());
        return sum.getValue();
    }

    private void varint(final int value) {
        int rest = value;
        while (rest >= 0x80) {
            buffer.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        buffer.put((byte) rest);
    }

    private void reserve(final int more) {
        if (buffer.remaining() < more) {
            final int length = length();
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            buffer.position(length);
        }
    }
}
