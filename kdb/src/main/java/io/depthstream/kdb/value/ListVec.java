package io.depthstream.kdb.value;

import java.util.Arrays;

/** A general list: any values. */
public final class ListVec extends Vec {
    /** The empty general list. */
    public static final ListVec EMPTY = new ListVec(new Value[0]);

    private final Value[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public ListVec(Value... items) {
        this(items, items.length, null);
    }

    private ListVec(Value[] items, int count, Tail tail) {
        super(Type.LIST);
        this.items = items;
        this.count = count;
        this.tail = tail;
    }

    /** Returns the items in an array of their own. */
    public Value[] toArray() {
        return Arrays.copyOf(items, count);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Value at(int i) {
        return i < 0 || i >= count ? none() : items[i];
    }

    /** Returns the null of a list: the empty list of what the first item is. */
    private Value none() {
        if (count == 0) {
            return EMPTY;
        }
        if (items[0] instanceof Atom atom) {
            return atom.vec().take(new int[] {-1}).at(0);
        }
        return items[0] instanceof Vec vec ? vec.empty() : EMPTY;
    }

    @Override
    public Vec take(int[] positions) {
        Value[] taken = new Value[positions.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = at(positions[i]);
        }
        return new ListVec(taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new ListVec(Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        ListVec more = (ListVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new ListVec(items, length, tail);
        }
        Value[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new ListVec(joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        Value[] changed = toArray();
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = values.at(one ? 0 : i);
        }
        return new ListVec(changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return Order.compare(items[i], ((ListVec) other).items[j]);
    }

    @Override
    public boolean nullAt(int i) {
        return items[i] instanceof Atom atom ? atom.vec().nullAt(0) : items[i] == Identity.NULL;
    }

    @Override
    protected Vec share() {
        return new ListVec(items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
