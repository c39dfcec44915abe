package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code = <> < > <= >= ~}, {@code & |} and {@code ^}. Floats are equal within 2 to the power of -43. */
final class Comparison {
    private Comparison() {
    }

    /** What a comparison says of the order of two items. */
    @FunctionalInterface
    private interface Test {
        boolean holds(int order);
    }

    static void register() {
        Builtins.add("=", 2, (q, a) -> equal(a[0], a[1]));
        Builtins.add("<>", 2, (q, a) -> test(a[0], a[1], order -> order != 0));
        Builtins.add("<", 2, (q, a) -> test(a[0], a[1], order -> order < 0));
        Builtins.add(">", 2, (q, a) -> test(a[0], a[1], order -> order > 0));
        Builtins.add("<=", 2, (q, a) -> test(a[0], a[1], order -> order <= 0));
        Builtins.add(">=", 2, (q, a) -> test(a[0], a[1], order -> order >= 0));
        Builtins.add("~", 2, (q, a) -> Atom.of(Order.match(a[0], a[1])));
        Builtins.add("&", 2, (q, a) -> pick(a[0], a[1], -1));
        Builtins.add("|", 2, (q, a) -> pick(a[0], a[1], 1));
        Builtins.infix("and", (q, a) -> pick(a[0], a[1], -1));
        Builtins.infix("or", (q, a) -> pick(a[0], a[1], 1));
        Builtins.add("^", 2, (q, a) -> fill(a[0], a[1]));
        Builtins.add("not", 1, (q, a) -> not(a[0]));
        Builtins.add("~:", 1, (q, a) -> not(a[0]));
    }

    private static Value not(Value a) {
        return Atomic.unary(a, vec -> {
            byte[] out = new byte[vec.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) (Type.isFloating(vec.type()) ? vec.doubleAt(i) == 0 ? 1 : 0 : vec.longAt(i) == 0 ? 1 : 0);
            }
            return new ByteVec(Type.BOOL, out);
        });
    }

    static Value equal(Value a, Value b) {
        return Atomic.binary(a, b, Comparison::equalVecs);
    }

    private static Vec equalVecs(Vec a, Vec b, int n) {
        if (a instanceof SymVec x && b instanceof SymVec y) {
            return equalSymbols(x, y, n);
        }
        return testVecs(a, b, n, order -> order == 0);
    }

    private static Vec equalSymbols(SymVec a, SymVec b, int n) {
        int[] x = a.items();
        int[] y = b.items();
        int dx = a.count() == 1 ? 0 : 1;
        int dy = b.count() == 1 ? 0 : 1;
        byte[] out = new byte[n];
        for (int i = 0; i < n; i++) {
            out[i] = (byte) (x[i * dx] == y[i * dy] ? 1 : 0);
        }
        return new ByteVec(Type.BOOL, out);
    }

    private static Value test(Value a, Value b, Test test) {
        return Atomic.binary(a, b, (x, y, n) -> testVecs(x, y, n, test));
    }

    /** Compares by the comparison of a name, one of {@code <= >=}. */
    static Value compare(String name, Value a, Value b) {
        return test(a, b, name.equals("<=") ? order -> order <= 0 : order -> order >= 0);
    }

    private static Vec testVecs(Vec a, Vec b, int n, Test test) {
        byte[] out = new byte[n];
        int dx = a.count() == 1 ? 0 : 1;
        int dy = b.count() == 1 ? 0 : 1;
        if (a.type() == b.type() && !Type.isNumeric(a.type())) {
            for (int i = 0; i < n; i++) {
                out[i] = (byte) (test.holds(a.compare(i * dx, b, i * dy)) ? 1 : 0);
            }
            return new ByteVec(Type.BOOL, out);
        }
        if (!Type.isNumeric(a.type()) || !Type.isNumeric(b.type())) {
            throw QError.type();
        }
        if (Type.isFloating(a.type()) || Type.isFloating(b.type())) {
            double[] x = Widen.doubles(a);
            double[] y = Widen.doubles(b);
            for (int i = 0; i < n; i++) {
                double u = x[i * dx];
                double v = y[i * dy];
                out[i] = (byte) (test.holds(Order.close(u, v) ? 0 : FloatVec.order(u, v)) ? 1 : 0);
            }
            return new ByteVec(Type.BOOL, out);
        }
        long[] x = inCommon(a, b);
        long[] y = inCommon(b, a);
        for (int i = 0; i < n; i++) {
            out[i] = (byte) (test.holds(Long.compare(x[i * dx], y[i * dy])) ? 1 : 0);
        }
        return new ByteVec(Type.BOOL, out);
    }

    /** Returns the items in the unit both are compared in. */
    private static long[] inCommon(Vec vec, Vec other) {
        if (!Type.isTemporal(vec.type()) || !Type.isTemporal(other.type()) || vec.type() == other.type()) {
            return Widen.longs(vec);
        }
        return Widen.longs(Casting.cast(vec, Units.common(vec.type(), other.type())));
    }

    /** The lesser (-1) or the greater (1) of two. */
    static Value pick(Value a, Value b, int sign) {
        return Atomic.binary(a, b, (x, y, n) -> {
            if (!Type.isNumeric(x.type()) || !Type.isNumeric(y.type())) {
                throw QError.type();
            }
            int type = widest(x.type(), y.type());
            Vec u = Casting.cast(x, type);
            Vec v = Casting.cast(y, type);
            if (Type.isFloating(type)) {
                double[] out = new double[n];
                for (int i = 0; i < n; i++) {
                    double s = u.doubleAt(at(u, i));
                    double t = v.doubleAt(at(v, i));
                    out[i] = FloatVec.order(s, t) * sign >= 0 ? s : t;
                }
                return Widen.narrow(type, out);
            }
            long[] s = Widen.longs(u);
            long[] t = Widen.longs(v);
            long[] out = new long[n];
            for (int i = 0; i < n; i++) {
                out[i] = sign < 0 ? Math.min(s[at(u, i)], t[at(v, i)]) : Math.max(s[at(u, i)], t[at(v, i)]);
            }
            return Widen.narrow(type, out);
        });
    }

    private static int at(Vec vec, int i) {
        return vec.count() == 1 ? 0 : i;
    }

    /** Returns the type that holds the items of both. */
    static int widest(int a, int b) {
        if (a == b) {
            return a;
        }
        if (Type.isTemporal(a) && Type.isTemporal(b)) {
            return Units.common(a, b);
        }
        if (Type.isTemporal(a) || Type.isTemporal(b)) {
            return Type.isTemporal(a) ? a : b;
        }
        return a == Type.CHAR || b == Type.CHAR ? Math.max(Type.INT, a == Type.CHAR ? b : a) : Math.max(a, b);
    }

    /** Replaces nulls on the right by what is on the left. */
    static Value fill(Value a, Value b) {
        if (a instanceof Dict x && b instanceof Dict y) {
            return x.isKeyedTable() ? io.depthstream.kdb.table.Joins.coalesce(x, y) : coalesce(x, y);
        }
        if (b instanceof Table table && a instanceof Atom) {
            Vec[] columns = table.columns();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = (Vec) fill(a, columns[i]);
            }
            return new Table(table.names(), columns);
        }
        return Atomic.binary(a, b, Comparison::fillVecs);
    }

    private static Value coalesce(Dict x, Dict y) {
        int[] places = Finding.find(x.keys(), y.keys());
        Value out = x;
        for (int i = 0; i < places.length; i++) {
            Value mine = y.values().at(i);
            boolean none = mine instanceof Atom atom && atom.vec().nullAt(0);
            if (!none || places[i] == x.count()) {
                out = Joining.join(out, new Dict(Indexing.take(y.keys(), i), Indexing.take(y.values(), i)));
            }
        }
        return out;
    }

    private static Vec fillVecs(Vec a, Vec b, int n) {
        int type = a.type() == b.type() ? a.type() : Type.isNumeric(a.type()) && Type.isNumeric(b.type()) ? widest(a.type(), b.type()) : -1;
        if (type < 0) {
            throw QError.type();
        }
        Vec with = Casting.cast(a, type);
        Vec into = Casting.cast(b, type);
        if (into.count() != n) {
            into = into.take(new int[n]);
        }
        int[] nulls = new int[n];
        int found = 0;
        for (int i = 0; i < n; i++) {
            if (into.nullAt(i)) {
                nulls[found++] = i;
            }
        }
        if (found == 0) {
            return into;
        }
        int[] places = java.util.Arrays.copyOf(nulls, found);
        return into.amend(places, with.count() == 1 ? with : with.take(places));
    }
}
