package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Scope;
import io.depthstream.kdb.eval.Trees;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The rows of a table that conditions leave, and expressions over their columns. Columns are cut when first used. */
final class Selection implements Scope {
    private final Engine q;
    private final Scope outer;
    private final Table table;
    private final Map<String, Value> cut = new HashMap<>();
    private int[] rows;

    Selection(Engine q, Scope outer, Table table) {
        this.q = q;
        this.outer = outer;
        this.table = table;
    }

    /** Returns a selection of other rows of the same table. */
    Selection at(int[] newRows) {
        Selection selection = new Selection(q, outer, table);
        selection.rows = newRows;
        return selection;
    }

    Engine engine() {
        return q;
    }

    Table table() {
        return table;
    }

    int count() {
        return rows == null ? table.count() : rows.length;
    }

    /** Returns the positions of the rows. */
    int[] rows() {
        return rows == null ? Lists.positions(0, table.count()) : rows;
    }

    /** Returns whether every row is in it. */
    boolean isWhole() {
        return rows == null;
    }

    /** Returns the rows that are not in it. */
    Table others() {
        if (rows == null) {
            return table.slice(0, 0);
        }
        boolean[] in = new boolean[table.count()];
        for (int row : rows) {
            in[row] = true;
        }
        int[] out = new int[table.count() - rows.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            if (!in[i]) {
                out[n++] = i;
            }
        }
        return table.take(out);
    }

    /** Applies conditions one after the other, each to the rows the one before has left. */
    void filter(Value conditions) {
        for (int i = 0; i < conditions.count(); i++) {
            Value condition = conditions.at(i);
            int[] indexed = rows == null ? byIndex(condition) : null;
            keep(indexed != null ? indexed : matching(eval(condition)));
        }
    }

    private void keep(int[] places) {
        int[] mine = rows;
        if (mine == null) {
            rows = places;
        } else {
            int[] kept = new int[places.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = mine[places[i]];
            }
            rows = kept;
        }
        cut.clear();
    }

    private int[] matching(Value flags) {
        if (flags instanceof Atom atom && (atom.type() == -Type.BOOL)) {
            return atom.longValue() != 0 ? Lists.positions(0, count()) : new int[0];
        }
        if (flags instanceof ByteVec bits && bits.type() == Type.BOOL) {
            if (bits.count() != count()) {
                throw QError.length();
            }
            byte[] items = bits.items();
            int n = 0;
            for (int i = 0; i < bits.count(); i++) {
                n += items[i];
            }
            int[] places = new int[n];
            n = 0;
            for (int i = 0; i < bits.count(); i++) {
                if (items[i] != 0) {
                    places[n++] = i;
                }
            }
            return places;
        }
        if (flags instanceof Vec numbers && numbers.count() == 0) {
            return new int[0];
        }
        if (flags instanceof Vec numbers && (numbers.type() == Type.INT || numbers.type() == Type.LONG)) {
            Value where = q.apply(Builtins.get("where"), numbers);
            return io.depthstream.kdb.verb.Indexing.positions((Vec) where);
        }
        throw QError.type();
    }

    /** Answers {@code column=constant} and {@code column in constants} by an index, where the column has one. */
    private int[] byIndex(Value condition) {
        if (!(condition instanceof Vec tree) || tree.count() != 3 || !(tree.at(1) instanceof Atom name) || name.type() != -Type.SYMBOL) {
            return null;
        }
        Value verb = tree.at(0);
        Vec column = table.get(name.symbol());
        boolean equal = verb == Builtins.get("=");
        if (column == null || !(equal || verb == Builtins.get("in")) || "gup".indexOf(column.attribute()) < 0 || !(column.plain() instanceof SymVec)) {
            return null;
        }
        if (namesColumn(tree.at(2))) {
            return null;
        }
        Value wanted = Trees.eval(q, tree.at(2), outer);
        Vec symbols = wanted instanceof Atom one ? one.vec().plain() : equal ? null : wanted instanceof Vec many ? many.plain() : null;
        if (!(symbols instanceof SymVec keys)) {
            return null;
        }
        int[] wantedNumbers = Arrays.stream(keys.items(), 0, keys.count()).distinct().toArray();
        int[][] found = new int[wantedNumbers.length][];
        int total = 0;
        for (int i = 0; i < found.length; i++) {
            found[i] = column.index().rows(wantedNumbers[i], column.count());
            total += found[i].length;
        }
        if (found.length == 1) {
            return found[0];
        }
        int[] places = new int[total];
        int at = 0;
        for (int[] some : found) {
            System.arraycopy(some, 0, places, at, some.length);
            at += some.length;
        }
        Arrays.sort(places);
        return places;
    }

    /** Whether a tree speaks of a column (or of the row number): then it cannot be looked up once for all rows. */
    private boolean namesColumn(Value tree) {
        if (tree instanceof Atom atom) {
            return atom.type() == -Type.SYMBOL && (atom.symbol().equals("i") || table.get(atom.symbol().split("\\.")[0]) != null);
        }
        if (tree instanceof Vec list && (list instanceof ListVec || list instanceof SymVec) && list.count() > 1) {
            for (int i = 0; i < list.count(); i++) {
                if (namesColumn(list.at(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Evaluates a tree with the columns in scope. */
    Value eval(Value tree) {
        return Trees.eval(q, tree, this);
    }

    @Override
    public Scope around() {
        return outer;
    }

    @Override
    public Value lookup(String name) {
        Value known = cut.get(name);
        if (known != null) {
            return known;
        }
        Vec column = table.get(name);
        Value found;
        if (column != null) {
            found = rows == null ? column : column.take(rows);
        } else if (name.equals("i")) {
            found = Sql.rows(rows());
        } else {
            return outer == null ? null : outer.lookup(name);
        }
        cut.put(name, found);
        return found;
    }

    /** Returns the rows with all columns, or with those of a dictionary of trees. */
    Value select(Value columns, String[] keys) {
        if (!(columns instanceof Dict named)) {
            return Tables.key(keys.length, rows == null ? table : table.take(rows));
        }
        Value[] values = new Value[named.count()];
        boolean allAtoms = true;
        for (int i = 0; i < values.length; i++) {
            values[i] = eval(named.values().at(i));
            allAtoms &= values[i].isAtom() || values[i] instanceof Dict;
        }
        if (allAtoms) {
            Vec[] single = new Vec[values.length];
            for (int i = 0; i < values.length; i++) {
                single[i] = Lists.enlist(values[i]);
            }
            return new Table((SymVec) named.keys(), single);
        }
        return Tables.ofColumns((SymVec) named.keys(), values);
    }
}
