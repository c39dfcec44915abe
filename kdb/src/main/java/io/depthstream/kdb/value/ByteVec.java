package io.depthstream.kdb.value;

import java.util.Arrays;

/** A vector kept in a {@code byte} array: booleans, bytes, chars. */
public final class ByteVec extends Vec {
    private final byte[] items;
    private final int count;
    private Tail tail;

    /** Wraps a whole array, which must not change afterwards. */
    public ByteVec(int type, byte[] items) {
        this(type, items, items.length, null);
    }

    private ByteVec(int type, byte[] items, int count, Tail tail) {
        super(type);
        this.items = items;
        this.count = count;
        this.tail = tail;
    }

    /** Returns the array itself, perhaps longer than the vector: read only. */
    public byte[] items() {
        return items;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Value at(int i) {
        return new Atom(new ByteVec(type(), new byte[] {i < 0 || i >= count ? none() : items[i]}));
    }

    private byte none() {
        return (byte) (type() == Type.CHAR ? ' ' : 0);
    }

    @Override
    public Vec take(int[] positions) {
        byte[] taken = new byte[positions.length];
        byte none = none();
        for (int i = 0; i < taken.length; i++) {
            int p = positions[i];
            taken[i] = p < 0 || p >= count ? none : items[p];
        }
        return new ByteVec(type(), taken);
    }

    @Override
    public Vec slice(int from, int to) {
        return new ByteVec(type(), Arrays.copyOfRange(items, from, to));
    }

    @Override
    public Vec concat(Vec other) {
        ByteVec more = (ByteVec) other;
        int length = Math.addExact(count, more.count);
        if (tail != null && tail.claim(count, more.count, items.length)) {
            System.arraycopy(more.items, 0, items, count, more.count);
            return new ByteVec(type(), items, length, tail);
        }
        byte[] joined = Arrays.copyOf(items, Tail.capacity(count, length));
        System.arraycopy(more.items, 0, joined, count, more.count);
        return new ByteVec(type(), joined, length, joined.length > length ? new Tail(length) : null);
    }

    @Override
    public Vec amend(int[] positions, Vec values) {
        byte[] changed = Arrays.copyOf(items, count);
        byte[] from = ((ByteVec) values).items;
        boolean one = values.count() == 1;
        for (int i = 0; i < positions.length; i++) {
            changed[positions[i]] = from[one ? 0 : i];
        }
        return new ByteVec(type(), changed);
    }

    @Override
    public int compare(int i, Vec other, int j) {
        return Integer.compare(items[i] & 0xFF, ((ByteVec) other).items[j] & 0xFF);
    }

    @Override
    public boolean nullAt(int i) {
        return type() == Type.CHAR && items[i] == ' ';
    }

    @Override
    public long longAt(int i) {
        return items[i] & 0xFF;
    }

    @Override
    public double doubleAt(int i) {
        return items[i] & 0xFF;
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
    public String text() {
        if (type() != Type.CHAR) {
            throw QError.type();
        }
        return new String(items, 0, count, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Makes a char vector of a string whose chars are bytes. */
    public static ByteVec ofText(String text) {
        return new ByteVec(Type.CHAR, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Override
    protected Vec share() {
        return new ByteVec(type(), items, count, tail());
    }

    @Override
    Tail tail() {
        if (tail == null) {
            tail = new Tail(count);
        }
        return tail;
    }
}
