package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.Arrays;

/** Items of lists, values of dictionaries, columns and rows of tables; by atoms, lists, and several levels deep. */
public final class Indexing {
    private Indexing() {
    }

    /** Indexes one level for each place. */
    public static Value index(Engine q, Value from, Value... places) {
        Value first = at(from, places[0]);
        if (places.length == 1) {
            return first;
        }
        Value[] rest = Arrays.copyOfRange(places, 1, places.length);
        boolean all = places[0] == Identity.HOLE || places[0] == Identity.NULL;
        if (all || !places[0].isAtom()) {
            if (first instanceof Dict dict && !(places[0] instanceof Dict)) {
                return new Dict(dict.keys(), eachDeeper(q, dict.values(), rest));
            }
            return eachDeeper(q, first, rest);
        }
        return q.apply(first, rest);
    }

    private static Value eachDeeper(Engine q, Value list, Value[] rest) {
        Value[] out = new Value[list.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = q.apply(list.at(i), rest);
        }
        return Lists.collapse(out);
    }

    /** Indexes one level. */
    public static Value at(Value from, Value place) {
        if (place == Identity.NULL || place == Identity.HOLE) {
            return from;
        }
        if (from instanceof Dict dict) {
            return ofDictionary(dict, place);
        }
        if (from instanceof Table table) {
            return ofTable(table, place);
        }
        if (!(from instanceof Vec vec)) {
            throw QError.type();
        }
        if (place instanceof Atom atom) {
            return vec.at(position(atom, 0));
        }
        if (place instanceof ListVec places) {
            Value[] out = new Value[places.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = at(from, places.at(i));
            }
            return Lists.collapse(out);
        }
        if (place instanceof Dict dict) {
            return new Dict(dict.keys(), at(from, dict.values()));
        }
        if (place instanceof Vec places) {
            Vec taken = vec.take(positions(places));
            return taken instanceof ListVec list ? Lists.collapse(list.toArray()) : taken;
        }
        throw QError.type();
    }

    private static int position(Atom atom, int i) {
        return positions(atom.vec())[i];
    }

    /** Returns whole numbers as positions; what is out of any range becomes -1. */
    public static int[] positions(Vec places) {
        if (Type.isFloating(places.type()) || places.type() > Type.LONG || places.type() == Type.GUID) {
            throw QError.type();
        }
        int[] out = new int[places.count()];
        for (int i = 0; i < out.length; i++) {
            long p = places.longAt(i);
            out[i] = p < 0 || p > Integer.MAX_VALUE ? -1 : (int) p;
        }
        return out;
    }

    private static Value ofTable(Table table, Value place) {
        if (place instanceof Atom atom) {
            if (atom.type() == -Type.SYMBOL) {
                Vec column = table.get(atom.symbol());
                if (column == null) {
                    throw new QError(atom.symbol());
                }
                return column;
            }
            return table.at(position(atom, 0));
        }
        if (place instanceof SymVec names) {
            Value[] columns = new Value[names.count()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = ofTable(table, names.at(i));
            }
            return new ListVec(columns);
        }
        if (place instanceof Vec places && !(places instanceof ListVec)) {
            return table.take(positions(places));
        }
        if (place instanceof ListVec list) {
            Value[] out = new Value[list.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = ofTable(table, list.at(i));
            }
            return Lists.collapse(out);
        }
        throw QError.type();
    }

    private static Value ofDictionary(Dict dict, Value place) {
        if (dict.isKeyedTable()) {
            return ofKeyedTable(dict, place);
        }
        Value keys = dict.keys();
        boolean nested = keys instanceof ListVec && (keys.count() == 0 || !keys.at(0).isAtom());
        boolean one = place.isAtom() || nested && !(place instanceof ListVec) || keys instanceof Table && !(place instanceof Table);
        if (!one && place instanceof ListVec places && !(keys instanceof ListVec)) {
            Value[] out = new Value[places.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = ofDictionary(dict, places.at(i));
            }
            return Lists.collapse(out);
        }
        if (one) {
            Value wanted = place instanceof Atom atom ? atom.vec() : keys instanceof Table ? place : new ListVec(place);
            return dict.values().at(Finding.find(keys, wanted)[0]);
        }
        return take(dict.values(), Finding.find(keys, place));
    }

    private static Value ofKeyedTable(Dict dict, Value place) {
        Table keys = (Table) dict.keys();
        Table values = (Table) dict.values();
        if (place instanceof Table) {
            return values.take(Finding.find(keys, place));
        }
        if (place instanceof Dict row) {
            return values.at(Finding.find(keys, row)[0]);
        }
        if (place instanceof Atom atom && keys.width() == 1) {
            return values.at(Finding.find(keys, new Table(keys.names(), atom.vec()))[0]);
        }
        if (place instanceof ListVec places && keys.width() > 1 && places.count() > 0 && places.at(0) instanceof Vec) {
            Value[] out = new Value[places.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = ofKeyedTable(dict, places.at(i));
            }
            return Lists.collapse(out);
        }
        if (place instanceof Vec list) {
            if (keys.width() == 1) {
                return values.take(Finding.find(keys, new Table(keys.names(), list)));
            }
            return values.at(Finding.find(keys, list)[0]);
        }
        throw QError.type();
    }

    /** Returns the items of a list, or the rows of a table, at positions. */
    public static Value take(Value v, int... places) {
        if (v instanceof Table table) {
            return table.take(places);
        }
        if (v instanceof Vec vec) {
            Vec taken = vec.take(places);
            return taken instanceof ListVec list ? Lists.collapse(list.toArray()) : taken;
        }
        if (v instanceof Dict dict) {
            return new Dict(take(dict.keys(), places), take(dict.values(), places));
        }
        throw QError.type();
    }
}
