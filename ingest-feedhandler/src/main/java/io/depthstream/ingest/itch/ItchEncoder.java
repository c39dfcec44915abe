package io.depthstream.ingest.itch;

import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the header that all TotalView-ITCH 5.0 messages share, and gives each encoder its ways to write a field.
 *
 * <p>An encoder is wrapped over a place in a buffer and then told its fields, in any order. It allocates nothing, and
 * is for one thread. A value that does not fit its field is refused with an {@link IllegalArgumentException}.
 *
 * @param <E> the encoder itself, so that calls chain
 */
public abstract class ItchEncoder<E extends ItchEncoder<E>> {
    private static final long UNSIGNED_SHORT_MAX = 0xFFFFL;
    private static final long UNSIGNED_INT_MAX = 0xFFFF_FFFFL;
    private static final long TIMESTAMP_MAX = 0xFFFF_FFFF_FFFFL;

    private MutableDirectBuffer buffer;
    private int offset;

    ItchEncoder() {
    }

    final void begin(final MutableDirectBuffer newBuffer, final int newOffset, final char type, final int length) {
        buffer = newBuffer;
        offset = newOffset;
        newBuffer.setMemory(newOffset, length, (byte) 0);
        newBuffer.putByte(newOffset, (byte) type);
    }

    /** Length of the message in bytes, header included. */
    public abstract int length();

    abstract E self();

    /** Writes {@link ItchMessage#stockLocate()}: 0 to 65,535. */
    public final E stockLocate(final int stockLocate) {
        return putUnsignedShort(ItchMessage.STOCK_LOCATE_OFFSET, stockLocate, "stockLocate");
    }

    /** Writes {@link ItchMessage#trackingNumber()}: 0 to 65,535. */
    public final E trackingNumber(final int trackingNumber) {
        return putUnsignedShort(ItchMessage.TRACKING_NUMBER_OFFSET, trackingNumber, "trackingNumber");
    }

    /** Writes {@link ItchMessage#timestamp()}: nanoseconds since midnight, 48 bits. */
    public final E timestamp(final long timestamp) {
        checkRange(timestamp, TIMESTAMP_MAX, "timestamp");
        buffer.putShort(offset + ItchMessage.TIMESTAMP_OFFSET, (short) (timestamp >>> 32), ByteOrder.BIG_ENDIAN);
        buffer.putInt(offset + ItchMessage.TIMESTAMP_OFFSET + Short.BYTES, (int) timestamp, ByteOrder.BIG_ENDIAN);
        return self();
    }

    final E putCharacter(final int field, final char value, final String name) {
        if (value > 0xFF) {
            throw new IllegalArgumentException(name + " must be one byte wide, was '" + value + "'");
        }
        buffer.putByte(offset + field, (byte) value);
        return self();
    }

    final E putUnsignedInt(final int field, final long value, final String name) {
        checkRange(value, UNSIGNED_INT_MAX, name);
        return putInt(field, (int) value);
    }

    final E putInt(final int field, final int value) {
        buffer.putInt(offset + field, value, ByteOrder.BIG_ENDIAN);
        return self();
    }

    final E putLong(final int field, final long value) {
        buffer.putLong(offset + field, value, ByteOrder.BIG_ENDIAN);
        return self();
    }

    final E putText(final int field, final int length, final String value, final String name) {
        ItchText.write(buffer, offset + field, length, value, name);
        return self();
    }

    private E putUnsignedShort(final int field, final int value, final String name) {
        checkRange(value, UNSIGNED_SHORT_MAX, name);
        buffer.putShort(offset + field, (short) value, ByteOrder.BIG_ENDIAN);
        return self();
    }

    private static void checkRange(final long value, final long max, final String name) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + " must be 0 to " + max + ", was " + value);
        }
    }
}
