package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector kept in a {@code float} array: reals. */
public final class RealVec extends Vec {
    private final float[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public RealVec(int type, float[] items) {
        this(type, items, items.length, null);
    }

    private RealVec(int type, float[] items, int count, Tail tail) {
        super(type);
        this.items = items;
        this.count = count;
        this.tail = tail;
    }

    /** Returns the array itself, perhaps longer than the vector: read only. */
    public float[] items() {
        return items;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Value at(int i) {
        return new Atom(new RealVec(type(), new float[] {i < 0 || i >= count ? none() : items[i]}));
    }

    private float none() {
        return Float.NaN;
    }

    @Override
    public Vec take(int[] positions) {
        float[] taken = new float[positions.length];
        float none = none();
        for (int i = 0; i < taken.length; i++) {
            int p = positions[i];
            taken[i] = p < 0 || p >= count ? none : items[p];
        }
        return new RealVec(type(), taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new RealVec(type(), Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        RealVec more = (RealVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new RealVec(type(), items, length, tail);
        }
        float[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new RealVec(type(), joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        float[] changed = Arrays.copyOf(items, count);
        float[] from = ((RealVec) values).items;
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = from[one ? 0 : i];
        }
        return new RealVec(type(), changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return FloatVec.order(items[i], ((RealVec) other).items[j]);
    }

    @Override
    public boolean nullAt(int i) {
        return Float.isNaN(items[i]);
    }

    @Override
    public long longAt(int i) {
        return Widen.toLong(items[i]);
    }

    @Override
    public double doubleAt(int i) {
        return items[i];
    }

    @Override
    public long keyAt(int i) {
        return FloatVec.key(items[i]);
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    protected Vec share() {
        return new RealVec(type(), items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
