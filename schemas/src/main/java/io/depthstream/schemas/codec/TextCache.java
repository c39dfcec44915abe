package io.depthstream.schemas.codec;

import java.nio.charset.StandardCharsets;

/**
 * Turns recurring short ASCII bytes (symbols, venues, MPIDs) into the same {@code String} without allocating again.
 * Set-associative with four ways and replacement, so that hostile input can only displace entries, never grow it.
 *
 * <p>One thread; allocates for a text it does not hold.
 */
final class TextCache {

    /** Room for a whole market's symbols (about 11,000) with few displacements. */
    static final int SLOTS = 1 << 15;
    /** Longer texts are not worth keeping. */
    static final int MAX_CACHED_BYTES = 32;

    private static final int WAYS = 4;

    private final String[] texts = new String[SLOTS];
    private int nextVictim;

    /** The same with a guess, such as the last text of that field, that costs less to check than to look up. */
    String text(final byte[] bytes, final int offset, final int length, final String guess) {
        return guess != null && matches(guess, bytes, offset, length) ? guess : text(bytes, offset, length);
    }

    String text(final byte[] bytes, final int offset, final int length) {
        if (length == 0) {
            return "";
        }
        if (length > MAX_CACHED_BYTES) {
            return new String(bytes, offset, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9E3779B9;
        final int set = (hash >>> 17) & (SLOTS - WAYS);
        for (int slot = set; slot < set + WAYS; slot++) {
            final String held = texts[slot];
            if (held == null) {
                return keep(slot, bytes, offset, length);
            }
            if (matches(held, bytes, offset, length)) {
                return held;
            }
        }
        return keep(set + (nextVictim++ & (WAYS - 1)), bytes, offset, length);
    }

    private String keep(final int slot, final byte[] bytes, final int offset, final int length) {
        final String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        texts[slot] = text;
        return text;
    }

    /** Only ASCII can match: a byte of anything else is negative, and no char is. */
    private static boolean matches(final String held, final byte[] bytes, final int offset, final int length) {
        if (held.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (held.charAt(i) != bytes[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
