package io.depthstream.kdb.value;

import java.util.Arrays;

/**
 * Positions of each key in a growing vector: the index behind {@code g#}, {@code u#} and {@code p#}. Keys are longs
 * (symbol numbers, integers, bits of floats). Each row links to the previous row of its key, so adding is constant work.
 */
public final class GroupIndex {
    private static final int EMPTY = -1;

    private long[] keys = new long[64];
    private int[] last = filled(64);
    private int[] sizes = new int[64];
    private int keyCount;
    private int[] previous = new int[64];
    private int covered;

    /** Brings the index up to a vector's end. */
    public void cover(Vec vec) {
        int n = vec.count();
        if (n > previous.length) {
            previous = Arrays.copyOf(previous, Math.max(n, previous.length + (previous.length >> 1)));
        }
        for (; covered < n; covered++) {
            add(vec.keyAt(covered), covered);
        }
    }

    private void add(long key, int row) {
        if (keyCount * 2 >= keys.length) {
            grow();
        }
        int slot = slot(key);
        if (last[slot] == EMPTY) {
            keys[slot] = key;
            keyCount++;
        }
        previous[row] = last[slot];
        last[slot] = row;
        sizes[slot]++;
    }

    /** Returns the rows below a length that hold the key, ascending. */
    public int[] rows(long key, int length) {
        int slot = slot(key);
        if (last[slot] == EMPTY) {
            return new int[0];
        }
        int[] rows = new int[sizes[slot]];
        int at = rows.length;
        for (int row = last[slot]; row != EMPTY; row = previous[row]) {
            if (row < length) {
                rows[--at] = row;
            }
        }
        return at == 0 ? rows : Arrays.copyOfRange(rows, at, rows.length);
    }

    /** Returns the last row below a length that holds the key, or -1. */
    public int lastRow(long key, int length) {
        int row = last[slot(key)];
        while (row >= length) {
            row = previous[row];
        }
        return row;
    }

    /** Returns how many distinct keys there are. */
    public int distinct() {
        return keyCount;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) mix(key) & mask;
        while (last[slot] != EMPTY && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldLast = last;
        int[] oldSizes = sizes;
        keys = new long[oldKeys.length * 2];
        last = filled(keys.length);
        sizes = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldLast[i] != EMPTY) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                last[slot] = oldLast[i];
                sizes[slot] = oldSizes[i];
            }
        }
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, EMPTY);
        return array;
    }

    /** Spreads the bits of a key over a hash table. */
    public static long mix(long key) {
        long h = key * 0x9E3779B97F4A7C15L;
        return h ^ h >>> 32;
    }
}
