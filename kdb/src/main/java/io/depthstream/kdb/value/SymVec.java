package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector of symbols, kept as their numbers (see {@link Symbols}). */
public final class SymVec extends Vec {
    /** The null. */
    public static final int NULL = 0;

    private final int[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public SymVec(int[] items) {
        this(items, items.length, null);
    }

    private SymVec(int[] items, int count, Tail tail) {
        super(Type.SYMBOL);
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
        return new Atom(new SymVec(new int[] {i < 0 || i >= count ? none() : items[i]}));
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
        return new SymVec(taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new SymVec(Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        SymVec more = (SymVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new SymVec(items, length, tail);
        }
        int[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new SymVec(joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        int[] changed = Arrays.copyOf(items, count);
        int[] from = ((SymVec) values).items;
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = from[one ? 0 : i];
        }
        return new SymVec(changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return order(items[i], ((SymVec) other).items[j]);
    }

    @Override
    public boolean nullAt(int i) {
        return items[i] == NULL;
    }

    /** Returns the name at a position. */
    public String nameAt(int i) {
        return Symbols.name(items[i]);
    }

    /** Returns all names. */
    public String[] names() {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = nameAt(i);
        }
        return names;
    }

    /** Makes a vector of names. */
    public static SymVec of(String... names) {
        int[] numbers = new int[names.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Symbols.intern(names[i]);
        }
        return new SymVec(numbers);
    }

    private static int order(int a, int b) {
        return a == b ? 0 : Symbols.name(a).compareTo(Symbols.name(b));
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
        return new SymVec(items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
