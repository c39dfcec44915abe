package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** Reaches through lists, dictionaries and tables down to simple vectors: what atomic functions have in common. */
final class Atomic {
    private Atomic() {
    }

    /** A kernel on simple vectors: of n items each, or of one that goes with all. */
    @FunctionalInterface
    interface Leaf {
        Vec run(Vec a, Vec b, int n);
    }

    /** A kernel on one simple vector. */
    @FunctionalInterface
    interface Leaf1 {
        Vec run(Vec a);
    }

    static Value unary(Value a, Leaf1 leaf) {
        if (a instanceof Atom atom) {
            return new Atom(leaf.run(atom.vec().plain()));
        }
        if (a instanceof ListVec list) {
            Value[] results = new Value[list.count()];
            for (int i = 0; i < results.length; i++) {
                results[i] = unary(list.at(i), leaf);
            }
            return Lists.collapse(results);
        }
        if (a instanceof Vec vec) {
            return leaf.run(vec.plain());
        }
        if (a instanceof Dict dict) {
            return new Dict(dict.keys(), unary(dict.values(), leaf));
        }
        if (a instanceof Table table) {
            Vec[] columns = table.columns();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = (Vec) unary(columns[i], leaf);
            }
            return new Table(table.names(), columns);
        }
        throw QError.type();
    }

    static Value binary(Value a, Value b, Leaf leaf) {
        if (a instanceof Dict || b instanceof Dict) {
            return dictionaries(a, b, leaf);
        }
        if (a instanceof Table || b instanceof Table) {
            return tables(a, b, leaf);
        }
        if (a instanceof ListVec || b instanceof ListVec) {
            return lists(a, b, leaf);
        }
        if (a instanceof Atom x) {
            if (b instanceof Atom y) {
                return new Atom(leaf.run(x.vec().plain(), y.vec().plain(), 1));
            }
            if (b instanceof Vec y) {
                return leaf.run(x.vec().plain(), y.plain(), y.count());
            }
        } else if (a instanceof Vec x) {
            if (b instanceof Atom y) {
                return leaf.run(x.plain(), y.vec().plain(), x.count());
            }
            if (b instanceof Vec y) {
                if (x.count() != y.count()) {
                    throw QError.length();
                }
                return leaf.run(x.plain(), y.plain(), x.count());
            }
        }
        throw QError.type();
    }

    private static Value lists(Value a, Value b, Leaf leaf) {
        boolean aList = a instanceof Vec;
        boolean bList = b instanceof Vec;
        if (aList && bList && a.count() != b.count()) {
            throw QError.length();
        }
        if (!(aList || a instanceof Atom) || !(bList || b instanceof Atom)) {
            throw QError.type();
        }
        Value[] results = new Value[aList ? a.count() : b.count()];
        for (int i = 0; i < results.length; i++) {
            results[i] = binary(aList ? a.at(i) : a, bList ? b.at(i) : b, leaf);
        }
        return Lists.collapse(results);
    }

    private static Value dictionaries(Value a, Value b, Leaf leaf) {
        if (!(b instanceof Dict right)) {
            Dict dict = (Dict) a;
            return new Dict(dict.keys(), binary(dict.values(), b, leaf));
        }
        if (!(a instanceof Dict left)) {
            return new Dict(right.keys(), binary(a, right.values(), leaf));
        }
        int[] places = Finding.find(left.keys(), right.keys());
        Value[] values = new Value[left.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = left.values().at(i);
        }
        java.util.List<Integer> added = new java.util.ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < values.length) {
                values[places[i]] = binary(values[places[i]], right.values().at(i), leaf);
            } else {
                added.add(i);
            }
        }
        int[] extra = added.stream().mapToInt(Integer::intValue).toArray();
        Value list = values.length == 0 ? left.values() : Lists.collapse(values);
        return extra.length == 0 ? new Dict(left.keys(), list)
            : new Dict(Joining.join(left.keys(), Indexing.take(right.keys(), extra)),
                Joining.join(list, Indexing.take(right.values(), extra)));
    }

    private static Value tables(Value a, Value b, Leaf leaf) {
        Table shape = a instanceof Table table ? table : (Table) b;
        Vec[] columns = new Vec[shape.width()];
        for (int i = 0; i < columns.length; i++) {
            Value left = a instanceof Table x ? column(x, shape, i) : a;
            Value right = b instanceof Table y ? column(y, shape, i) : b;
            columns[i] = (Vec) binary(left, right, leaf);
        }
        return new Table(shape.names(), columns);
    }

    private static Vec column(Table table, Table shape, int i) {
        Vec column = table.get(shape.names().nameAt(i));
        if (column == null) {
            throw QError.type();
        }
        return column;
    }
}
