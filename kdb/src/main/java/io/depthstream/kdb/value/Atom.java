package io.depthstream.kdb.value;

/** One value of a simple type. It is kept as a vector of one, so that every verb has one kernel for both. */
public final class Atom extends Value {
    public static final Atom TRUE = new Atom(new ByteVec(Type.BOOL, new byte[] {1}));
    public static final Atom FALSE = new Atom(new ByteVec(Type.BOOL, new byte[] {0}));

    private final Vec one;

    /** Wraps a simple vector of one item. */
    public Atom(Vec one) {
        this.one = one;
    }

    @Override
    public int type() {
        return -one.type();
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public Value at(int i) {
        return this;
    }

    /** Returns the vector of one that holds the value. */
    public Vec vec() {
        return one;
    }

    /** Returns the value as a widened whole number. */
    public long longValue() {
        return one.longAt(0);
    }

    /** Returns the value as a float. */
    public double doubleValue() {
        return one.doubleAt(0);
    }

    /** Returns the name of a symbol (or enumerated symbol). */
    public String symbol() {
        if (one.plain() instanceof SymVec symbols) {
            return symbols.nameAt(0);
        }
        throw QError.type();
    }

    /** Makes a long. */
    public static Atom of(long value) {
        return new Atom(new LongVec(Type.LONG, new long[] {value}));
    }

    /** Makes an int. */
    public static Atom ofInt(int value) {
        return new Atom(new IntVec(Type.INT, new int[] {value}));
    }

    /** Makes a short. */
    public static Atom ofShort(int value) {
        return new Atom(new ShortVec(Type.SHORT, new short[] {(short) value}));
    }

    /** Makes a float. */
    public static Atom of(double value) {
        return new Atom(new FloatVec(Type.FLOAT, new double[] {value}));
    }

    /** Returns one of the two booleans. */
    public static Atom of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Makes a symbol. */
    public static Atom symbol(String name) {
        return new Atom(new SymVec(new int[] {Symbols.intern(name)}));
    }

    /** Makes a char. */
    public static Atom of(char value) {
        return new Atom(new ByteVec(Type.CHAR, new byte[] {(byte) value}));
    }

    /** Makes a value of a type stored in longs, such as a timestamp. */
    public static Atom ofLong(int type, long value) {
        return new Atom(new LongVec(type, new long[] {value}));
    }

    /** Makes a value of a type stored in ints, such as a date. */
    public static Atom ofInt(int type, int value) {
        return new Atom(new IntVec(type, new int[] {value}));
    }
}
