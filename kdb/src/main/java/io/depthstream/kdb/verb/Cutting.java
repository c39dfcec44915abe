package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Settings;
import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.ArrayList;
import java.util.List;

/** {@code #} and {@code _} in all their meanings, and {@code cut}. */
final class Cutting {
    private Cutting() {
    }

    static void register() {
        Builtins.add("#", 2, (q, a) -> hash(a[0], a[1]));
        Builtins.add("_", 2, (q, a) -> drop(a[0], a[1]));
        Builtins.infix("cut", (q, a) -> a[0] instanceof Atom ? everyN(((Atom) a[0]).longValue(), a[1]) : drop(a[0], a[1]));
    }

    private static Value hash(Value a, Value b) {
        if (a instanceof Atom atom && atom.type() == -Type.SYMBOL && (b instanceof Vec || b instanceof Table || b instanceof Dict)
                && isAttribute(atom.symbol()) && !(b instanceof Table table && table.find(atom.symbol()) >= 0)) {
            return Attributes.set(atom.symbol(), b);
        }
        if (b instanceof Dict dict && !isNumber(a)) {
            return dict.isKeyedTable() ? ofKeyed(dict, a) : ofKeys(dict, Lists.enlist(a));
        }
        if (b instanceof Table table && (a instanceof SymVec || a.type() == -Type.SYMBOL)) {
            return Tables.columns(table, ((SymVec) Lists.enlist(a)).names());
        }
        if (a instanceof Atom atom && isNumber(a)) {
            return take(atom.longValue(), b);
        }
        if (a instanceof Vec shape && shape.count() >= 1 && Type.isNumeric(shape.type())) {
            return reshape(shape, b);
        }
        throw QError.type();
    }

    private static boolean isAttribute(String name) {
        return name.isEmpty() || name.length() == 1 && "supg".contains(name);
    }

    private static boolean isNumber(Value a) {
        int t = -a.type();
        return t == Type.LONG || t == Type.INT || t == Type.SHORT || t == Type.BOOL || t == Type.BYTE;
    }

    private static Value ofKeys(Dict dict, Vec keys) {
        int[] places = Finding.find(dict.keys(), keys);
        List<Integer> found = new ArrayList<>();
        for (int place : places) {
            if (place < dict.count()) {
                found.add(place);
            }
        }
        return Indexing.take(dict, found.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Value ofKeyed(Dict dict, Value a) {
        if (a instanceof Table keys) {
            int[] places = java.util.Arrays.stream(Finding.find(dict.keys(), keys)).filter(p -> p < dict.count()).toArray();
            return Indexing.take(dict, places);
        }
        throw QError.nyi();
    }

    static Value take(long n, Value v) {
        if (v instanceof Dict dict) {
            return Indexing.take(dict, cycle(n, dict.count(), true));
        }
        if (v.isAtom()) {
            Vec one = Lists.enlist(v);
            return one.take(new int[Settings.items(Math.abs(n), Long.BYTES)]);
        }
        int have = v.count();
        if (have == 0) {
            if (v instanceof Vec vec) {
                int[] none = new int[Settings.items(Math.abs(n), Long.BYTES)];
                java.util.Arrays.fill(none, -1);
                return vec.type() == Type.LIST && none.length > 0 ? vec.take(none) : vec.take(none);
            }
            return ((Table) v).take(new int[0]);
        }
        if (n >= 0 && n <= have && v instanceof Vec vec) {
            Vec taken = vec.slice(0, (int) n);
            return taken instanceof ListVec list ? Lists.collapse(list.toArray()) : vec.attribute() == 's' ? taken.with('s') : taken;
        }
        return Indexing.take(v, cycle(n, have, false));
    }

    private static int[] cycle(long n, int have, boolean capped) {
        int size = Settings.items(Math.abs(n), Long.BYTES);
        if (have == 0) {
            return new int[0];
        }
        size = capped ? Math.min(size, have) : size;
        int[] places = new int[size];
        for (int i = 0; i < size; i++) {
            places[i] = (int) Math.floorMod(n >= 0 ? i : i - (long) size, (long) have);
        }
        return places;
    }

    private static Value reshape(Vec shape, Value v) {
        if (shape.count() == 1) {
            return take(shape.longAt(0), v);
        }
        Vec items = Lists.enlist(v);
        boolean noRows = shape.nullAt(0);
        boolean noColumns = shape.nullAt(1);
        if (shape.count() == 2 && (noRows || noColumns)) {
            long size = noRows ? shape.longAt(1) : (items.count() + shape.longAt(0) - 1) / shape.longAt(0);
            return everyN(size, items);
        }
        long total = 1;
        for (int i = 0; i < shape.count(); i++) {
            total = Math.multiplyExact(total, Math.max(0, shape.longAt(i)));
        }
        Value flat = take(Settings.items(total, Long.BYTES), items);
        for (int i = shape.count() - 1; i > 0; i--) {
            flat = everyN(shape.longAt(i), flat);
        }
        return flat;
    }

    private static Value everyN(long size, Value v) {
        if (size <= 0) {
            throw QError.domain();
        }
        List<Value> parts = new ArrayList<>();
        for (long from = 0; from < v.count(); from += size) {
            parts.add(Indexing.take(v, Lists.positions((int) from, (int) Math.min(v.count(), from + size))));
        }
        return new ListVec(parts.toArray(new Value[0]));
    }

    private static Value drop(Value a, Value b) {
        if (a instanceof Dict dict && b instanceof Atom) {
            return without(dict, Lists.enlist(b));
        }
        if (b instanceof Dict dict && !isNumber(a)) {
            return without(dict, Lists.enlist(a));
        }
        if (b instanceof Table table && (a instanceof SymVec || a.type() == -Type.SYMBOL)) {
            return Tables.without(table, ((SymVec) Lists.enlist(a)).names());
        }
        if (a instanceof Atom atom && isNumber(a)) {
            return dropN(atom.longValue(), b);
        }
        if (b instanceof Atom place && isNumber(b) && a instanceof Vec list) {
            long p = place.longValue();
            return p < 0 || p >= list.count() ? list
                : Joining.join(list.slice(0, (int) p), list.slice((int) p + 1, list.count()));
        }
        if (a instanceof Vec places && Type.isNumeric(places.type())) {
            return cutAt(Indexing.positions(places), b);
        }
        throw QError.type();
    }

    private static Value without(Dict dict, Vec keys) {
        int[] places = Finding.find(keys, dict.keys());
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] == keys.count()) {
                kept.add(i);
            }
        }
        return Indexing.take(dict, kept.stream().mapToInt(Integer::intValue).toArray());
    }

    static Value dropN(long n, Value v) {
        if (v.isAtom()) {
            throw QError.type();
        }
        int have = v.count();
        int from = (int) (n >= 0 ? Math.min(n, have) : 0);
        int to = (int) (n >= 0 ? have : Math.max(0, have + n));
        if (v instanceof Vec vec && !(vec instanceof ListVec)) {
            Vec rest = vec.slice(from, to);
            return vec.attribute() == 's' ? rest.with('s') : rest;
        }
        return Indexing.take(v, Lists.positions(from, to));
    }

    private static Value cutAt(int[] starts, Value v) {
        Value[] parts = new Value[starts.length];
        for (int i = 0; i < starts.length; i++) {
            int to = i + 1 < starts.length ? starts[i + 1] : v.count();
            if (starts[i] < 0 || to < starts[i] || starts[i] > v.count() || to > v.count()) {
                throw i + 1 < starts.length && to < starts[i] || starts[i] < 0 ? QError.domain() : QError.length();
            }
            parts[i] = Indexing.take(v, Lists.positions(starts[i], to));
        }
        return new ListVec(parts);
    }
}
