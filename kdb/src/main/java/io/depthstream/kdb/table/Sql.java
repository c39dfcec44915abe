package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.eval.Scope;
import io.depthstream.kdb.store.Partitions;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Indexing;
import io.depthstream.kdb.verb.SortOrder;

/** The functional forms: {@code ?[t;c;b;a]} selects and {@code ![t;c;b;a]} changes. */
public final class Sql {
    private Sql() {
    }

    /** Returns the conditions of a functional form: a list of trees; one within a list of its own is taken out of it. */
    public static Value conditions(Value c) {
        if (!(c instanceof Vec list) || list.count() == 0) {
            return ListVec.EMPTY;
        }
        return c;
    }

    /** Returns the table a name, a value, or the name of a splayed table on disk stands for. */
    static Value resolve(Engine q, Value table) {
        if (table instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            String name = atom.symbol();
            return name.startsWith(":") ? io.depthstream.kdb.store.Storage.get(q, name) : q.lookup(Globals.absolute(name, q.context()));
        }
        return table;
    }

    /** Runs a select or exec. */
    public static Value select(Engine q, Scope outer, Value source, Value where, Value by, Value columns, Value... more) {
        Value resolved = resolve(q, source);
        if (resolved instanceof Dict dict && !dict.isKeyedTable()) {
            return overDictionary(q, outer, dict, where, by, columns);
        }
        Table table;
        Value conditions = where;
        if (resolved instanceof Partitions partitions) {
            Partitions.Pruned pruned = partitions.prune(q, outer, where, by, columns);
            table = pruned.table();
            conditions = pruned.rest();
        } else {
            table = Tables.plain(resolved);
        }
        String[] keys = Tables.keys(resolved);
        Selection selection = new Selection(q, outer, table);
        selection.filter(conditions);
        boolean exec = by instanceof Vec none && none.count() == 0 || by instanceof Atom flagged && flagged.type() == -Type.SYMBOL
            || by instanceof ListVec || by == Identity.NULL
            || !(columns instanceof Dict) && !(columns instanceof Vec empty && empty.count() == 0);
        Value result;
        if (exec) {
            result = new Execution(selection).run(by, columns);
        } else if (by instanceof Dict groups) {
            result = new GroupedSelection(selection).select(groups, columns);
        } else {
            result = selection.select(columns, keys);
            if (by instanceof Atom distinct && distinct.type() == -Type.BOOL && distinct.longValue() != 0) {
                result = q.apply(q.builtin("distinct"), result);
            }
        }
        return more.length == 0 ? result : limit(q, result, more);
    }

    /** Runs {@code ?[t;i;x]}: an expression over rows by position. */
    public static Value exec(Engine q, Value table, Value rows, Value expression) {
        Table plain = Tables.plain(table);
        Selection selection = new Selection(q, null, rows == Identity.NULL ? plain : plain.take(Indexing.positions(Lists.enlist(rows))));
        return selection.eval(expression);
    }

    private static Value limit(Engine q, Value result, Value[] more) {
        Value table = result;
        if (more.length > 1 && more[1] instanceof Vec order && order.count() == 2) {
            boolean descending = Lists.of(order.at(0)) instanceof SymVec direction ? direction.nameAt(0).equals(">")
                : order.at(0) == q.builtin(">:") || order.at(0) == q.builtin("idesc");
            Vec column = Tables.plain(table).get(((Atom) order.at(1)).symbol());
            if (column == null) {
                throw new QError(((Atom) order.at(1)).symbol());
            }
            table = Indexing.take(table, SortOrder.of(column, descending));
        }
        Vec count = Lists.enlist(more[0]);
        if (count.nullAt(0)) {
            return table;
        }
        return q.apply(q.builtin("sublist"), more[0], table);
    }

    private static Value overDictionary(Engine q, Scope outer, Dict dict, Value where, Value by, Value columns) {
        if (where.count() > 0 || by instanceof Dict) {
            throw QError.nyi();
        }
        Scope scope = new Entries(dict, outer);
        if (columns instanceof Dict named) {
            Value[] out = new Value[named.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = io.depthstream.kdb.eval.Trees.eval(q, named.values().at(i), scope);
            }
            return new Dict(named.keys(), Lists.of(out));
        }
        return columns.count() == 0 ? dict : io.depthstream.kdb.eval.Trees.eval(q, columns, scope);
    }

    /** A dictionary's entries by name, for what is evaluated among them. */
    private record Entries(Dict dict, Scope around) implements Scope {
        @Override
        public Value lookup(String name) {
            Value found = dict.get(name);
            return found != null ? found : around == null ? null : around.lookup(name);
        }
    }

    /** Runs an update or delete; a symbol names the variable that is changed, and is returned. */
    public static Value change(Engine q, Scope outer, Value source, Value where, Value by, Value columns) {
        if (source instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            String name = Globals.absolute(atom.symbol(), q.context());
            if (atom.symbol().startsWith(".") && columns instanceof SymVec names && q.globals().get(name) == null) {
                String prefix = atom.symbol().equals(".") ? "" : atom.symbol();
                for (String each : names.names()) {
                    q.globals().remove(Globals.absolute(each, prefix));
                }
                return source;
            }
            Value changed = change(q, outer, q.lookup(name), where, by, columns);
            q.assign(name, changed);
            return source;
        }
        if (source instanceof Dict dict && !dict.isKeyedTable()) {
            return changeDictionary(q, outer, dict, columns);
        }
        if (source instanceof Partitions) {
            throw new QError("par");
        }
        Table table = Tables.plain(source);
        int keys = Tables.keys(source).length;
        Selection selection = new Selection(q, outer, table);
        selection.filter(where);
        if (columns instanceof Dict assigned) {
            return Tables.key(keys, new Changing(selection).update(by, assigned));
        }
        if (columns.count() > 0) {
            if (where.count() > 0) {
                throw QError.nyi();
            }
            for (String name : ((SymVec) columns).names()) {
                if (table.find(name) < 0) {
                    throw new QError(name);
                }
            }
            return Tables.key(keys, Tables.without(table, ((SymVec) columns).names()));
        }
        return Tables.key(keys, selection.others());
    }

    private static Value changeDictionary(Engine q, Scope outer, Dict dict, Value columns) {
        if (columns instanceof Dict assigned) {
            Value out = dict;
            for (int i = 0; i < assigned.count(); i++) {
                Value value = overDictionary(q, outer, (Dict) out, ListVec.EMPTY, ListVec.EMPTY, assigned.values().at(i));
                out = q.apply(q.builtin("@"), out, assigned.keys().at(i), q.builtin(":"), value);
            }
            return out;
        }
        return q.apply(q.builtin("_"), columns, dict);
    }

    /** Returns row numbers as longs. */
    static LongVec rows(int[] places) {
        long[] out = new long[places.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = places[i];
        }
        return new LongVec(Type.LONG, out);
    }
}
