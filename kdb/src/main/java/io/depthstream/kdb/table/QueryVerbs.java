package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.verb.Grouping;
import io.depthstream.kdb.verb.Indexing;

/** {@code insert upsert fby}. */
public final class QueryVerbs {
    private QueryVerbs() {
    }

    /** Registers them. */
    public static void register() {
        Builtins.infix("insert", (q, a) -> Inserting.insert(q, a[0], a[1]));
        Builtins.infix("upsert", (q, a) -> Inserting.upsert(q, a[0], a[1]));
        Builtins.infix("fby", (q, a) -> fby(q, a[0], a[1]));
    }

    /** {@code (f;values) fby groups}: the function's result for each group, spread over its rows. */
    private static Value fby(Engine q, Value pair, Value by) {
        if (!(pair instanceof Vec parts) || parts.count() != 2) {
            throw QError.length();
        }
        Value values = parts.at(1);
        if (values.count() != by.count()) {
            throw QError.length();
        }
        Grouping groups = Grouping.of(by);
        int[][] positions = groups.positions();
        Value[] results = new Value[positions.length];
        boolean atoms = true;
        for (int g = 0; g < results.length; g++) {
            q.check();
            results[g] = q.apply(parts.at(0), Indexing.take(values, positions[g]));
            atoms &= results[g] instanceof Atom;
        }
        if (results.length == 0) {
            return values;
        }
        if (atoms) {
            return Indexing.take(Lists.collapse(results), groups.ids());
        }
        Value[] spread = new Value[by.count()];
        for (int g = 0; g < results.length; g++) {
            for (int i = 0; i < positions[g].length; i++) {
                spread[positions[g][i]] = results[g].isAtom() ? results[g] : results[g].at(i);
            }
        }
        return Lists.collapse(spread);
    }
}
