package io.depthstream.kdb.value;

/** A list: a primitive array of one type, or a general list. The array may be longer than the vector. */
public abstract class Vec extends Value {
    /** No attribute. */
    public static final char PLAIN = ' ';

    private final int type;
    private char attribute = PLAIN;

    Vec(int type) {
        this.type = type;
    }

    @Override
    public final int type() {
        return type;
    }

    /** Returns the items at these positions; a position outside gives the type's null. */
    public abstract Vec take(int[] positions);

    /** Returns the items from one position (inside) to another (outside). */
    public abstract Vec slice(int from, int to);

    /** Returns this with the items of a vector of the same type after it. */
    public abstract Vec concat(Vec other);

    /** Returns a copy with the items at the positions replaced, by one value each or by the only one. */
    public abstract Vec amend(int[] positions, Vec values);

    /** Orders two items of vectors of the same type, nulls first. */
    public abstract int compare(int i, Vec other, int j);

    /** Returns whether the item is the type's null. */
    public abstract boolean nullAt(int i);

    /** Returns a whole number, with null and infinities widened to those of long. */
    public long longAt(int i) {
        throw QError.type();
    }

    /** Returns the item as a float, with null as NaN and infinities as such. */
    public double doubleAt(int i) {
        throw QError.type();
    }

    /** Returns a number that is equal for equal items and for them alone; 'type where there is none. */
    public long keyAt(int i) {
        throw QError.type();
    }

    /** Returns whether {@link #keyAt} works. */
    public boolean hasKeys() {
        return false;
    }

    /** Returns symbols for an enumeration, this otherwise. */
    public Vec plain() {
        return this;
    }

    /** Returns a vector over the same array, for an attribute to be put on. */
    protected abstract Vec share();

    /** Returns the knowledge shared with the vectors over the same array. */
    abstract Tail tail();

    /** Returns s, u, p, g, or a space. */
    public final char attribute() {
        return attribute;
    }

    /** Returns the same items with an attribute, unchecked (see the verb {@code #}). */
    public final Vec with(char newAttribute) {
        if (newAttribute == attribute) {
            return this;
        }
        Vec copy = share();
        copy.setAttribute(newAttribute);
        return copy;
    }

    final void setAttribute(char newAttribute) {
        attribute = newAttribute;
    }

    /** Returns the index of this vector, brought up to its end: for vectors with g, u or p. */
    public final GroupIndex index() {
        GroupIndex index = tail().index();
        index.cover(this);
        return index;
    }

    /** Returns {@code (char) value}s of a char vector, one byte each; 'type for others. */
    public String text() {
        throw QError.type();
    }

    /** Returns an empty vector of the same type. */
    public Vec empty() {
        return slice(0, 0);
    }
}
