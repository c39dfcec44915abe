package io.depthstream.orderbook;

import java.util.Objects;

/** Reads what {@link BookWriter} wrote, and never outside its range. */
final class BookReader {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private int at;

    BookReader(final byte[] bytes, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        start = offset;
        at = offset;
        end = offset + length;
    }

    int getByte(final String what) {
        if (at == end) {
            throw new CorruptBookException("book bytes end at " + position() + " where " + what + " was expected");
        }
        return bytes[at++] & 0xFF;
    }

    long getVarint(final String what) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            final int next = getByte(what);
            if (shift == 63 && next > 1) {
                break;
            }
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptBookException(what + " before byte " + position() + " is longer than 64 bits");
    }

    /** A varint that must lie in 0 to {@code limit}. */
    long getVarint(final String what, final long limit) {
        final long value = getVarint(what);
        if (value < 0 || value > limit) {
            throw new CorruptBookException(what + " before byte " + position() + " must be 0 to " + limit
                    + ", was " + Long.toUnsignedString(value));
        }
        return value;
    }

    long getZigZag(final String what) {
        final long value = getVarint(what);
        return value >>> 1 ^ -(value & 1);
    }

    boolean atEnd() {
        return at == end;
    }

    /** Bytes read so far. */
    int position() {
        return at - start;
    }
}
