package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code ,}: lists after each other, dictionaries over each other, tables below each other. */
public final class Joining {
    private Joining() {
    }

    /** Joins two values. */
    public static Value join(Value a, Value b) {
        if (a instanceof Dict x && b instanceof Dict y) {
            return upsert(x, y);
        }
        if (a instanceof Table x) {
            return tableAnd(x, b);
        }
        if (b instanceof Table y && a instanceof Dict row && !row.isKeyedTable()) {
            return tableAnd(y.slice(0, 0), row) instanceof Table one ? append(one, y) : null;
        }
        if (b instanceof Table table && a instanceof Vec list && list.count() == 0) {
            return table;
        }
        if (a instanceof Dict keyed && keyed.isKeyedTable() && b instanceof Table plain) {
            return upsert(keyed, (Dict) io.depthstream.kdb.table.Tables.key(((Table) keyed.keys()).width(), plain));
        }
        Vec left = list(a);
        Vec right = list(b);
        if (left.type() == right.type() && sameDomain(left, right)) {
            return keepAttribute(left, left.concat(right));
        }
        if (left.count() == 0 && left.type() == Type.LIST) {
            return right;
        }
        if (right.count() == 0 && left.count() > 0) {
            return left;
        }
        if (left.plain().type() == Type.SYMBOL && right.plain().type() == Type.SYMBOL) {
            return left instanceof EnumVec enums ? join(left, Enumerating.extend(enums.domain(), (SymVec) right.plain()))
                : left.concat(right.plain());
        }
        return general(left).concat(general(right));
    }

    private static boolean sameDomain(Vec a, Vec b) {
        return !(a instanceof EnumVec x) || x.domain() == ((EnumVec) b).domain();
    }

    private static Vec list(Value v) {
        if (v instanceof Table table) {
            Value[] rows = new Value[table.count()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = table.at(i);
            }
            return new ListVec(rows);
        }
        return Lists.enlist(v);
    }

    static Vec general(Vec vec) {
        if (vec instanceof ListVec) {
            return vec;
        }
        Value[] items = new Value[vec.count()];
        for (int i = 0; i < items.length; i++) {
            items[i] = vec.at(i);
        }
        return new ListVec(items);
    }

    /** An index stays; an order stays if it still holds; uniqueness is checked. */
    private static Vec keepAttribute(Vec before, Vec joined) {
        char attribute = before.attribute();
        if (attribute == 'g') {
            return joined.with('g');
        }
        if (attribute == 's') {
            for (int i = Math.max(1, before.count()); i < joined.count(); i++) {
                if (joined.compare(i - 1, joined, i) > 0) {
                    return joined;
                }
            }
            return joined.with('s');
        }
        if (attribute == 'u') {
            Vec unique = joined.with('u');
            if (unique.index().distinct() < unique.count()) {
                throw new QError("u-fail");
            }
            return unique;
        }
        return joined;
    }

    private static Value tableAnd(Table table, Value other) {
        if (other instanceof Table rows) {
            return append(table, rows);
        }
        if (other instanceof Dict row && !row.isKeyedTable()) {
            Vec[] columns = new Vec[table.width()];
            for (int i = 0; i < columns.length; i++) {
                Value cell = row.get(table.names().nameAt(i));
                if (cell == null) {
                    throw new QError("mismatch");
                }
                columns[i] = cell(cell);
            }
            return append(table, new Table(table.names(), columns));
        }
        if (other instanceof Vec list && list.count() == 0) {
            return table;
        }
        return list(table).concat(general(Lists.enlist(other)));
    }

    private static Vec cell(Value cell) {
        return cell instanceof Atom atom ? atom.vec() : new ListVec(cell);
    }

    /** Puts rows below a table, column by column by name; 'mismatch when the names differ. */
    public static Table append(Table table, Table rows) {
        if (table.width() != rows.width()) {
            throw new QError("mismatch");
        }
        Vec[] columns = new Vec[table.width()];
        for (int i = 0; i < columns.length; i++) {
            Vec more = rows.get(table.names().nameAt(i));
            if (more == null) {
                throw new QError("mismatch");
            }
            columns[i] = (Vec) join(table.column(i), more);
        }
        return new Table(table.names(), columns);
    }

    /** Values of the right replace those of the left with the same key; new keys come after. */
    static Value upsert(Dict x, Dict y) {
        if (x.count() == 0 && !(x.keys() instanceof Table)) {
            return y;
        }
        int n = x.count();
        int[] places = Finding.find(x.keys(), y.keys());
        int[] old = new int[places.length];
        int[] from = new int[places.length];
        int[] added = new int[places.length];
        int replaced = 0;
        int more = 0;
        for (int i = 0; i < places.length; i++) {
            if (places[i] < n) {
                old[replaced] = places[i];
                from[replaced++] = i;
            } else {
                added[more++] = i;
            }
        }
        Value values = x.values();
        if (replaced > 0) {
            values = Amending.replace(values, java.util.Arrays.copyOf(old, replaced),
                Indexing.take(y.values(), java.util.Arrays.copyOf(from, replaced)));
        }
        if (more == 0) {
            return new Dict(x.keys(), values);
        }
        int[] rows = lastOfEach(y.keys(), java.util.Arrays.copyOf(added, more));
        int[] firsts = firstOfEach(y.keys(), java.util.Arrays.copyOf(added, more));
        return new Dict(join(x.keys(), Indexing.take(y.keys(), firsts)), join(values, Indexing.take(y.values(), rows)));
    }

    private static int[] firstOfEach(Value keys, int[] rows) {
        Grouping groups = Grouping.of(Indexing.take(keys, rows));
        int[] firsts = groups.firsts();
        for (int i = 0; i < firsts.length; i++) {
            firsts[i] = rows[firsts[i]];
        }
        return firsts;
    }

    private static int[] lastOfEach(Value keys, int[] rows) {
        Grouping groups = Grouping.of(Indexing.take(keys, rows));
        int[] lasts = new int[groups.count()];
        for (int i = 0; i < rows.length; i++) {
            lasts[groups.ids()[i]] = rows[i];
        }
        return lasts;
    }

    /** Returns a list of one item; a row becomes a table. */
    public static Value enlist(Value v) {
        return Lists.collapse(v);
    }

    /** Joins many values in one pass over each type. */
    static Value raze(Value v) {
        if (v.isAtom()) {
            return v;
        }
        Value list = v instanceof Dict dict ? dict.values() : v;
        if (!(list instanceof ListVec items)) {
            return list;
        }
        if (items.count() == 0) {
            return items;
        }
        Value result = items.at(0);
        result = result.isAtom() ? Lists.enlist(result) : result;
        for (int i = 1; i < items.count(); i++) {
            result = join(result, items.at(i));
        }
        return result;
    }

    /** Returns whether two lists of names are the same. */
    static boolean sameNames(Table a, Table b) {
        return Order.match(a.names(), b.names());
    }
}
