package io.depthstream.kdb.table;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Grouping;
import io.depthstream.kdb.verb.SortOrder;

/** {@code select … by …}: the rows grouped by what keys evaluate to, in the order of the keys. */
final class GroupedSelection {
    private final Selection selection;

    GroupedSelection(Selection selection) {
        this.selection = selection;
    }

    /** Returns the values of the keys, one row for each row. */
    Table keys(Dict by) {
        Vec[] columns = new Vec[by.count()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Tables.column(selection.eval(by.values().at(i)), selection.count());
        }
        return new Table((SymVec) by.keys(), columns);
    }

    Value select(Dict by, Value columns) {
        Table keys = keys(by);
        Grouping groups = Grouping.of(keys);
        int[] order = SortOrder.of(keys.take(groups.firsts()), false);
        Table sortedKeys = keys.take(reordered(groups.firsts(), order));
        if (keys.width() == 1 && sortedKeys.count() > 0 && sortedKeys.column(0).type() != 0) {
            sortedKeys = new Table(sortedKeys.names(), sortedKeys.column(0).with('s'));
        }
        if (!(columns instanceof Dict named)) {
            int[] rows = selection.rows();
            int[][] positions = groups.positions();
            int[] lasts = new int[order.length];
            for (int g = 0; g < order.length; g++) {
                int[] group = positions[order[g]];
                lasts[g] = rows[group[group.length - 1]];
            }
            Table table = Tables.without(selection.table(), keys.names().names());
            return new Dict(sortedKeys, table.take(lasts));
        }
        Vec[] results = new Vec[named.count()];
        GroupedAggregates aggregates = new GroupedAggregates(selection, groups);
        boolean all = true;
        for (int c = 0; c < results.length; c++) {
            Vec known = aggregates.of(named.values().at(c));
            results[c] = known == null ? null : known.take(order);
            all &= known != null;
        }
        if (!all) {
            groupByGroup(named, groups, order, results);
        }
        return new Dict(sortedKeys, new Table((SymVec) named.keys(), results));
    }

    /** Fills the columns that are still missing. */
    private void groupByGroup(Dict named, Grouping groups, int[] order, Vec[] results) {
        int[] rows = selection.isWhole() ? null : selection.rows();
        int[][] positions = groups.positions();
        Value[][] cells = new Value[results.length][order.length];
        for (int g = 0; g < order.length; g++) {
            selection.engine().check();
            Selection group = selection.at(pick(rows, positions[order[g]], rows == null));
            for (int c = 0; c < cells.length; c++) {
                if (results[c] == null) {
                    cells[c][g] = group.eval(named.values().at(c));
                }
            }
        }
        for (int c = 0; c < results.length; c++) {
            if (results[c] == null) {
                results[c] = order.length == 0 ? emptyLike(named.values().at(c)) : column(cells[c]);
            }
        }
    }

    /** What a group that is not there would give tells the type of the column. */
    private Vec emptyLike(Value tree) {
        Value none = selection.at(new int[0]).eval(tree);
        return none instanceof Atom atom ? atom.vec().empty() : ListVec.EMPTY;
    }

    static Vec column(Value[] cells) {
        Value list = Lists.collapse(cells);
        return list instanceof Vec vec ? vec : new ListVec(cells);
    }

    static int[] pick(int[] rows, int[] places, boolean whole) {
        if (whole) {
            return places;
        }
        int[] picked = new int[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = rows[places[i]];
        }
        return picked;
    }

    private static int[] reordered(int[] firsts, int[] order) {
        int[] out = new int[order.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = firsts[order[i]];
        }
        return out;
    }
}
