package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector kept in a {@code short} array: shorts. */
public final class ShortVec extends Vec {
    /** The null. */
    public static final short NULL = Short.MIN_VALUE;

    private final short[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public ShortVec(int type, short[] items) {
        this(type, items, items.length, null);
    }

    private ShortVec(int type, short[] items, int count, Tail tail) {
        super(type);
        this.items = items;
        this.count = count;
        this.tail = tail;
    }

    /** Returns the array itself, perhaps longer than the vector: read only. */
    public short[] items() {
        return items;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Value at(int i) {
        return new Atom(new ShortVec(type(), new short[] {i < 0 || i >= count ? none() : items[i]}));
    }

    private short none() {
        return NULL;
    }

    @Override
    public Vec take(int[] positions) {
        short[] taken = new short[positions.length];
        short none = none();
        for (int i = 0; i < taken.length; i++) {
            int p = positions[i];
            taken[i] = p < 0 || p >= count ? none : items[p];
        }
        return new ShortVec(type(), taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new ShortVec(type(), Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        ShortVec more = (ShortVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new ShortVec(type(), items, length, tail);
        }
        short[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new ShortVec(type(), joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        short[] changed = Arrays.copyOf(items, count);
        short[] from = ((ShortVec) values).items;
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = from[one ? 0 : i];
        }
        return new ShortVec(type(), changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return Short.compare(items[i], ((ShortVec) other).items[j]);
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
        return new ShortVec(type(), items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
