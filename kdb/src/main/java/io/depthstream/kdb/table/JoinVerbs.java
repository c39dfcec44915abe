package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;

/** {@code lj ij uj pj ej aj aj0 ajf wj wj1 asof}. */
public final class JoinVerbs {
    private JoinVerbs() {
    }

    /** Registers the joins. */
    public static void register() {
        Builtins.infix("lj", (q, a) -> Joins.left(a[0], a[1], false));
        Builtins.infix("ljf", (q, a) -> Joins.left(a[0], a[1], true));
        Builtins.infix("ij", (q, a) -> Joins.inner(a[0], a[1]));
        Builtins.infix("uj", (q, a) -> Joins.union(a[0], a[1]));
        Builtins.infix("pj", (q, a) -> Joins.plus(q, a[0], a[1]));
        Builtins.add("ej", 3, (q, a) -> Joins.equi(a[0], a[1], a[2]));
        Builtins.add("aj", 3, (q, a) -> new AsOf(a[0], a[1], Sql.resolve(q, a[2])).join(false, false));
        Builtins.add("aj0", 3, (q, a) -> new AsOf(a[0], a[1], Sql.resolve(q, a[2])).join(true, false));
        Builtins.add("ajf", 3, (q, a) -> new AsOf(a[0], a[1], Sql.resolve(q, a[2])).join(false, true));
        Builtins.add("ajf0", 3, (q, a) -> new AsOf(a[0], a[1], Sql.resolve(q, a[2])).join(true, true));
        Builtins.add("wj", 4, (q, a) -> WindowJoin.join(q, a[0], a[1], a[2], a[3], true));
        Builtins.add("wj1", 4, (q, a) -> WindowJoin.join(q, a[0], a[1], a[2], a[3], false));
        Builtins.infix("asof", (q, a) -> asof(a[0], a[1]));
    }

    private static Value asof(Value table, Value at) {
        boolean one = at instanceof Dict dict && !dict.isKeyedTable();
        Table rows = one ? (Table) io.depthstream.kdb.verb.Joining.enlist(at) : Tables.plain(at);
        Table joined = new AsOf(rows.names(), rows, table).join(false, false);
        Table more = Tables.without(joined, rows.names().names());
        return one ? more.at(0) : more;
    }
}
