package io.depthstream.jobs.book.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.function.BiConsumerWithException;

/**
 * One value of a key group in keyed state: a base, which has every symbol of the group whole, or a delta, which has what
 * changed of those that changed.
 *
 * <p>One byte of version, 0x81; then for each symbol one byte of length and its UTF-8, four bytes (big-endian) whose lowest 31
 * bits are the length of what follows and whose highest is set if that is the whole symbol, and a {@link SymbolStateFormat}
 * followed by the order book's bytes. No book bytes: only the symbol state changed. One thread; writing allocates the value
 * alone, once the buffer has grown.
 */
final class KeyGroupSegment {

    /** First byte; a value of one symbol, as builds before this format wrote them, begins with 1 to 4. */
    static final int VERSION = 0x81;

    private static final int WHOLE = 1 << 31;
    private static final int MAX_SYMBOL_BYTES = 255;
    /** To begin with; there is one of these for each key group. */
    private static final int FIRST_BYTES = 256;

    private final DataOutputSerializer out = new DataOutputSerializer(FIRST_BYTES);

    /** Forgets what was written. */
    void clear() {
        out.clear();
    }

    /**
     * Adds a symbol.
     *
     * @param symbol     UTF-8, at most 255 bytes
     * @param whole      whether {@code book} is a base
     * @param state      of the symbol, written
     * @param book       bytes of the book, of which {@code bookLength} count
     * @throws IllegalArgumentException if the symbol is too long
     */
    void add(final byte[] symbol, final boolean whole, final SymbolStateFormat state, final byte[] book,
            final int bookLength) {
        if (symbol.length > MAX_SYMBOL_BYTES) {
            throw new IllegalArgumentException("a symbol may have at most " + MAX_SYMBOL_BYTES + " bytes in UTF-8, got "
                    + symbol.length + ": " + new String(symbol, StandardCharsets.UTF_8));
        }
        try {
            if (out.length() == 0) {
                out.writeByte(VERSION);
            }
            out.writeByte(symbol.length);
            out.write(symbol);
            out.writeInt(state.size() + bookLength | (whole ? WHOLE : 0));
            out.write(state.buffer(), 0, state.size());
            out.write(book, 0, bookLength);
        } catch (final IOException e) {
            throw new UncheckedIOException("the books of a key group do not fit into one value", e);
        }
    }

    /** Whether nothing was written since it was cleared. */
    boolean isEmpty() {
        return out.length() == 0;
    }

    /** What was written since it was cleared; a new array. */
    byte[] value() {
        return out.getCopyOfBuffer();
    }

    /** Whether a value is of a key group, rather than of one symbol. */
    static boolean is(final byte[] value) {
        return value.length > 0 && (value[0] & 0xff) == VERSION;
    }

    /** A symbol in a value. */
    record Entry(byte[] value, int offset, int length, boolean whole) {}

    /**
     * Gives each symbol of a value and where it is, in the order written.
     *
     * @throws CorruptStateException if the value is cut or of an unknown version
     */
    static void read(final byte[] value, final BiConsumerWithException<String, Entry, Exception> taker) throws Exception {
        if (!is(value)) {
            throw new CorruptStateException("books of a key group begin with byte " + (value.length == 0 ? "none" : value[0] & 0xff)
                    + "; this build reads " + VERSION + ": restore with the build that wrote them");
        }
        int at = 1;
        while (at < value.length) {
            final int symbolAt = at + 1;
            final int headAt = symbolAt + (value[at] & 0xff);
            final int contentAt = headAt + Integer.BYTES;
            requireInside(value, contentAt);
            final int head = (value[headAt] & 0xff) << 24 | (value[headAt + 1] & 0xff) << 16
                    | (value[headAt + 2] & 0xff) << 8 | value[headAt + 3] & 0xff;
            final int length = head & ~WHOLE;
            at = contentAt + length;
            requireInside(value, at);
            taker.accept(new String(value, symbolAt, headAt - symbolAt, StandardCharsets.UTF_8),
                    new Entry(value, contentAt, length, (head & WHOLE) != 0));
        }
    }

    private static void requireInside(final byte[] value, final int end) {
        if (end < 0 || end > value.length) {
            throw new CorruptStateException("books of a key group end at byte " + value.length + " in the middle of a symbol");
        }
    }
}
