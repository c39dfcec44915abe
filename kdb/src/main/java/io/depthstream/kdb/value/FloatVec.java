package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector kept in a {@code double} array: floats and datetimes. */
public final class FloatVec extends Vec {
    private final double[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public FloatVec(int type, double[] items) {
        this(type, items, items.length, null);
    }

    private FloatVec(int type, double[] items, int count, Tail tail) {
        super(type);
        this.items = items;
        this.count = count;
        this.tail = tail;
    }

    /** Returns the array itself, perhaps longer than the vector: read only. */
    public double[] items() {
        return items;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Value at(int i) {
        return new Atom(new FloatVec(type(), new double[] {i < 0 || i >= count ? none() : items[i]}));
    }

    private double none() {
        return Double.NaN;
    }

    @Override
    public Vec take(int[] positions) {
        double[] taken = new double[positions.length];
        double none = none();
        for (int i = 0; i < taken.length; i++) {
            int p = positions[i];
            taken[i] = p < 0 || p >= count ? none : items[p];
        }
        return new FloatVec(type(), taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new FloatVec(type(), Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        FloatVec more = (FloatVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new FloatVec(type(), items, length, tail);
        }
        double[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new FloatVec(type(), joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        double[] changed = Arrays.copyOf(items, count);
        double[] from = ((FloatVec) values).items;
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = from[one ? 0 : i];
        }
        return new FloatVec(type(), changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return order(items[i], ((FloatVec) other).items[j]);
    }

    @Override
    public boolean nullAt(int i) {
        return Double.isNaN(items[i]);
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
        return key(items[i]);
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    /** Orders floats: the null first, zeros equal. */
    public static int order(double a, double b) {
        if (a < b) {
            return -1;
        }
        if (a > b) {
            return 1;
        }
        boolean aNull = Double.isNaN(a);
        return aNull == Double.isNaN(b) ? 0 : aNull ? -1 : 1;
    }

    /** Returns bits equal for equal floats: all nulls are one, and so are both zeros. */
    public static long key(double value) {
        return value == 0 ? 0 : Double.doubleToLongBits(value);
    }

    @Override
    protected Vec share() {
        return new FloatVec(type(), items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
