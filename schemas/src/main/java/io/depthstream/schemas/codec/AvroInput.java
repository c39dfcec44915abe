package io.depthstream.schemas.codec;

/**
 * Bounded cursor over Avro's binary primitives. Every read is checked against the end of the value, and a claimed
 * length is believed only if that many bytes are there, so that no input makes it read outside or allocate much.
 *
 * <p>Offsets in errors count from the first byte of the value. One thread, no allocation.
 */
final class AvroInput {

    private byte[] bytes;
    private int start;
    private int position;
    private int limit;

    void wrap(final byte[] source, final int offset, final int length) {
        if (offset < 0 || length < 0 || offset > source.length - length) {
            throw new IndexOutOfBoundsException(
                "offset " + offset + ", length " + length + " outside of " + source.length + " bytes");
        }
        bytes = source;
        start = offset;
        position = offset;
        limit = offset + length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void position(final int newPosition) {
        position = newPosition;
    }

    int remaining() {
        return limit - position;
    }

    /** Position as errors give it: from the first byte of the value. */
    int offset() {
        return position - start;
    }

    long readLong(final String field) {
        final int at = position;
        if (at < limit) {
            final int b = bytes[at];
            if (b >= 0) {
                position = at + 1;
                return (b >>> 1) ^ -(b & 1);
            }
        }
        return readVarint(field, 10);
    }

    int readInt(final String field) {
        final int at = position;
        if (at < limit) {
            final int b = bytes[at];
            if (b >= 0) {
                position = at + 1;
                return (b >>> 1) ^ -(b & 1);
            }
        }
        // Avro takes the low 32 bits before it undoes the zigzag.
        final long value = readVarint(field, 5);
        return (int) value;
    }

    private long readVarint(final String field, final int maxBytes) {
        final byte[] from = bytes;
        final int end = limit;
        int at = position;
        long raw = 0;
        for (int shift = 0, i = 0; i < maxBytes; i++, shift += 7) {
            if (at >= end) {
                throw malformed(field, "value ends inside a number");
            }
            final int b = from[at++];
            raw |= (b & 0x7FL) << shift;
            if (b >= 0) {
                position = at;
                final long bits = maxBytes == 5 ? raw & 0xFFFFFFFFL : raw;
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        throw malformed(field, "number longer than " + maxBytes + " bytes");
    }

    /** Reads an enum index and checks it against the number of symbols. */
    int readEnum(final String field, final int symbols) {
        final int at = position;
        final int index = readInt(field);
        if (index < 0 || index >= symbols) {
            position = at;
            throw malformed(field, "enum index " + index + ", expected 0 to " + (symbols - 1));
        }
        return index;
    }

    boolean readBoolean(final String field) {
        if (position >= limit) {
            throw malformed(field, "value ends before a boolean");
        }
        final int b = bytes[position];
        if (b != 0 && b != 1) {
            throw malformed(field, "boolean byte " + b + ", expected 0 or 1");
        }
        position++;
        return b == 1;
    }

    double readDouble(final String field) {
        if (remaining() < Double.BYTES) {
            throw malformed(field, "value ends inside a double");
        }
        long bits = 0;
        for (int i = Double.BYTES - 1; i >= 0; i--) {
            bits = bits << Byte.SIZE | bytes[position + i] & 0xFF;
        }
        position += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    /** Reads the length of a string or byte field and checks that it is all there; the position is then at its start. */
    int readLength(final String field) {
        final int at = position;
        final long length = readLong(field);
        if (length < 0 || length > limit - position) {
            final int left = limit - position;
            position = at;
            throw malformed(field, "length " + length + " with " + left + " bytes left");
        }
        return (int) length;
    }

    /**
     * Reads the count that opens an array block. A negative count announces the block's size in bytes as well, which is
     * checked and otherwise not needed.
     *
     * @param leastItemBytes fewest bytes an item takes, 1 or more: a count that cannot fit is refused
     * @return items in the block, 0 at the end of the array
     */
    int readBlockCount(final String field, final int leastItemBytes) {
        final int at = position;
        long count = readLong(field);
        if (count < 0) {
            readLength(field);
            count = -count;
        }
        final int left = limit - position;
        if (count < 0 || count > left / leastItemBytes) {
            position = at;
            throw malformed(field, "array block of " + count + " items with " + left + " bytes left");
        }
        return (int) count;
    }

    void skip(final int length) {
        position += length;
    }

    MalformedRecordException malformed(final String field, final String detail) {
        return new MalformedRecordException(field, offset(), detail);
    }
}
