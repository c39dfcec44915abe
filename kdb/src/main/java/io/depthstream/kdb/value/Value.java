package io.depthstream.kdb.value;

/**
 * Any q value. Values never change once made, so they may be shared freely; appending shares the array where it can
 * (see {@link Tail}).
 */
public abstract class Value {
    /** Returns the q type number: negative for atoms, positive for vectors, 98 and above for tables, dictionaries, functions. */
    public abstract int type();

    /** Returns the number of items; 1 for atoms and functions. */
    public abstract int count();

    /** Returns the item at a position; atoms and functions are their own only item. Positions outside give the null. */
    public abstract Value at(int i);

    /** Neither list nor dictionary nor table. */
    public boolean isAtom() {
        return type() < 0 || type() >= Type.LAMBDA;
    }

    /** True for {@link Vec}: simple vectors and general lists. */
    public boolean isList() {
        return type() >= 0 && type() < Type.TABLE;
    }
}
