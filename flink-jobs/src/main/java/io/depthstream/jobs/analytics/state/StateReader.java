package io.depthstream.jobs.analytics.state;

import io.depthstream.jobs.book.state.CorruptStateException;
import io.depthstream.orderbook.analytics.LongSource;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateWriter} wrote, and never past its end. One thread. */
public final class StateReader implements LongSource {

    private final byte[] bytes;
    private int at;

    /** A reader of a value from its beginning. */
    public StateReader(final byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The next number.
     *
     * @throws CorruptStateException when the value ends within it, or it is longer than 64 bits
     */
    @Override
    public long next() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (at == bytes.length) {
                throw new CorruptStateException("analytics state ends at byte " + at + " in the middle of a field");
            }
            final int next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new CorruptStateException("analytics state has a number longer than 64 bits before byte " + at);
    }

    /**
     * The next text.
     *
     * @throws CorruptStateException when its length makes no sense
     */
    public String text() {
        final long length = next();
        if (length < 0 || length > StateWriter.MAX_TEXT_BYTES || length > bytes.length - at) {
            throw new CorruptStateException("analytics state has a text of " + length + " bytes at byte " + at
                    + "; expected at most " + StateWriter.MAX_TEXT_BYTES + " and not past byte " + bytes.length);
        }
        final String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8).intern();
        at += (int) length;
        return text;
    }

    /** Whether all was read. */
    public boolean atEnd() {
        return at == bytes.length;
    }
}
