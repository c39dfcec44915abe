package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.GroupIndex;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Symbols;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Items numbered by what they equal: the work under {@code group}, {@code distinct}, {@code by} and joins. */
public final class Grouping {
    private final int[] ids;
    private final int count;
    private final int[] firsts;

    private Grouping(int[] ids, int count, int[] firsts) {
        this.ids = ids;
        this.count = count;
        this.firsts = firsts;
    }

    /** Returns, per item, the number of its group: groups are numbered as they first appear. */
    public int[] ids() {
        return ids;
    }

    /** Returns how many groups there are. */
    public int count() {
        return count;
    }

    /** Returns the position of the first item of each group. */
    public int[] firsts() {
        return Arrays.copyOf(firsts, count);
    }

    /** Numbers the items of a list, or the rows of a table. */
    public static Grouping of(Value v) {
        if (v instanceof Table table) {
            Grouping all = table.width() == 0 ? new Grouping(new int[0], 0, new int[0]) : of(table.column(0));
            for (int i = 1; i < table.width(); i++) {
                all = all.and(of(table.column(i)));
            }
            return all;
        }
        Vec vec = ((Vec) v).plain();
        if (vec instanceof SymVec symbols) {
            return direct(symbols.items(), symbols.count(), Symbols.size());
        }
        if (vec instanceof ByteVec bytes) {
            int[] numbers = new int[bytes.count()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = bytes.items()[i] & 0xFF;
            }
            return direct(numbers, numbers.length, 256);
        }
        return vec.hasKeys() ? hashed(vec) : general(vec);
    }

    private static Grouping direct(int[] numbers, int n, int range) {
        int[] group = new int[range];
        int[] ids = new int[n];
        int[] firsts = new int[Math.min(n, range)];
        int count = 0;
        for (int i = 0; i < n; i++) {
            int id = group[numbers[i]];
            if (id == 0) {
                firsts[count] = i;
                id = ++count;
                group[numbers[i]] = id;
            }
            ids[i] = id - 1;
        }
        return new Grouping(ids, count, firsts);
    }

    private static Grouping hashed(Vec vec) {
        long[] keys = new long[vec.count()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = vec.keyAt(i);
        }
        return hashed(keys);
    }

    private static Grouping hashed(long[] items) {
        int n = items.length;
        int capacity = 1024;
        long[] keys = new long[capacity];
        int[] slots = new int[capacity];
        int[] ids = new int[n];
        int[] firsts = new int[Math.min(n, 1024)];
        int count = 0;
        for (int i = 0; i < n; i++) {
            long key = items[i];
            int slot = (int) GroupIndex.mix(key) & capacity - 1;
            while (slots[slot] != 0 && keys[slot] != key) {
                slot = slot + 1 & capacity - 1;
            }
            if (slots[slot] == 0) {
                if (count == firsts.length) {
                    firsts = Arrays.copyOf(firsts, (int) Math.min(n, count * 2L));
                }
                firsts[count] = i;
                keys[slot] = key;
                slots[slot] = ++count;
                ids[i] = count - 1;
                if (count * 2 > capacity) {
                    capacity *= 2;
                    keys = new long[capacity];
                    slots = new int[capacity];
                    for (int g = 0; g < count; g++) {
                        int place = (int) GroupIndex.mix(items[firsts[g]]) & capacity - 1;
                        while (slots[place] != 0) {
                            place = place + 1 & capacity - 1;
                        }
                        keys[place] = items[firsts[g]];
                        slots[place] = g + 1;
                    }
                }
            } else {
                ids[i] = slots[slot] - 1;
            }
        }
        return new Grouping(ids, count, firsts);
    }

    private static Grouping general(Vec vec) {
        Map<Item, Integer> seen = new HashMap<>();
        int[] ids = new int[vec.count()];
        int[] firsts = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            Item item = new Item(vec.at(i));
            Integer id = seen.get(item);
            if (id == null) {
                id = seen.size();
                firsts[id] = i;
                seen.put(item, id);
            }
            ids[i] = id;
        }
        return new Grouping(ids, seen.size(), firsts);
    }

    /** A value that is equal when it matches. */
    record Item(Value value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Item item && Order.match(value, item.value);
        }

        @Override
        public int hashCode() {
            return Order.hash(value);
        }
    }

    /** Returns the groups of pairs. */
    private Grouping and(Grouping other) {
        long[] pairs = new long[ids.length];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (long) ids[i] * other.count + other.ids[i];
        }
        return hashed(pairs);
    }

    /** Returns the positions of each group's items, ascending. */
    public int[][] positions() {
        int[] sizes = new int[count];
        for (int id : ids) {
            sizes[id]++;
        }
        int[][] positions = new int[count][];
        for (int g = 0; g < count; g++) {
            positions[g] = new int[sizes[g]];
            sizes[g] = 0;
        }
        for (int i = 0; i < ids.length; i++) {
            int g = ids[i];
            positions[g][sizes[g]++] = i;
        }
        return positions;
    }
}
