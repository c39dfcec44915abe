package io.depthstream.kdb.table;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Making and reshaping of tables. */
public final class Tables {
    private Tables() {
    }

    /** Makes a table of columns; atoms are repeated as often as the lists are long. 'rank if there is no list. */
    public static Table ofColumns(SymVec names, Value... values) {
        int n = -1;
        for (Value value : values) {
            if (value instanceof Vec || value instanceof Table || value instanceof Dict) {
                if (n >= 0 && value.count() != n) {
                    throw QError.length();
                }
                n = value.count();
            }
        }
        if (n < 0) {
            throw QError.rank();
        }
        Vec[] columns = new Vec[values.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(values[i], n);
        }
        return new Table(names, columns);
    }

    /** Returns a value as a column of so many rows. */
    static Vec column(Value value, int n) {
        if (value instanceof Vec vec) {
            return vec;
        }
        if (value instanceof Atom atom) {
            return atom.vec().take(new int[n]);
        }
        Value[] items = new Value[n];
        for (int i = 0; i < n; i++) {
            items[i] = value instanceof Table || value instanceof Dict ? value.at(i) : value;
        }
        return new io.depthstream.kdb.value.ListVec(items);
    }

    /** Makes the first so many columns keys; 0 leaves the table plain. */
    public static Value key(int keys, Table table) {
        if (keys < 0 || keys > table.width()) {
            throw QError.length();
        }
        return keys == 0 ? table : new Dict(table.columns(0, keys), table.columns(keys, table.width()));
    }

    /** Returns a table without its keys; 'type for what is no table. */
    public static Table plain(Value v) {
        if (v instanceof Table table) {
            return table;
        }
        if (v instanceof Dict dict && dict.isKeyedTable()) {
            return dict.unkeyed();
        }
        throw QError.type();
    }

    /** Returns the names of the keys, none for plain tables. */
    public static String[] keys(Value v) {
        return v instanceof Dict dict && dict.isKeyedTable() ? ((Table) dict.keys()).names().names() : new String[0];
    }

    /** Returns the columns of these names; signals a name that is not there. */
    public static Table columns(Table table, String... names) {
        Vec[] columns = new Vec[names.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = table.get(names[i]);
            if (columns[i] == null) {
                throw new QError(names[i]);
            }
        }
        return new Table(SymVec.of(names), columns);
    }

    /** Returns the table without these columns. */
    public static Table without(Table table, String... names) {
        List<String> kept = new ArrayList<>(Arrays.asList(table.names().names()));
        kept.removeAll(Arrays.asList(names));
        if (kept.isEmpty()) {
            return new Table(SymVec.of());
        }
        return columns(table, kept.toArray(new String[0]));
    }
}
