package io.depthstream.orderbook;

import java.util.Arrays;

/**
 * Which price levels one side of a book has: a sorted {@code long[]} with the best level at the end, where most of the
 * changes are. An entry is {@code key (31 bits) << 32 | number of the level}; what rests at the level is in the
 * {@link LevelTable}. Read when levels come and go and by whoever looks at the book, not by orders that join or leave a
 * level.
 *
 * <p>The key is the price for bids and its complement for asks, so a greater key is always better and no
 * comparison asks for the side.
 */
final class LevelLadder {
    private static final int KEY_SHIFT = 32;
    private static final int MIN_LEVELS = 2;
    /** A ladder this short is not worth giving back: its book may only be between two quotes. */
    private static final int KEPT_LEVELS = 4;
    /** Levels looked at one by one from the best before the search turns binary. */
    private static final int NEAR = 8;
    private static final long[] NONE = new long[0];

    private final int flip;
    private final LevelTable table;
    private long[] entries = NONE;
    private int levels;

    /** A side without levels. */
    LevelLadder(final BookSide side, final LevelTable table) {
        this.table = table;
        flip = side == BookSide.ASK ? (int) OrderLimits.MAX_PRICE : 0;
    }

    /** Complements a price of the ask side; its own inverse. */
    long key(final long price) {
        return price ^ flip;
    }

    int levels() {
        return levels;
    }

    /** The number of a level in the {@link LevelTable}. */
    int number(final int level) {
        return (int) entries[level];
    }

    long price(final int level) {
        return key(entries[level] >>> KEY_SHIFT);
    }

    long shares(final int level) {
        return table.shares((int) entries[level]);
    }

    int orders(final int level) {
        return table.orders((int) entries[level]);
    }

    /** The first order in time at a level, a record of the {@link OrderPool}. */
    int first(final int level) {
        return table.first((int) entries[level]);
    }

    /** The level of a price, or the complement of where it belongs. */
    int find(final long price) {
        return findKey(key(price));
    }

    private int findKey(final long key) {
        final long[] e = entries;
        int high = levels - 1;
        for (final int near = Math.max(high - NEAR, -1); high > near; high--) {
            final long seen = e[high] >>> KEY_SHIFT;
            if (seen <= key) {
                return seen == key ? high : ~(high + 1);
            }
        }
        int low = 0;
        while (low <= high) {
            final int middle = low + high >>> 1;
            final long seen = e[middle] >>> KEY_SHIFT;
            if (seen < key) {
                low = middle + 1;
            } else if (seen > key) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return ~low;
    }

    /** Enters a level of a price that has none, by its number. */
    void open(final long price, final int number) {
        final long key = key(price);
        final int level = ~findKey(key);
        if (levels == entries.length) {
            entries = Arrays.copyOf(entries, Math.max(MIN_LEVELS, levels + (levels >> 1)));
        }
        System.arraycopy(entries, level, entries, level + 1, levels - level);
        entries[level] = key << KEY_SHIFT | number;
        levels++;
    }

    /** Strikes out the level of a price. */
    void close(final long price) {
        final int level = findKey(key(price));
        final long[] e = entries;
        final int end = --levels;
        System.arraycopy(e, level + 1, e, level, end - level);
        if (end < e.length >> 2 && e.length > KEPT_LEVELS) {
            entries = Arrays.copyOf(e, Math.max(KEPT_LEVELS, levels + (levels >> 1)));
        }
    }

    /** Strikes out every level, and gives the memory back. */
    void clear() {
        levels = 0;
        entries = NONE;
    }

    /** Reads the best levels, those that {@link #find} looks at one by one. */
    long touchBest() {
        final int last = levels - 1;
        return last < 0 ? 0 : entries[last] + entries[Math.max(0, last - NEAR)];
    }

    /** Takes the new numbers of the levels, by the old ones. */
    void renumber(final int[] moved) {
        for (int level = 0; level < levels; level++) {
            final long entry = entries[level];
            entries[level] = entry >>> KEY_SHIFT << KEY_SHIFT | moved[(int) entry];
        }
    }

    long memoryBytes() {
        return 32 + (entries.length == 0 ? 0 : 16 + 8L * entries.length);
    }
}
