package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.Symbols;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.Arrays;

/** Stable orders of lists and tables, as positions. Simple vectors are sorted by radix on numbers of the same order. */
public final class SortOrder {
    private static final int DIGIT_BITS = 11;
    private static final int RADIX = 1 << DIGIT_BITS;

    private SortOrder() {
    }

    /** Returns the positions that put the items in order. */
    public static int[] of(Value v, boolean descending) {
        int n = v.count();
        int[] order = Lists.positions(0, n);
        if (v instanceof Table table) {
            for (int c = table.width() - 1; c >= 0; c--) {
                order = sort(table.column(c).plain(), order, descending);
            }
            return order;
        }
        return sort(((Vec) v).plain(), order, descending);
    }

    /** Sorts positions that are in some order already by one more column, keeping that order among equals. */
    public static int[] sort(Vec vec, int[] order, boolean descending) {
        if (vec.type() == Type.LIST || vec.type() == Type.GUID) {
            Integer[] boxed = Arrays.stream(order).boxed().toArray(Integer[]::new);
            Arrays.sort(boxed, (a, b) -> descending ? vec.compare(b, vec, a) : vec.compare(a, vec, b));
            return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
        }
        long[] keys = keys(vec);
        if (descending) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = ~keys[i];
            }
        }
        return radix(keys, order);
    }

    /** Returns numbers in the order of the items, nulls least. */
    private static long[] keys(Vec vec) {
        int n = vec.count();
        long[] keys = new long[n];
        if (vec instanceof SymVec symbols) {
            int[] ranks = ranks(symbols);
            for (int i = 0; i < n; i++) {
                keys[i] = ranks[symbols.items()[i]];
            }
            return keys;
        }
        for (int i = 0; i < n; i++) {
            if (Type.isFloating(vec.type())) {
                double v = vec.doubleAt(i);
                long bits = Double.doubleToLongBits(v == 0 ? 0.0 : v);
                keys[i] = v != v ? Long.MIN_VALUE : bits < 0 ? Long.MIN_VALUE - bits - 1 : bits;
            } else {
                keys[i] = vec.longAt(i);
            }
        }
        return keys;
    }

    /** Returns, by symbol number, the rank among the symbols there are in the vector. */
    private static int[] ranks(SymVec symbols) {
        Grouping groups = Grouping.of(symbols);
        int[] firsts = groups.firsts();
        Integer[] numbers = new Integer[firsts.length];
        for (int i = 0; i < firsts.length; i++) {
            numbers[i] = symbols.items()[firsts[i]];
        }
        Arrays.sort(numbers, (a, b) -> Symbols.name(a).compareTo(Symbols.name(b)));
        int[] ranks = new int[Symbols.size()];
        for (int i = 0; i < numbers.length; i++) {
            ranks[numbers[i]] = i;
        }
        return ranks;
    }

    private static int[] radix(long[] keys, int[] order) {
        int n = order.length;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        boolean sorted = true;
        for (int i = 0; i < n; i++) {
            long key = keys[order[i]];
            sorted &= i == 0 || keys[order[i - 1]] <= key;
            least = Math.min(least, key);
            most = Math.max(most, key);
        }
        if (sorted) {
            return order;
        }
        int[] from = order;
        int[] to = new int[n];
        long range = most - least;
        for (int shift = 0; shift < Long.SIZE && (shift == 0 || range >>> shift != 0); shift += DIGIT_BITS) {
            int[] starts = new int[RADIX + 1];
            for (int i = 0; i < n; i++) {
                starts[(int) (keys[from[i]] - least >>> shift) & RADIX - 1]++;
            }
            int total = 0;
            for (int digit = 0; digit < RADIX; digit++) {
                int size = starts[digit];
                starts[digit] = total;
                total += size;
            }
            for (int i = 0; i < n; i++) {
                to[starts[(int) (keys[from[i]] - least >>> shift) & RADIX - 1]++] = from[i];
            }
            int[] next = from == order ? new int[n] : from;
            from = to;
            to = next;
        }
        return from;
    }
}
