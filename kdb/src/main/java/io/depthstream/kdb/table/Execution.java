package io.depthstream.kdb.table;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code exec}: columns as lists, as a dictionary, or by keys as a dictionary of them. */
final class Execution {
    private final Selection selection;

    Execution(Selection selection) {
        this.selection = selection;
    }

    Value run(Value by, Value columns) {
        boolean flat = by instanceof Vec none && none.count() == 0 || by == io.depthstream.kdb.value.Identity.NULL
            || by instanceof Atom flag && flag.type() == -Type.BOOL;
        if (flat) {
            Value result = plain(columns);
            boolean distinct = by instanceof Atom flag && flag.longValue() != 0;
            return distinct ? selection.engine().apply(selection.engine().builtin("distinct"), result) : result;
        }
        boolean single = !(by instanceof Dict);
        Dict keys = single ? new Dict(SymVec.of("x"), new io.depthstream.kdb.value.ListVec(by)) : (Dict) by;
        boolean one = !(columns instanceof Dict);
        Value named = one ? columns.count() == 0 ? columns : new Dict(SymVec.of("x"), new io.depthstream.kdb.value.ListVec(columns)) : columns;
        Dict grouped = (Dict) new GroupedSelection(selection).select(keys, named);
        Table left = (Table) grouped.keys();
        Table right = (Table) grouped.values();
        return new Dict(single ? left.column(0).with(Vec.PLAIN) : left, one && columns.count() > 0 ? right.column(0) : right);
    }

    private Value plain(Value columns) {
        if (columns instanceof Dict named) {
            Value[] values = new Value[named.count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = selection.eval(named.values().at(i));
            }
            return new Dict(named.keys(), Lists.of(values));
        }
        if (columns.count() == 0) {
            Table table = (Table) selection.select(columns, new String[0]);
            return table.at(table.count() - 1);
        }
        return selection.eval(columns);
    }
}
