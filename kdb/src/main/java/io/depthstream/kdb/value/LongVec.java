package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector kept in a {@code long} array: longs, timestamps, timespans. */
public final class LongVec extends Vec {
    /** The null. */
    public static final long NULL = Long.MIN_VALUE;

    private final long[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public LongVec(int type, long[] items) {
        this(type, items, items.length, null);
    }

    private LongVec(int type, long[] items, int count, Tail tail) {
        super(type);
        this.items = items;
        this.count = count;
        this.tail = tail;
    }

    /** Returns the array itself, perhaps longer than the vector: read only. */
    public long[] items() {
        return items;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Value at(int i) {
        return new Atom(new LongVec(type(), new long[] {i < 0 || i >= count ? none() : items[i]}));
    }

    private long none() {
        return NULL;
    }

    @Override
    public Vec take(int[] positions) {
        long[] taken = new long[positions.length];
        long none = none();
        for (int i = 0; i < taken.length; i++) {
            int p = positions[i];
            taken[i] = p < 0 || p >= count ? none : items[p];
        }
        return new LongVec(type(), taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new LongVec(type(), Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        LongVec more = (LongVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new LongVec(type(), items, length, tail);
        }
        long[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new LongVec(type(), joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        long[] changed = Arrays.copyOf(items, count);
        long[] from = ((LongVec) values).items;
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = from[one ? 0 : i];
        }
        return new LongVec(type(), changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return Long.compare(items[i], ((LongVec) other).items[j]);
    }

    @Override
    public boolean nullAt(int i) {
        return items[i] == NULL;
    }

    @Override
    public long longAt(int i) {
        return items[i];
    }

    @Override
    public double doubleAt(int i) {
        return Widen.toDouble(items[i]);
    }

    @Override
    public long keyAt(int i) {
        return items[i];
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    protected Vec share() {
        return new LongVec(type(), items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
