package io.depthstream.kdb.table;

import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Grouping;

/** {@code update … by … where}: columns replaced or added, on the selected rows; others keep what they have, or are null. */
final class Changing {
    private final Selection selection;

    Changing(Selection selection) {
        this.selection = selection;
    }

    Table update(Value by, Dict assigned) {
        Table result = selection.table();
        SymVec names = (SymVec) assigned.keys();
        int[][] groups = by instanceof Dict keys && keys.count() > 0
            ? Grouping.of(new GroupedSelection(selection).keys(keys)).positions() : null;
        for (int i = 0; i < names.count(); i++) {
            Value tree = assigned.values().at(i);
            Vec values = groups == null ? spread(selection.eval(tree), selection.count()) : grouped(tree, groups);
            result = put(result, names.nameAt(i), values);
        }
        return result;
    }

    private static Vec spread(Value value, int n) {
        if (value instanceof Vec vec) {
            if (vec.count() != n) {
                throw QError.length();
            }
            return vec;
        }
        return Tables.column(value, n);
    }

    private Vec grouped(Value tree, int[][] groups) {
        int[] rows = selection.rows();
        Vec joined = null;
        int[] order = new int[selection.count()];
        int at = 0;
        java.util.List<Value> general = new java.util.ArrayList<>();
        java.util.List<Vec> parts = new java.util.ArrayList<>();
        for (int[] group : groups) {
            selection.engine().check();
            Vec part = spread(selection.at(GroupedSelection.pick(rows, group, selection.isWhole())).eval(tree), group.length);
            parts.add(part);
            for (int place : group) {
                order[place] = at++;
            }
        }
        for (Vec part : parts) {
            if (joined == null) {
                joined = part;
            } else if (joined.type() == part.type()) {
                joined = joined.concat(part);
            } else {
                joined = null;
                break;
            }
        }
        if (joined == null) {
            for (Vec part : parts) {
                for (int i = 0; i < part.count(); i++) {
                    general.add(part.at(i));
                }
            }
            joined = new ListVec(general.toArray(new Value[0]));
        }
        return joined.take(order);
    }

    private Table put(Table table, String name, Vec values) {
        if (selection.isWhole()) {
            return table.width() == 0 ? new Table(SymVec.of(name), values) : table.with(name, values);
        }
        Vec old = table.get(name);
        int[] rows = selection.rows();
        if (old == null) {
            int[] none = new int[table.count()];
            java.util.Arrays.fill(none, -1);
            old = values.count() == 0 ? values.take(none) : values.take(none);
        }
        if (old.type() != values.type()) {
            if (old.plain().type() == values.plain().type()) {
                old = old.plain();
                values = values.plain();
            } else if (!(old instanceof ListVec)) {
                if (rows.length == 0) {
                    return table.with(name, old);
                }
                throw QError.type();
            }
        }
        Vec from = old instanceof ListVec && !(values instanceof ListVec) ? general(values) : values;
        Vec changed = rows.length == 0 ? old : old.amend(rows, from);
        return table.with(name, changed instanceof ListVec list ? Lists.of(list.toArray()) : changed);
    }

    private static Vec general(Vec vec) {
        Value[] items = new Value[vec.count()];
        for (int i = 0; i < items.length; i++) {
            items[i] = vec.at(i);
        }
        return new ListVec(items);
    }
}
