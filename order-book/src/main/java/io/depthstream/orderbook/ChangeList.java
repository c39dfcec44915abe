package io.depthstream.orderbook;

import java.util.Arrays;

/**
 * The references of one book that changed since its last mark, each noted once, in the order of the first
 * change. An entry is positive for an order that was added since the mark, and negated for one that was there.
 * Bounded: the book stops noting when a fresh base would be the smaller thing to write.
 */
final class ChangeList {
    /** Change state of an order: as it was at the mark. */
    static final long SAME = 0;
    /** Change state of an order: there at the mark, fewer shares since. */
    static final long REDUCED = 1L << OrderPool.STATE_SHIFT;
    /** Change state of an order: added since the mark. */
    static final long ADDED = 2L << OrderPool.STATE_SHIFT;

    private static final int MIN_ENTRIES = 8;
    private static final int KEPT_ENTRIES = 64;
    private static final long[] NONE = new long[0];

    private long[] entries = NONE;
    private int size;

    void note(final long entry) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(MIN_ENTRIES, size * 2));
        }
        entries[size++] = entry;
    }

    int size() {
        return size;
    }

    long entry(final int i) {
        return entries[i];
    }

    /** Overwrites the list from the front while it is being filtered. */
    void keep(final int i, final long entry) {
        entries[i] = entry;
    }

    void truncate(final int newSize) {
        size = newSize;
    }

    /** Forgets the entries, and gives memory back after a burst. */
    void clear() {
        if (entries.length > KEPT_ENTRIES && size < entries.length / 4) {
            entries = NONE;
        }
        size = 0;
    }

    long memoryBytes() {
        return entries.length == 0 ? 24 : 40 + 8L * entries.length;
    }
}
