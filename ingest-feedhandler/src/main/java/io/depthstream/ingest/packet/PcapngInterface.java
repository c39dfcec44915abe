package io.depthstream.ingest.packet;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * What an interface description block says of the packets that name it.
 *
 * @param snapLength    most bytes captured of a packet; 0 for no limit
 * @param decimal       true if time counts 10^-exponent seconds, false if 2^-exponent
 * @param exponent      0 to 127
 * @param offsetSeconds added to every time
 */
record PcapngInterface(int linkType, long snapLength, boolean decimal, int exponent, long offsetSeconds) {

    private static final int OPTION_END = 0;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_OFFSET = 14;
    private static final int MICROSECONDS = 6;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Reads a block body, {@code [offset, end)}, of at least 8 bytes; options that do not fit are not there. */
    static PcapngInterface read(final DirectBuffer buffer, final int offset, final int end, final ByteOrder order) {
        final int linkType = buffer.getShort(offset, order) & 0xFFFF;
        final long snapLength = buffer.getInt(offset + 4, order) & 0xFFFF_FFFFL;
        int resolution = MICROSECONDS;
        long offsetSeconds = 0;
        int at = offset + 8;
        while (end - at >= 4) {
            final int code = buffer.getShort(at, order) & 0xFFFF;
            final int length = buffer.getShort(at + 2, order) & 0xFFFF;
            if (code == OPTION_END || end - at - 4 < length) {
                break;
            }
            if (code == OPTION_RESOLUTION && length == 1) {
                resolution = buffer.getByte(at + 4) & 0xFF;
            } else if (code == OPTION_OFFSET && length == Long.BYTES) {
                offsetSeconds = buffer.getLong(at + 4, order);
            }
            at += 4 + (length + 3 & ~3);
        }
        return new PcapngInterface(linkType, snapLength, resolution < 0x80, resolution & 0x7F, offsetSeconds);
    }

    /** Nanoseconds since the epoch of a time counted in this interface's units; wraps for times no clock shows. */
    long nanos(final long units) {
        final long seconds;
        final long nanos;
        if (decimal) {
            final long perSecond = power(Math.min(exponent, 18));
            seconds = exponent > 19 ? 0 : Long.divideUnsigned(units, perSecond) / (exponent == 19 ? 10 : 1);
            nanos = exponent <= 9 ? Long.remainderUnsigned(units, perSecond) * power(9 - exponent)
                    : exponent <= 18 ? Long.remainderUnsigned(units, perSecond) / power(exponent - 9) : 0;
        } else if (exponent == 0) {
            seconds = units;
            nanos = 0;
        } else if (exponent < Long.SIZE) {
            seconds = units >>> exponent;
            final long fraction = units << (Long.SIZE - exponent);
            nanos = Math.multiplyHigh(fraction >>> 1, NANOS_PER_SECOND << 1);
        } else {
            seconds = 0;
            nanos = 0;
        }
        return (seconds + offsetSeconds) * NANOS_PER_SECOND + nanos;
    }

    private static long power(final int exponent) {
        long value = 1;
        for (int i = 0; i < exponent; i++) {
            value *= 10;
        }
        return value;
    }
}
