package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code @[d;i;f;y]} and {@code .[d;i;f;y]}: a value with a part replaced; and the error traps of three arguments. */
final class Amending {
    private Amending() {
    }

    static void register() {
        Builtins.add("@", 2, 4, (q, a) -> a.length == 2 ? q.apply(a[0], a[1]) : a.length == 3 && callable(a[0]) ? trap(q, a[2], () -> q.apply(a[0], a[1]))
            : named(q, a[0], value -> amend(q, value, a[1], a[2], a.length == 4 ? a[3] : null)));
        Builtins.add(".", 2, 4, (q, a) -> a.length == 2 ? applyAll(q, a[0], a[1]) : a.length == 3 && callable(a[0]) ? trap(q, a[2], () -> applyAll(q, a[0], a[1]))
            : named(q, a[0], value -> deep(q, value, Lists.enlist(a[1]), 0, a[2], a.length == 4 ? a[3] : null)));
    }

    private static boolean callable(Value v) {
        return v instanceof Fn || v instanceof Atom atom && (atom.type() == -Type.INT || atom.type() == -Type.LONG);
    }

    private static Value trap(Engine q, Value handler, java.util.function.Supplier<Value> work) {
        try {
            return work.get();
        } catch (QError e) {
            return handler instanceof Fn ? q.apply(handler, ByteVec.ofText(e.getMessage())) : handler;
        } catch (StackOverflowError e) {
            return handler instanceof Fn ? q.apply(handler, ByteVec.ofText("stack")) : handler;
        } catch (OutOfMemoryError | NegativeArraySizeException e) {
            return handler instanceof Fn ? q.apply(handler, ByteVec.ofText("wsfull")) : handler;
        } catch (ArithmeticException e) {
            return handler instanceof Fn ? q.apply(handler, ByteVec.ofText("limit")) : handler;
        }
    }

    static Value applyAll(Engine q, Value f, Value args) {
        if (args == Identity.NULL) {
            return f;
        }
        Value list = args instanceof Dict dict ? dict.values() : args;
        if (!(list instanceof Vec vec)) {
            throw QError.type();
        }
        if (vec.count() == 0) {
            return f instanceof Fn fn ? q.apply(fn, Identity.NULL) : f;
        }
        Value[] items = new Value[vec.count()];
        for (int i = 0; i < items.length; i++) {
            items[i] = vec.at(i);
        }
        return q.apply(f, items);
    }

    /** Amends a variable where a symbol names one, and returns the symbol. */
    private static Value named(Engine q, Value target, java.util.function.UnaryOperator<Value> change) {
        if (target instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            if (atom.symbol().startsWith(":")) {
                return io.depthstream.kdb.store.Storage.amend(q, atom.symbol(), change);
            }
            String name = Globals.absolute(atom.symbol(), q.context());
            q.assign(name, change.apply(q.lookup(name)));
            return target;
        }
        return change.apply(target);
    }

    private static Value deep(Engine q, Value d, Vec path, int level, Value f, Value y) {
        if (level == path.count()) {
            return combine(q, f, d, y);
        }
        if (level == path.count() - 1) {
            return amend(q, d, path.at(level), f, y);
        }
        Value place = path.at(level);
        if (place == Identity.NULL || place == Identity.HOLE) {
            place = d instanceof Dict dict ? dict.keys() : d instanceof Table table ? table.names() : Casting.cast(longs(d.count()), Type.LONG);
        }
        if (place.isAtom() || d instanceof Dict dict && dict.keys() instanceof Table) {
            Value inner = d instanceof Table table && place.type() != -Type.SYMBOL ? table.at((int) ((Atom) place).longValue()) : Indexing.at(d, place);
            return put(d, place, deep(q, inner, path, level + 1, f, y));
        }
        if (d instanceof Table table && path.at(level).type() >= 0 && ((Vec) place).type() != Type.SYMBOL) {
            Value column = path.at(level + 1);
            ListVec swapped = new ListVec(column, place);
            return deep(q, table, swapped, 0, f, y);
        }
        Value result = d;
        Vec places = (Vec) place;
        for (int i = 0; i < places.count(); i++) {
            Value mine = y == null || y.isAtom() ? y : y.at(i);
            result = put(result, places.at(i), deep(q, Indexing.at(result, places.at(i)), path, level + 1, f, mine));
        }
        return result;
    }

    private static Vec longs(int n) {
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            out[i] = i;
        }
        return new io.depthstream.kdb.value.LongVec(Type.LONG, out);
    }

    private static Value combine(Engine q, Value f, Value old, Value y) {
        if (y == null) {
            return q.apply(f, old);
        }
        return f == Builtins.get(":") ? y : q.apply(f, old, y);
    }

    private static Value amend(Engine q, Value d, Value place, Value f, Value y) {
        if (place == Identity.NULL || place == Identity.HOLE) {
            Value all = combine(q, f, d, y);
            return f == Builtins.get(":") && y != null && y.isAtom() && d instanceof Vec vec ? replace(d, Lists.positions(0, vec.count()), y) : all;
        }
        if (place.isAtom() || d instanceof Dict dict && (dict.keys() instanceof Table) && !(place instanceof Table)) {
            Value old = f == Builtins.get(":") && y != null ? null : Indexing.at(d, place);
            return put(d, place, old == null ? y : combine(q, f, old, y));
        }
        if (y != null && !y.isAtom() && y.count() != place.count()) {
            throw QError.length();
        }
        if (d instanceof Vec && place instanceof Vec places && !(places instanceof ListVec) && f == Builtins.get(":") && y != null) {
            return replace(d, inside(places, d.count()), y);
        }
        Value result = d;
        for (int i = 0; i < place.count(); i++) {
            result = amend(q, result, place.at(i), f, y == null || y.isAtom() ? y : y.at(i));
        }
        return result;
    }

    private static int[] inside(Vec places, int n) {
        int[] positions = Indexing.positions(places);
        for (int p : positions) {
            if (p < 0 || p >= n) {
                throw QError.length();
            }
        }
        return positions;
    }

    /** Puts one value at one place; dictionaries grow by new keys, lists do not. */
    static Value put(Value d, Value place, Value value) {
        if (d instanceof Dict dict) {
            if (dict.isKeyedTable()) {
                Table keys = (Table) dict.keys();
                Table values = (Table) dict.values();
                if (place instanceof Atom name && name.type() == -Type.SYMBOL && values.find(name.symbol()) >= 0 && keys.find(name.symbol()) < 0
                        && !(value instanceof Dict)) {
                    return new Dict(keys, put(values, place, value));
                }
                Table row = keyRow(keys, place);
                Value columns = value instanceof Dict cells ? cells.values() : value;
                return Joining.upsert(dict, new Dict(row, rowOf(values, columns)));
            }
            int at = Finding.find(dict.keys(), place instanceof Atom atom ? atom.vec() : new ListVec(place))[0];
            if (at < dict.count()) {
                return new Dict(dict.keys(), replaceOne(dict.values(), at, value));
            }
            return new Dict(Joining.join(dict.keys(), place.isAtom() ? place : new ListVec(place)), Joining.join(dict.values(), wrapped(value)));
        }
        if (d instanceof Table table) {
            if (place.type() == -Type.SYMBOL) {
                Vec column = value instanceof Atom atom ? atom.vec().take(new int[table.count()]) : (Vec) value;
                return table.with(((Atom) place).symbol(), column);
            }
            Table row = value instanceof Dict cells ? (Table) Joining.enlist(cells) : rowOf(table, value);
            return replace(table, inside(Lists.enlist(place), table.count()), row);
        }
        if (d instanceof Vec vec) {
            return replaceOne(vec, inside(Lists.enlist(place), vec.count())[0], value);
        }
        throw QError.type();
    }

    private static Table keyRow(Table keys, Value place) {
        if (place instanceof Dict row) {
            return (Table) Joining.enlist(row);
        }
        return rowOf(keys, place);
    }

    private static Table rowOf(Table like, Value values) {
        Vec list = Lists.enlist(values);
        if (list.count() != like.width()) {
            throw QError.length();
        }
        Vec[] columns = new Vec[like.width()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = wrapped(list.at(i));
        }
        return new Table(like.names(), columns);
    }

    private static Vec wrapped(Value value) {
        return value instanceof Atom atom ? atom.vec() : new ListVec(value);
    }

    private static Value replaceOne(Value list, int at, Value value) {
        return replace(list, new int[] {at}, list instanceof Table ? Joining.enlist(value) : value.isAtom() ? value : new ListVec(value));
    }

    /** Replaces items by others, one for each or one for all; a vector takes only its own type, 'type otherwise. */
    static Value replace(Value list, int[] places, Value values) {
        if (list instanceof Table table) {
            Table rows = (Table) values;
            Vec[] columns = table.columns();
            for (int i = 0; i < columns.length; i++) {
                Vec from = rows.get(table.names().nameAt(i));
                columns[i] = (Vec) replace(columns[i], places, from == null ? rows.column(i) : from);
            }
            return new Table(table.names(), columns);
        }
        Vec vec = (Vec) list;
        Vec from = Lists.enlist(values);
        if (vec.type() != from.type()) {
            if (vec instanceof ListVec) {
                from = Joining.general(from);
            } else if (vec instanceof io.depthstream.kdb.value.EnumVec enums && from instanceof SymVec symbols) {
                from = Enumerating.strict(enums.domain(), symbols);
            } else if (vec instanceof SymVec && from.plain() instanceof SymVec symbols) {
                from = symbols;
            } else if (vec.count() == 0 || vec.count() == 1 && places.length == 1) {
                return from.count() == 1 && places.length > 1 ? from.take(new int[places.length]) : from;
            } else {
                throw QError.type();
            }
        }
        Vec changed = vec.amend(places, from);
        return vec instanceof ListVec ? Lists.of(((ListVec) changed).toArray()) : vec.attribute() == 'g' ? changed.with('g') : changed;
    }
}
