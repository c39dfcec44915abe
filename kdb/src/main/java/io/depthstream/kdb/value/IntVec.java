package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector kept in a {@code int} array: ints, months, dates, minutes, seconds, times. */
public final class IntVec extends Vec {
    /** The null. */
    public static final int NULL = Integer.MIN_VALUE;

    private final int[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public IntVec(int type, int[] items) {
        this(type, items, items.length, null);
    }

    private IntVec(int type, int[] items, int count, Tail tail) {
        super(type);
        this.items = items;
        this.count = count;
        this.tail = tail;
    }

    /** Returns the array itself, perhaps longer than the vector: read only. */
    public int[] items() {
        return items;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Value at(int i) {
        return new Atom(new IntVec(type(), new int[] {i < 0 || i >= count ? none() : items[i]}));
    }

    private int none() {
        return NULL;
    }

    @Override
    public Vec take(int[] positions) {
        int[] taken = new int[positions.length];
        int none = none();
        for (int i = 0; i < taken.length; i++) {
            int p = positions[i];
            taken[i] = p < 0 || p >= count ? none : items[p];
        }
        return new IntVec(type(), taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new IntVec(type(), Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        IntVec more = (IntVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new IntVec(type(), items, length, tail);
        }
        int[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new IntVec(type(), joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        int[] changed = Arrays.copyOf(items, count);
        int[] from = ((IntVec) values).items;
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = from[one ? 0 : i];
        }
        return new IntVec(type(), changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return Integer.compare(items[i], ((IntVec) other).items[j]);
    }

    @Override
    public boolean nullAt(int i) {
        return items[i] == NULL;
    }

    @Override
    public long longAt(int i) {
        return Widen.toLong(items[i]);
    }

    @Override
    public double doubleAt(int i) {
        return Widen.toDouble(Widen.toLong(items[i]));
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
        return new IntVec(type(), items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
