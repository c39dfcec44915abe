package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Grouping;
import io.depthstream.kdb.verb.Indexing;
import io.depthstream.kdb.verb.SortOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code cols keys meta xasc xdesc xkey xcol xcols xgroup ungroup}. */
public final class TableVerbs {
    private TableVerbs() {
    }

    /** Registers the verbs that describe and reshape tables. */
    public static void register() {
        Builtins.add("cols", 1, (q, a) -> columnNames(Sql.resolve(q, a[0])));
        Builtins.add("keys", 1, (q, a) -> SymVec.of(Tables.keys(Sql.resolve(q, a[0]))));
        Builtins.add("meta", 1, (q, a) -> meta(Sql.resolve(q, a[0])));
        Builtins.infix("xasc", (q, a) -> named(q, a[1], t -> sort(a[0], t, false)));
        Builtins.infix("xdesc", (q, a) -> named(q, a[1], t -> sort(a[0], t, true)));
        Builtins.infix("xkey", (q, a) -> named(q, a[1], t -> key(a[0], t)));
        Builtins.infix("xcol", (q, a) -> rename(a[0], a[1]));
        Builtins.infix("xcols", (q, a) -> reorder(a[0], a[1]));
        Builtins.infix("xgroup", (q, a) -> group(a[0], Sql.resolve(q, a[1])));
        Builtins.add("ungroup", 1, (q, a) -> ungroup(q, a[0]));
    }

    private static Value named(Engine q, Value target, UnaryOperator<Value> change) {
        if (target instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            if (atom.symbol().startsWith(":")) {
                io.depthstream.kdb.store.Storage.set(q, atom.symbol(), change.apply(io.depthstream.kdb.store.Storage.get(q, atom.symbol())));
                return target;
            }
            String name = Globals.absolute(atom.symbol(), q.context());
            q.assign(name, change.apply(q.lookup(name)));
            return target;
        }
        return change.apply(target);
    }

    private static String[] symbols(Value names) {
        if (Lists.enlist(names) instanceof SymVec symbols) {
            return symbols.names();
        }
        if (names.count() == 0) {
            return new String[0];
        }
        throw QError.type();
    }

    private static Value columnNames(Value v) {
        if (v instanceof io.depthstream.kdb.store.Partitions partitions) {
            return partitions.names();
        }
        return Tables.plain(v).names();
    }

    private static Value meta(Value v) {
        Table table = v instanceof io.depthstream.kdb.store.Partitions partitions ? partitions.sample() : Tables.plain(v);
        int n = table.width();
        byte[] types = new byte[n];
        String[] attributes = new String[n];
        for (int i = 0; i < n; i++) {
            types[i] = (byte) letter(table.column(i));
            char attribute = table.column(i).attribute();
            attributes[i] = attribute == ' ' ? "" : String.valueOf(attribute);
        }
        String[] none = new String[n];
        Arrays.fill(none, "");
        return new Dict(new Table(SymVec.of("c"), table.names()),
            new Table(SymVec.of("t", "f", "a"), new ByteVec(Type.CHAR, types), SymVec.of(none), SymVec.of(attributes)));
    }

    private static char letter(Vec column) {
        if (column instanceof ListVec list) {
            if (list.count() == 0 || !(list.at(0) instanceof Vec first)) {
                return ' ';
            }
            return Character.toUpperCase(Type.letter(first.type()));
        }
        return column.type() == Type.ENUM ? 's' : Type.letter(column.type());
    }

    private static Value sort(Value names, Value v, boolean descending) {
        Table table = Tables.plain(v);
        String[] columns = symbols(names);
        if (columns.length == 0) {
            return v;
        }
        int[] order = SortOrder.of(Tables.columns(table, columns), descending);
        Table sorted = table.take(order);
        if (!descending) {
            Vec first = sorted.get(columns[0]);
            char attribute = columns.length == 1 ? 's' : first.hasKeys() ? 'p' : Vec.PLAIN;
            sorted = sorted.with(columns[0], first.type() == 0 ? first : first.with(attribute));
        }
        return Tables.key(Tables.keys(v).length, sorted);
    }

    private static Value key(Value names, Value v) {
        Table table = Tables.plain(v);
        String[] keys = symbols(names);
        List<String> all = new ArrayList<>(Arrays.asList(keys));
        for (String name : table.names().names()) {
            if (!all.contains(name)) {
                all.add(name);
            }
        }
        return Tables.key(keys.length, Tables.columns(table, all.toArray(new String[0])));
    }

    private static Value rename(Value names, Value v) {
        Table table = Tables.plain(v);
        String[] all = table.names().names();
        if (names instanceof Dict dict) {
            for (int i = 0; i < dict.count(); i++) {
                int at = table.find(((Atom) dict.keys().at(i)).symbol());
                if (at < 0) {
                    throw QError.length();
                }
                all[at] = ((Atom) dict.values().at(i)).symbol();
            }
        } else {
            String[] given = symbols(names);
            if (given.length > all.length) {
                throw QError.length();
            }
            System.arraycopy(given, 0, all, 0, given.length);
        }
        return Tables.key(Tables.keys(v).length, new Table(SymVec.of(all), table.columns()));
    }

    private static Value reorder(Value names, Value v) {
        if (!(v instanceof Table table)) {
            throw QError.type();
        }
        List<String> all = new ArrayList<>(Arrays.asList(symbols(names)));
        for (String name : table.names().names()) {
            if (!all.contains(name)) {
                all.add(name);
            }
        }
        return Tables.columns(table, all.toArray(new String[0]));
    }

    private static Value group(Value names, Value v) {
        Table table = Tables.plain(v);
        Table keys = Tables.columns(table, symbols(names));
        Table rest = Tables.without(table, symbols(names));
        Grouping groups = Grouping.of(keys);
        int[][] positions = groups.positions();
        Vec[] columns = new Vec[rest.width()];
        for (int c = 0; c < columns.length; c++) {
            Value[] cells = new Value[positions.length];
            for (int g = 0; g < cells.length; g++) {
                cells[g] = Indexing.take(rest.column(c), positions[g]);
            }
            columns[c] = new ListVec(cells);
        }
        return new Dict(keys.take(groups.firsts()), new Table(rest.names(), columns));
    }

    private static Value ungroup(Engine q, Value v) {
        Table table = Tables.plain(v);
        int[] sizes = new int[table.count()];
        Arrays.fill(sizes, 1);
        for (int c = 0; c < table.width(); c++) {
            if (table.column(c) instanceof ListVec list) {
                for (int i = 0; i < sizes.length; i++) {
                    sizes[i] = list.at(i).count();
                }
            }
        }
        int total = Arrays.stream(sizes).sum();
        int[] rows = new int[total];
        int at = 0;
        for (int i = 0; i < sizes.length; i++) {
            Arrays.fill(rows, at, at + sizes[i], i);
            at += sizes[i];
        }
        Vec[] columns = new Vec[table.width()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = table.column(c) instanceof ListVec list ? (Vec) q.apply(q.builtin("raze"), list) : table.column(c).take(rows);
            if (columns[c].count() != total) {
                throw QError.length();
            }
        }
        return new Table(table.names(), columns);
    }
}
