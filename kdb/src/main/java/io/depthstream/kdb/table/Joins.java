package io.depthstream.kdb.table;

import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Casting;
import io.depthstream.kdb.verb.Finding;
import io.depthstream.kdb.verb.Joining;
import java.util.Arrays;

/** Joins by equal keys: {@code lj ljf ij uj pj ej} and {@code ^} of keyed tables. */
public final class Joins {
    private Joins() {
    }

    private static Dict keyed(Value v) {
        if (v instanceof Dict dict && dict.isKeyedTable()) {
            return dict;
        }
        throw QError.type();
    }

    /** Runs a join on the plain table of the left and keys the result as the left was. */
    private static Value rekeyed(Value left, java.util.function.UnaryOperator<Table> join) {
        return Tables.key(Tables.keys(left).length, join.apply(Tables.plain(left)));
    }

    private static int[] matches(Table left, Dict right) {
        Table keys = (Table) right.keys();
        return Finding.find(keys, Tables.columns(left, keys.names().names()));
    }

    /** Left join: columns of the right where its key is there, what the left has (or null) where it is not. */
    static Value left(Value x, Value y, boolean fill) {
        Dict right = keyed(y);
        return rekeyed(x, table -> {
            int[] places = matches(table, right);
            Table result = table;
            Table values = (Table) right.values();
            for (int c = 0; c < values.width(); c++) {
                String name = values.names().nameAt(c);
                Vec old = table.get(name);
                Vec more = values.column(c).take(places);
                result = result.with(name, old == null ? more : merged(old, more, places, values.count(), fill));
            }
            return result;
        });
    }

    private static Vec merged(Vec old, Vec more, int[] places, int none, boolean fill) {
        Vec mine = old.plain();
        Vec theirs = more.plain();
        if (mine.type() != theirs.type() && mine.type() != 0 && theirs.type() != 0) {
            theirs = Casting.cast(theirs, mine.type());
        }
        int[] changed = new int[places.length];
        int n = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i] < none && !(fill && theirs.nullAt(i))) {
                changed[n++] = i;
            }
        }
        int[] rows = Arrays.copyOf(changed, n);
        return n == 0 ? mine : n == places.length ? theirs : general(mine, theirs).amend(rows, general(theirs, mine).take(rows));
    }

    private static Vec general(Vec vec, Vec like) {
        if (like.type() != 0 || vec.type() == 0) {
            return vec;
        }
        Value[] items = new Value[vec.count()];
        for (int i = 0; i < items.length; i++) {
            items[i] = vec.at(i);
        }
        return new io.depthstream.kdb.value.ListVec(items);
    }

    /** Inner join: only the rows whose key is on the right. */
    static Value inner(Value x, Value y) {
        Dict right = keyed(y);
        return rekeyed(x, table -> {
            int[] places = matches(table, right);
            int[] kept = java.util.stream.IntStream.range(0, places.length).filter(i -> places[i] < right.count()).toArray();
            return (Table) left(table.take(kept), right, false);
        });
    }

    /** Union join: of keyed tables an upsert with all columns, of plain tables the rows of both. */
    static Value union(Value x, Value y) {
        if (x instanceof Dict) {
            Dict a = keyed(x);
            Dict b = keyed(y);
            Table all = widened((Table) a.values(), (Table) b.values());
            Table more = widened((Table) b.values(), (Table) a.values());
            return unionKeyed(a, b, all, Tables.columns(more, all.names().names()));
        }
        Table a = Tables.plain(x);
        Table b = Tables.plain(y);
        Table all = widened(a, b);
        return Joining.append(all, Tables.columns(widened(b, a), all.names().names()));
    }

    private static Value unionKeyed(Dict a, Dict b, Table values, Table more) {
        Table known = (Table) b.values();
        int[] places = Finding.find(a.keys(), b.keys());
        Table filled = more;
        for (int c = 0; c < more.width(); c++) {
            String name = more.names().nameAt(c);
            if (known.find(name) < 0) {
                filled = filled.with(name, values.column(c).take(places));
            }
        }
        return Joining.join(new Dict(a.keys(), values), new Dict(b.keys(), filled));
    }

    /** Adds the columns another table has, filled with nulls. */
    private static Table widened(Table table, Table other) {
        Table result = table;
        int[] none = new int[table.count()];
        Arrays.fill(none, -1);
        for (int c = 0; c < other.width(); c++) {
            if (result.find(other.names().nameAt(c)) < 0) {
                result = result.with(other.names().nameAt(c), other.column(c).empty().take(none));
            }
        }
        return result;
    }

    /** Plus join: values of the right are added, nulls as zero. */
    static Value plus(io.depthstream.kdb.eval.Engine q, Value x, Value y) {
        Dict right = keyed(y);
        return rekeyed(x, table -> {
            int[] places = matches(table, right);
            Table values = (Table) right.values();
            Table result = table;
            for (int c = 0; c < values.width(); c++) {
                String name = values.names().nameAt(c);
                Value more = q.apply(q.builtin("^"), io.depthstream.kdb.value.Atom.FALSE, values.column(c).take(places));
                Vec old = table.get(name);
                result = result.with(name, (Vec) (old == null ? more : q.apply(q.builtin("+"), old, more)));
            }
            return result;
        });
    }

    /** Equi join: every pair of rows with the same keys. */
    static Value equi(Value names, Value x, Value y) {
        String[] columns = ((SymVec) Lists.enlist(names)).names();
        Table left = Tables.plain(x);
        Table right = Tables.plain(y);
        Table keys = Tables.columns(right, columns);
        io.depthstream.kdb.verb.Grouping groups = io.depthstream.kdb.verb.Grouping.of(keys);
        int[][] positions = groups.positions();
        int[] found = Finding.find(keys, Tables.columns(left, columns));
        int total = 0;
        for (int place : found) {
            total += place < right.count() ? positions[groups.ids()[place]].length : 0;
        }
        int[] fromLeft = new int[total];
        int[] fromRight = new int[total];
        int at = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i] < right.count()) {
                for (int row : positions[groups.ids()[found[i]]]) {
                    fromLeft[at] = i;
                    fromRight[at++] = row;
                }
            }
        }
        Table result = left.take(fromLeft);
        Table more = Tables.without(right, columns).take(fromRight);
        for (int c = 0; c < more.width(); c++) {
            result = result.with(more.names().nameAt(c), more.column(c));
        }
        return result;
    }

    /** {@code x^y} of keyed tables: values of y where they are not null. */
    public static Value coalesce(Dict x, Dict y) {
        Table a = (Table) x.values();
        int[] places = Finding.find(x.keys(), y.keys());
        Table values = (Table) y.values();
        for (int c = 0; c < values.width(); c++) {
            Vec mine = a.get(values.names().nameAt(c));
            if (mine != null) {
                Vec old = mine.take(places);
                Vec more = values.column(c);
                int[] nulls = java.util.stream.IntStream.range(0, more.count()).filter(more::nullAt).toArray();
                if (nulls.length > 0) {
                    values = values.with(values.names().nameAt(c), more.amend(nulls, old.take(nulls)));
                }
            }
        }
        return Joining.join(x, new Dict(y.keys(), values));
    }
}
