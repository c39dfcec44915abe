package io.depthstream.jobs.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns the UTF-8 bytes of a short text (symbol, topic) into one shared {@link String}, without allocating once known.
 *
 * <p>A symbol arrives once a record; making a String of it each time would be most of the garbage of the source. The
 * table is bounded: when {@link #maxEntries} texts are known, further ones are decoded each time and not kept, so bad
 * keys can't fill the memory. Not thread-safe: one instance per thread.
 */
public final class ByteInterner {

    /** Longest text in bytes. ITCH symbols have 8, longer ones elsewhere are instrument names. */
    public static final int MAX_TEXT_BYTES = 255;

    /** Texts kept by the default constructor: several times the symbols of any one venue. */
    public static final int DEFAULT_MAX_ENTRIES = 65_536;

    private static final int INITIAL_SLOTS = 1_024;

    private final int maxEntries;
    private byte[][] keys = new byte[INITIAL_SLOTS][];
    private String[] texts = new String[INITIAL_SLOTS];
    private int entries;

    /** A table of at most {@link #DEFAULT_MAX_ENTRIES} texts. */
    public ByteInterner() {
        this(DEFAULT_MAX_ENTRIES);
    }

    /**
     * A table of at most {@code maxEntries} texts.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public ByteInterner(final int maxEntries) {
        if (maxEntries < 1) {
            throw new IllegalArgumentException("maxEntries must be at least 1, got " + maxEntries);
        }
        this.maxEntries = maxEntries;
    }

    /**
     * The text of the given bytes; the same String each time while the table has room.
     *
     * @return null if the bytes are no UTF-8
     * @throws IndexOutOfBoundsException if the range lies outside the array
     */
    public String intern(final byte[] bytes, final int offset, final int length) {
        final int mask = keys.length - 1;
        int slot = hash(bytes, offset, length) & mask;
        byte[] key = keys[slot];
        while (key != null) {
            if (Arrays.equals(key, 0, key.length, bytes, offset, offset + length)) {
                return texts[slot];
            }
            slot = (slot + 1) & mask;
            key = keys[slot];
        }
        return admit(bytes, offset, length, slot);
    }

    /** How many texts are kept. */
    public int size() {
        return entries;
    }

    private String admit(final byte[] bytes, final int offset, final int length, final int slot) {
        final String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length)).toString().intern();
        } catch (final CharacterCodingException notUtf8) {
            return null;
        }
        if (entries < maxEntries) {
            keys[slot] = Arrays.copyOfRange(bytes, offset, offset + length);
            texts[slot] = text;
            if (++entries * 2 > keys.length) {
                grow();
            }
        }
        return text;
    }

    private void grow() {
        final byte[][] oldKeys = keys;
        final String[] oldTexts = texts;
        keys = new byte[oldKeys.length * 2][];
        texts = new String[keys.length];
        final int mask = keys.length - 1;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int slot = hash(oldKeys[i], 0, oldKeys[i].length) & mask;
                while (keys[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                keys[slot] = oldKeys[i];
                texts[slot] = oldTexts[i];
            }
        }
    }

    private static int hash(final byte[] bytes, final int offset, final int length) {
        int hash = 0x811C9DC5;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ bytes[i]) * 0x01000193;
        }
        // FNV leaves the low bits of short texts alike; the table masks exactly those.
        return hash ^ (hash >>> 15);
    }
}
