package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code asc desc iasc idesc rank xrank}. */
final class Sorting {
    private Sorting() {
    }

    static void register() {
        Builtins.add("iasc", 1, (q, a) -> order(a[0], false));
        Builtins.add("idesc", 1, (q, a) -> order(a[0], true));
        Builtins.add("<:", 1, (q, a) -> order(a[0], false));
        Builtins.add(">:", 1, (q, a) -> order(a[0], true));
        Builtins.add("asc", 1, (q, a) -> sorted(a[0], false));
        Builtins.add("desc", 1, (q, a) -> sorted(a[0], true));
        Builtins.add("rank", 1, (q, a) -> rank(a[0]));
        Builtins.infix("xrank", (q, a) -> {
            long buckets = ((Atom) a[0]).longValue();
            long[] ranks = Widen.longs((Vec) rank(a[1])).clone();
            for (int i = 0; i < ranks.length; i++) {
                ranks[i] = ranks[i] * buckets / ranks.length;
            }
            return new LongVec(Type.LONG, ranks);
        });
    }

    private static Value order(Value v, boolean descending) {
        if (v instanceof Dict dict && !dict.isKeyedTable()) {
            return Indexing.take(dict.keys(), SortOrder.of(dict.values(), descending));
        }
        if (v.isAtom()) {
            throw QError.type();
        }
        return longs(SortOrder.of(v instanceof Dict keyed ? keyed.values() : v, descending));
    }

    static LongVec longs(int[] places) {
        long[] out = new long[places.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = places[i];
        }
        return new LongVec(Type.LONG, out);
    }

    private static Value sorted(Value v, boolean descending) {
        if (v instanceof Dict dict && !dict.isKeyedTable()) {
            return Indexing.take(dict, SortOrder.of(dict.values(), descending));
        }
        if (v.isAtom()) {
            throw QError.type();
        }
        if (v instanceof Dict keyed) {
            return Indexing.take(keyed, SortOrder.of(keyed.values(), descending));
        }
        Value out = Indexing.take(v, SortOrder.of(v, descending));
        if (descending) {
            return out;
        }
        if (out instanceof Table table && table.width() > 0) {
            return table.with(table.names().nameAt(0), table.column(0).with('s'));
        }
        return out instanceof Vec vec ? vec.with('s') : out;
    }

    private static Value rank(Value v) {
        int[] order = SortOrder.of(v instanceof Dict dict ? dict.values() : v, false);
        long[] ranks = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i;
        }
        return new LongVec(Type.LONG, ranks);
    }
}
