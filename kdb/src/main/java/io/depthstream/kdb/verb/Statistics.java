package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import java.util.Arrays;

/** {@code var dev svar sdev med cov scov cor wavg wsum}: pairs with a null on either side are left out. */
final class Statistics {
    private Statistics() {
    }

    static void register() {
        one("var", x -> moments(x, x)[0]);
        one("dev", x -> Math.sqrt(moments(x, x)[0]));
        one("svar", x -> sample(moments(x, x)));
        one("sdev", x -> Math.sqrt(sample(moments(x, x))));
        one("med", Statistics::median);
        two("cov", (x, y) -> moments(x, y)[0]);
        two("scov", (x, y) -> sample(moments(x, y)));
        two("cor", (x, y) -> moments(x, y)[0] / Math.sqrt(moments(x, x)[0] * moments(y, y)[0]));
        Builtins.infix("wsum", (q, a) -> weighted(a[0], a[1], false));
        Builtins.infix("wavg", (q, a) -> weighted(a[0], a[1], true));
    }

    /** A number made of another list of numbers. */
    @FunctionalInterface
    private interface OfOne {
        double of(double[] x);
    }

    /** A number made of two lists of numbers. */
    @FunctionalInterface
    private interface OfTwo {
        double of(double[] x, double[] y);
    }

    private static void one(String name, OfOne function) {
        Builtins.add(name, 1, (q, a) -> Aggregates.fold(a[0] instanceof ListVec list ? flipped(list) : a[0], vec -> {
            Aggregates.numeric(vec);
            return Atom.of(function.of(known(vec)));
        }, (x, y) -> {
            throw QError.nyi();
        }));
    }

    private static Value flipped(ListVec list) {
        if (list.count() == 0) {
            return Lists.empty(Type.FLOAT);
        }
        throw QError.nyi();
    }

    private static double[] known(Vec vec) {
        double[] all = Widen.doubles(vec);
        double[] out = new double[vec.count()];
        int n = 0;
        for (int i = 0; i < vec.count(); i++) {
            if (all[i] == all[i]) {
                out[n++] = all[i];
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static void two(String name, OfTwo function) {
        Builtins.infix(name, (q, a) -> {
            Vec x = numbers(a[0]);
            Vec y = numbers(a[1]);
            if (x.count() != y.count()) {
                throw QError.length();
            }
            double[] u = new double[x.count()];
            double[] v = new double[x.count()];
            int n = 0;
            for (int i = 0; i < u.length; i++) {
                if (!x.nullAt(i) && !y.nullAt(i)) {
                    u[n] = x.doubleAt(i);
                    v[n++] = y.doubleAt(i);
                }
            }
            return Atom.of(function.of(Arrays.copyOf(u, n), Arrays.copyOf(v, n)));
        });
    }

    private static Vec numbers(Value v) {
        Vec vec = Lists.enlist(v).plain();
        Aggregates.numeric(vec);
        return vec;
    }

    /** Returns the covariance and the count. */
    private static double[] moments(double[] x, double[] y) {
        int n = x.length;
        double meanX = Arrays.stream(x).sum() / n;
        double meanY = x == y ? meanX : Arrays.stream(y).sum() / n;
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += (x[i] - meanX) * (y[i] - meanY);
        }
        return new double[] {n == 0 ? Double.NaN : total / n, n};
    }

    private static double sample(double[] moments) {
        return moments[1] < 2 ? Double.NaN : moments[0] * moments[1] / (moments[1] - 1);
    }

    private static double median(double[] x) {
        if (x.length == 0) {
            return Double.NaN;
        }
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static Value weighted(Value weights, Value values, boolean average) {
        if (weights instanceof ListVec || values instanceof ListVec) {
            Value product = Arithmetic.multiply(Casting.toType(weights, Type.FLOAT), values);
            Value sum = Builtins.get("sum") == null ? null : Aggregates.fold(product, Aggregates::sum, Arithmetic::add);
            return average ? Arithmetic.divide(sum, Aggregates.fold(Casting.toType(weights, Type.FLOAT), Aggregates::sum, Arithmetic::add)) : sum;
        }
        Vec w = numbers(weights);
        Vec v = numbers(values);
        int n = weights.isAtom() ? v.count() : w.count();
        if (!weights.isAtom() && !values.isAtom() && w.count() != v.count()) {
            throw QError.length();
        }
        double[] x = Widen.doubles(w);
        double[] y = Widen.doubles(v);
        int dx = weights.isAtom() ? 0 : 1;
        int dy = values.isAtom() ? 0 : 1;
        double total = 0;
        double weight = 0;
        for (int i = 0; i < n; i++) {
            double a = x[i * dx];
            double b = y[i * dy];
            if (a == a && b == b) {
                total += a * b;
                weight += a;
            }
        }
        return Atom.of(average ? total / weight : total);
    }
}
