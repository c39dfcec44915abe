package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.GroupIndex;
import io.depthstream.kdb.value.Vec;

/** The first place of each key of a vector, by hashing. */
final class FirstPlaces {
    private final long[] keys;
    private final int[] places;
    private final int mask;
    private final int none;

    FirstPlaces(Vec vec) {
        none = vec.count();
        int capacity = Integer.highestOneBit(Math.max(8, none)) * 4;
        keys = new long[capacity];
        places = new int[capacity];
        mask = capacity - 1;
        for (int i = none - 1; i >= 0; i--) {
            long key = vec.keyAt(i);
            int slot = slot(key);
            keys[slot] = key;
            places[slot] = i + 1;
        }
    }

    private int slot(long key) {
        int slot = (int) GroupIndex.mix(key) & mask;
        while (places[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Returns the first place of a key, the vector's length where there is none. */
    int of(long key) {
        int place = places[slot(key)];
        return place == 0 ? none : place - 1;
    }
}
