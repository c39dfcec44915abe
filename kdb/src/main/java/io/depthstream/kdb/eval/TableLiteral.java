package io.depthstream.kdb.eval;

import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Value;

/** {@code ([]a:1 2;b:3 4)}, {@code ([k:…]v:…)}, and the dictionary {@code ([a:1;b:2])}. */
public final class TableLiteral extends Node {
    private final String[] names;
    private final Node[] values;
    private final int keys;
    private final boolean dictionary;

    /** Makes a table of named columns, the first so many of which are keys. */
    public TableLiteral(String[] names, Node[] values, int keys, boolean dictionary) {
        this.names = names;
        this.values = values;
        this.keys = keys;
        this.dictionary = dictionary;
    }

    @Override
    public Value eval(Engine q, Frame frame) {
        Value[] columns = Application.values(q, frame, values);
        if (dictionary) {
            return new Dict(SymVec.of(names), Lists.of(columns));
        }
        return Tables.key(keys, Tables.ofColumns(SymVec.of(names), columns));
    }

    @Override
    public Value tree() {
        Value columns = new ListVec(trees(values, Builtins.get("enlist")));
        Value flat = new ListVec(Builtins.get("flip"),
            new ListVec(Builtins.get("!"), new ListVec(SymVec.of(names)), columns));
        return keys == 0 ? flat : new ListVec(Builtins.get("!"), io.depthstream.kdb.value.Atom.of((long) keys), flat);
    }
}
