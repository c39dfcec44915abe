package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Composition;
import io.depthstream.kdb.eval.Settings;
import io.depthstream.kdb.table.Tables;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** {@code , til enlist raze reverse where flip cross key count} and other builders of lists. */
final class ListVerbs {
    private ListVerbs() {
    }

    static void register() {
        Builtins.add(",", 2, (q, a) -> Joining.join(a[0], a[1]));
        Builtins.add(":", 2, (q, a) -> a[1]);
        Builtins.add("enlist", 1, Integer.MAX_VALUE, (q, a) -> Lists.collapse(a));
        Builtins.add(",:", 1, (q, a) -> Lists.collapse(a));
        Builtins.add("til", 1, (q, a) -> til(a[0]));
        Builtins.add("raze", 1, (q, a) -> Joining.raze(a[0]));
        Builtins.add("reverse", 1, (q, a) -> reverse(a[0]));
        Builtins.add("|:", 1, (q, a) -> reverse(a[0]));
        Builtins.add("where", 1, (q, a) -> where(a[0]));
        Builtins.add("&:", 1, (q, a) -> where(a[0]));
        Builtins.add("flip", 1, (q, a) -> flip(a[0]));
        Builtins.add("+:", 1, (q, a) -> flip(a[0]));
        Builtins.infix("cross", (q, a) -> cross(a[0], a[1]));
        Builtins.infix("rotate", (q, a) -> rotate(((Atom) a[0]).longValue(), a[1]));
        Builtins.infix("sublist", (q, a) -> sublist(Lists.enlist(a[0]), a[0].isAtom(), a[1]));
        Builtins.add("compose", 2, 8, (q, a) -> {
            Value f = a[a.length - 1];
            for (int i = a.length - 2; i >= 0; i--) {
                f = new Composition(a[i], f);
            }
            return f;
        });
        Builtins.add("::", 1, (q, a) -> a[0]);
    }

    static Value til(Value v) {
        if (v instanceof Dict dict) {
            return dict.keys();
        }
        if (!(v instanceof Atom atom) || Type.isFloating(-v.type()) || !Type.isNumeric(-v.type())) {
            throw QError.type();
        }
        if (atom.vec().nullAt(0)) {
            throw QError.domain();
        }
        long[] out = new long[Settings.items(atom.longValue(), Long.BYTES)];
        for (int i = 0; i < out.length; i++) {
            out[i] = i;
        }
        return new LongVec(Type.LONG, out);
    }

    static Value reverse(Value v) {
        if (v.isAtom()) {
            return v;
        }
        int n = v.count();
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = n - 1 - i;
        }
        return Indexing.take(v, places);
    }

    static Value where(Value v) {
        if (v instanceof Dict dict) {
            return Indexing.at(dict.keys(), where(dict.values()));
        }
        if (!(v instanceof Vec vec) || vec.count() > 0 && (vec.type() == Type.LIST || Type.isFloating(vec.type()) || !Type.isNumeric(vec.type()))) {
            throw QError.type();
        }
        long total = 0;
        for (int i = 0; i < vec.count(); i++) {
            long times = vec.longAt(i);
            if (times > 0) {
                total = Math.addExact(total, times);
            }
        }
        long[] out = new long[Settings.items(total, Long.BYTES)];
        int at = 0;
        for (int i = 0; i < vec.count(); i++) {
            for (long left = vec.longAt(i); left > 0; left--) {
                out[at++] = i;
            }
        }
        return new LongVec(Type.LONG, out);
    }

    static Value flip(Value v) {
        if (v instanceof Table table) {
            return new Dict(table.names(), new ListVec(table.columns()));
        }
        if (v instanceof Dict dict && dict.keys() instanceof SymVec names) {
            Value[] columns = new Value[names.count()];
            for (int i = 0; i < columns.length; i++) {
                columns[i] = dict.values().at(i);
            }
            return Tables.ofColumns(names, columns);
        }
        if (!(v instanceof ListVec list)) {
            throw QError.rank();
        }
        int n = -1;
        for (int i = 0; i < list.count(); i++) {
            if (!list.at(i).isAtom()) {
                if (n >= 0 && list.at(i).count() != n) {
                    throw QError.length();
                }
                n = list.at(i).count();
            }
        }
        if (n < 0) {
            throw QError.rank();
        }
        Value[] rows = new Value[n];
        for (int r = 0; r < n; r++) {
            Value[] row = new Value[list.count()];
            for (int c = 0; c < row.length; c++) {
                row[c] = list.at(c).isAtom() ? list.at(c) : list.at(c).at(r);
            }
            rows[r] = Lists.collapse(row);
        }
        return new ListVec(rows);
    }

    private static Value cross(Value a, Value b) {
        int n = a.count();
        int m = b.count();
        int size = Settings.items((long) n * m, Long.BYTES);
        int[] left = new int[size];
        int[] right = new int[size];
        for (int i = 0; i < size; i++) {
            left[i] = i / m;
            right[i] = i % m;
        }
        if (a instanceof Table x && b instanceof Table y) {
            return x.take(left).beside(y.take(right));
        }
        Value[] pairs = new Value[size];
        for (int i = 0; i < size; i++) {
            pairs[i] = Joining.join(a.at(left[i]), b.at(right[i]));
        }
        return Lists.collapse(pairs);
    }

    static Value rotate(long by, Value v) {
        int n = v.count();
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            places[i] = (int) Math.floorMod(i + by, (long) n);
        }
        return Indexing.take(v, places);
    }

    static Value sublist(Vec range, boolean one, Value v) {
        long n = v.count();
        long first = range.longAt(0);
        long from = one ? first < 0 ? Math.max(0, n + first) : 0 : Math.max(0, first);
        long to = one ? first < 0 ? n : Math.min(n, first) : Math.min(n, first + range.longAt(1));
        return Indexing.take(v, Lists.positions((int) Math.min(from, n), (int) Math.max(Math.min(from, n), to)));
    }
}
