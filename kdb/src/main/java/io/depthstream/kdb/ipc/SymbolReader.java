package io.depthstream.kdb.ipc;

import io.depthstream.kdb.value.Symbols;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads a row of symbols. A column repeats few symbols many times: where each was read last is remembered, and a symbol of
 * the same bytes needs neither a string nor a look-up.
 */
final class SymbolReader {
    private static final int SLOTS = 1 << 10;

    private final ByteBuffer in;
    private final int[] starts = new int[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private final int[] numbers = new int[SLOTS];

    SymbolReader(ByteBuffer in) {
        this.in = in;
    }

    /** Returns the number of the symbol at the buffer's position and moves behind it; {@code badmsg} if it has no end. */
    int next() {
        int start = in.position();
        int limit = in.limit();
        int end = start;
        int hash = 0;
        byte b;
        while (true) {
            if (end == limit) {
                throw Decoder.bad();
            }
            b = in.get(end);
            if (b == 0) {
                break;
            }
            hash = hash * 31 + b;
            end++;
        }
        int length = end - start;
        int slot = (hash ^ hash >>> 10) & SLOTS - 1;
        in.position(end + 1);
        if (length > 0 && lengths[slot] == length && same(starts[slot], start, length)) {
            return numbers[slot];
        }
        byte[] bytes = new byte[length];
        in.get(start, bytes);
        starts[slot] = start;
        lengths[slot] = length;
        numbers[slot] = Symbols.intern(new String(bytes, StandardCharsets.ISO_8859_1));
        return numbers[slot];
    }

    private boolean same(int a, int b, int length) {
        for (int i = 0; i < length; i++) {
            if (in.get(a + i) != in.get(b + i)) {
                return false;
            }
        }
        return true;
    }
}
