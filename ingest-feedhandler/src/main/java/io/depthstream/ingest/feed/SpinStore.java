package io.depthstream.ingest.feed;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A spin as it comes, kept until its end: only then is it known which sequence it reflects. Messages are chained by locate,
 * in the order of arrival, for a snapshot is published symbol by symbol.
 *
 * <p>One thread. Memory grows with the spin up to a limit and is given back by {@link #clear}.
 */
final class SpinStore {
    /** Bytes before each message: place of the next one of its locate, and its length. */
    private static final int RECORD_HEADER = Integer.BYTES + Short.BYTES;
    private static final int FIRST_BYTES = 1 << 16;
    private static final int NONE = -1;
    private static final int LOCATE_OFFSET = 1;
    private static final int STAMP_OFFSET = 5;
    private static final int SHORTEST = 11;
    /** What a spin is made of; see docs/protocol/glimpse.md. */
    private static final String TYPES = "SRHYNAF";

    private final int maxBytes;
    private final int[] first = new int[SymbolDirectory.LOCATES];
    private final int[] last = new int[SymbolDirectory.LOCATES];
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[0]);
    private int used;
    private int messages;
    private long newestStamp;

    SpinStore(final int maxBytes) {
        this.maxBytes = maxBytes;
        clear();
    }

    void clear() {
        bytes.wrap(new byte[0]);
        Arrays.fill(first, NONE);
        used = 0;
        messages = 0;
        newestStamp = 0;
    }

    /**
     * Keeps a message.
     *
     * @return null, or why the spin cannot be used
     */
    String append(final DirectBuffer buffer, final int offset, final int length) {
        final char type = length == 0 ? ' ' : (char) (buffer.getByte(offset) & 0xFF);
        if (length < SHORTEST || length > Short.MAX_VALUE || TYPES.indexOf(type) < 0) {
            return "a message of type " + CodeTexts.shown(type) + " and " + length + " bytes does not belong in a spin";
        }
        if (used + RECORD_HEADER + length > maxBytes) {
            return "longer than " + maxBytes + " bytes (" + ConfigKey.SNAPSHOT_MAX_BYTES.key() + ")";
        }
        makeRoom(used + RECORD_HEADER + length);
        final int locate = buffer.getShort(offset + LOCATE_OFFSET, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        bytes.putInt(used, NONE);
        bytes.putShort(used + Integer.BYTES, (short) length);
        bytes.putBytes(used + RECORD_HEADER, buffer, offset, length);
        if (first[locate] == NONE) {
            first[locate] = used;
        } else {
            bytes.putInt(last[locate], used);
        }
        last[locate] = used;
        used += RECORD_HEADER + length;
        messages++;
        newestStamp = Math.max(newestStamp, stamp(buffer, offset));
        return null;
    }

    private static long stamp(final DirectBuffer buffer, final int offset) {
        final long high = buffer.getShort(offset + STAMP_OFFSET, ByteOrder.BIG_ENDIAN) & 0xFFFFL;
        final long stamp = high << 32
            | buffer.getInt(offset + STAMP_OFFSET + Short.BYTES, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
        return TradingDay.isPossible(stamp) ? stamp : 0;
    }

    private void makeRoom(final int needed) {
        if (needed > bytes.capacity()) {
            final int doubled = (int) Math.min(maxBytes, Math.max(FIRST_BYTES, 2L * bytes.capacity()));
            bytes.wrap(Arrays.copyOf(bytes.byteArray(), Math.max(needed, doubled)));
        }
    }

    int messages() {
        return messages;
    }

    /** Newest stamp in the spin, nanoseconds since midnight in New York. */
    long newestStamp() {
        return newestStamp;
    }

    /** Place of a locate's first message; negative if it has none. */
    int first(final int locate) {
        return first[locate];
    }

    /** Place of the next message of the same locate; negative after the last. */
    int next(final int place) {
        return bytes.getInt(place);
    }

    int length(final int place) {
        return bytes.getShort(place + Integer.BYTES);
    }

    int offset(final int place) {
        return place + RECORD_HEADER;
    }

    /** Holds the messages; valid until the next {@link #append} or {@link #clear}. */
    DirectBuffer buffer() {
        return bytes;
    }
}
