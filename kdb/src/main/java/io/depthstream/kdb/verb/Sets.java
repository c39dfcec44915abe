package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code distinct group ungroup union inter except}. */
final class Sets {
    private Sets() {
    }

    static void register() {
        Builtins.add("distinct", 1, (q, a) -> distinct(a[0]));
        Builtins.add("?:", 1, (q, a) -> distinct(a[0]));
        Builtins.add("group", 1, (q, a) -> group(a[0]));
        Builtins.add("=:", 1, (q, a) -> group(a[0]));
        Builtins.infix("union", (q, a) -> distinct(Joining.join(a[0], a[1])));
        Builtins.infix("inter", (q, a) -> keep(a[0], a[1], true));
        Builtins.infix("except", (q, a) -> keep(a[0], a[1].isAtom() ? Lists.enlist(a[1]) : a[1], false));
    }

    static Value distinct(Value v) {
        if (v instanceof Dict dict) {
            return distinct(dict.isKeyedTable() ? dict.unkeyed() : dict.values());
        }
        if (v.isAtom()) {
            throw QError.type();
        }
        return Indexing.take(v, Grouping.of(v).firsts());
    }

    static Value group(Value v) {
        if (v instanceof Dict dict) {
            Dict groups = (Dict) group(dict.values());
            Value[] keys = new Value[groups.count()];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = Indexing.at(dict.keys(), groups.values().at(i));
            }
            return new Dict(groups.keys(), new ListVec(keys));
        }
        if (v.isAtom()) {
            throw QError.type();
        }
        Grouping groups = Grouping.of(v);
        int[][] positions = groups.positions();
        Value[] places = new Value[positions.length];
        for (int g = 0; g < places.length; g++) {
            long[] out = new long[positions[g].length];
            for (int i = 0; i < out.length; i++) {
                out[i] = positions[g][i];
            }
            places[g] = new LongVec(Type.LONG, out);
        }
        return new Dict(Indexing.take(v, groups.firsts()), new ListVec(places));
    }

    private static Value keep(Value v, Value among, boolean wanted) {
        if (v instanceof Dict dict) {
            return keep(dict.values(), among, wanted);
        }
        if (v.isAtom() || !(among instanceof Vec || among instanceof Table)) {
            throw QError.type();
        }
        int[] places = v instanceof Vec vec && among instanceof Vec list && vec.type() != list.type() && vec.type() != 0 && list.type() != 0
            && !(Type.isNumeric(vec.type()) && Type.isNumeric(list.type())) && vec.plain().type() != list.plain().type()
            ? filled(vec.count(), among.count()) : Finding.find(among, v);
        int n = 0;
        int[] kept = new int[places.length];
        for (int i = 0; i < places.length; i++) {
            if (places[i] < among.count() == wanted) {
                kept[n++] = i;
            }
        }
        return Indexing.take(v, java.util.Arrays.copyOf(kept, n));
    }

    private static int[] filled(int n, int value) {
        int[] out = new int[n];
        java.util.Arrays.fill(out, value);
        return out;
    }
}
