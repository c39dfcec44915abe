package io.depthstream.kdb.value;

/** A dictionary; with a table on both sides it is a keyed table. */
public final class Dict extends Value {
    private final Value keys;
    private final Value values;

    /** Pairs keys with values, lists or tables of one length; 'length otherwise. */
    public Dict(Value keys, Value values) {
        if (keys.count() != values.count()) {
            throw QError.length();
        }
        this.keys = keys;
        this.values = values;
    }

    @Override
    public int type() {
        return Type.DICT;
    }

    @Override
    public int count() {
        return keys.count();
    }

    @Override
    public Value at(int i) {
        return values.at(i);
    }

    /** Returns the keys: a list, or a table. */
    public Value keys() {
        return keys;
    }

    /** Returns the values: a list, or a table. */
    public Value values() {
        return values;
    }

    /** Returns whether both sides are tables. */
    public boolean isKeyedTable() {
        return keys instanceof Table && values instanceof Table;
    }

    /** Returns a keyed table as a plain one, keys first. */
    public Table unkeyed() {
        if (!isKeyedTable()) {
            throw QError.type();
        }
        return ((Table) keys).beside((Table) values);
    }

    /** Returns the value at a symbol, or null if there is none. */
    public Value get(String name) {
        if (keys instanceof SymVec symbols) {
            int number = Symbols.intern(name);
            for (int i = 0; i < symbols.count(); i++) {
                if (symbols.items()[i] == number) {
                    return values.at(i);
                }
            }
        }
        return null;
    }
}
