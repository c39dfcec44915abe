package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code wj} and {@code wj1}: functions of the right's rows within a window of time around each row of the left. */
final class WindowJoin {
    private WindowJoin() {
    }

    /** The prevailing row at the window's begin belongs to it (wj), or not (wj1). */
    static Value join(Engine q, Value windows, Value columns, Value left, Value spec, boolean prevailing) {
        if (!(spec instanceof Vec parts) || parts.count() < 2 || !(windows instanceof Vec pair) || pair.count() != 2) {
            throw QError.type();
        }
        Table plain = Tables.plain(left);
        Table right = Tables.plain(parts.at(0));
        AsOf asOf = new AsOf(columns, plain, right);
        Vec begins = asOf.inUnit((Vec) pair.at(0));
        Vec ends = asOf.inUnit((Vec) pair.at(1));
        if (begins.count() != plain.count() || ends.count() != plain.count()) {
            throw QError.length();
        }
        Table result = plain;
        int[][] rows = new int[plain.count()][];
        for (int i = 0; i < rows.length; i++) {
            int[] group = asOf.group(i);
            int before = asOf.last(group, begins, i, true);
            int from = prevailing && before >= 0 && (before + 1 >= group.length || asOf.last(group, begins, i, false) == before) ? before : before + 1;
            int to = asOf.last(group, ends, i, false);
            rows[i] = from > to ? new int[0] : java.util.Arrays.copyOfRange(group, from, to + 1);
        }
        for (int p = 1; p < parts.count(); p++) {
            Vec item = (Vec) parts.at(p);
            String name = ((Atom) item.at(item.count() - 1)).symbol();
            Value[] cells = new Value[rows.length];
            for (int i = 0; i < cells.length; i++) {
                q.check();
                Value[] args = new Value[item.count() - 1];
                for (int a = 0; a < args.length; a++) {
                    args[a] = Tables.columns(right, ((Atom) item.at(a + 1)).symbol()).column(0).take(rows[i]);
                }
                cells[i] = q.apply(item.at(0), args);
            }
            result = result.with(name, GroupedSelection.column(cells));
        }
        return Tables.key(Tables.keys(left).length, result);
    }
}
