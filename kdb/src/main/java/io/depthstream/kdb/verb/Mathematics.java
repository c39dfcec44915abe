package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.ShortVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number: {@code neg abs sqrt exp log floor ceiling signum null …}. */
final class Mathematics {
    private Mathematics() {
    }

    static void register() {
        real("sqrt", v -> v < 0 ? Double.NaN : Math.sqrt(v));
        real("exp", Math::exp);
        real("log", v -> v < 0 ? Double.NaN : Math.log(v));
        real("sin", Math::sin);
        real("cos", Math::cos);
        real("tan", Math::tan);
        real("asin", Math::asin);
        real("acos", Math::acos);
        real("atan", Math::atan);
        real("reciprocal", v -> 1 / v);
        real("%:", v -> 1 / v);
        Builtins.add("neg", 1, (q, a) -> negate(a[0]));
        Builtins.add("-:", 1, (q, a) -> negate(a[0]));
        Builtins.add("abs", 1, (q, a) -> Atomic.unary(a[0], Mathematics::abs));
        Builtins.add("signum", 1, (q, a) -> Atomic.unary(a[0], Mathematics::signum));
        Builtins.add("floor", 1, (q, a) -> Atomic.unary(a[0], vec -> round(vec, Math::floor)));
        Builtins.add("_:", 1, (q, a) -> Atomic.unary(a[0], vec -> vec.type() == Type.CHAR || vec.type() == Type.SYMBOL
            ? Strings.lowerVec(vec) : round(vec, Math::floor)));
        Builtins.add("ceiling", 1, (q, a) -> Atomic.unary(a[0], vec -> round(vec, Math::ceil)));
        Builtins.add("null", 1, (q, a) -> isNull(a[0]));
        Builtins.add("^:", 1, (q, a) -> isNull(a[0]));
        Builtins.infix("xexp", (q, a) -> Atomic.binary(a[0], a[1], (x, y, n) -> two(x, y, n, Math::pow)));
        Builtins.infix("xlog", (q, a) -> Atomic.binary(a[0], a[1], (x, y, n) -> two(x, y, n, (base, v) -> Math.log(v) / Math.log(base))));
    }

    private static void real(String name, DoubleUnaryOperator function) {
        Builtins.add(name, 1, (q, a) -> Atomic.unary(a[0], vec -> {
            numeric(vec);
            double[] in = Widen.doubles(vec);
            double[] out = new double[vec.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = function.applyAsDouble(in[i]);
            }
            return new FloatVec(Type.FLOAT, out);
        }));
    }

    private static void numeric(Vec vec) {
        if (!Type.isNumeric(vec.type())) {
            throw QError.type();
        }
    }

    private static Vec two(Vec a, Vec b, int n, java.util.function.DoubleBinaryOperator op) {
        numeric(a);
        numeric(b);
        double[] x = Widen.doubles(a);
        double[] y = Widen.doubles(b);
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = op.applyAsDouble(x[a.count() == 1 ? 0 : i], y[b.count() == 1 ? 0 : i]);
        }
        return new FloatVec(Type.FLOAT, out);
    }

    static Value negate(Value v) {
        return Atomic.unary(v, vec -> {
            numeric(vec);
            if (Type.isFloating(vec.type())) {
                double[] out = new double[vec.count()];
                for (int i = 0; i < out.length; i++) {
                    out[i] = -vec.doubleAt(i);
                }
                return Widen.narrow(vec.type(), out);
            }
            return map(vec, value -> value == LongVec.NULL ? value : -value);
        });
    }

    /** Maps widened longs; bits and bytes become ints. */
    private static Vec map(Vec vec, java.util.function.LongUnaryOperator op) {
        long[] out = new long[vec.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = op.applyAsLong(vec.longAt(i));
        }
        boolean small = vec.type() == Type.BOOL || vec.type() == Type.BYTE || vec.type() == Type.CHAR;
        return Widen.narrow(small ? Type.INT : vec.type(), out);
    }

    private static Vec abs(Vec vec) {
        numeric(vec);
        if (Type.isFloating(vec.type())) {
            double[] out = new double[vec.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = Math.abs(vec.doubleAt(i));
            }
            return Widen.narrow(vec.type(), out);
        }
        return map(vec, value -> value == LongVec.NULL ? value : Math.abs(value));
    }

    private static Vec signum(Vec vec) {
        numeric(vec);
        int[] out = new int[vec.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = vec.nullAt(i) ? -1 : Type.isFloating(vec.type()) ? (int) Math.signum(vec.doubleAt(i)) : Long.signum(vec.longAt(i));
        }
        return new IntVec(Type.INT, out);
    }

    private static Vec round(Vec vec, DoubleUnaryOperator rounding) {
        numeric(vec);
        if (vec.type() == Type.DATETIME) {
            return Casting.cast(vec, Type.DATE);
        }
        if (!Type.isFloating(vec.type())) {
            return vec;
        }
        long[] out = new long[vec.count()];
        for (int i = 0; i < out.length; i++) {
            double v = vec.doubleAt(i);
            double nearest = Math.rint(v);
            out[i] = Double.isNaN(v) || Double.isInfinite(v) ? Widen.toLong(v)
                : (long) (io.depthstream.kdb.value.Order.close(v, nearest) ? nearest : rounding.applyAsDouble(v));
        }
        return new LongVec(Type.LONG, out);
    }

    private static Value isNull(Value v) {
        if (v == io.depthstream.kdb.value.Identity.NULL) {
            return io.depthstream.kdb.value.Atom.TRUE;
        }
        return Atomic.unary(v, vec -> {
            byte[] out = new byte[vec.count()];
            boolean can = vec.type() != Type.BOOL && vec.type() != Type.BYTE;
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) (can && vec.nullAt(i) ? 1 : 0);
            }
            return new ByteVec(Type.BOOL, out);
        });
    }

    /** Returns the infinity of a type with its sign, for the maximum and minimum of nothing. */
    static Vec infinity(int type, int sign) {
        if (Type.isFloating(type)) {
            return Widen.narrow(type, new double[] {sign * Double.POSITIVE_INFINITY});
        }
        if (type == Type.BOOL) {
            return Widen.narrow(type, new long[] {sign > 0 ? 1 : 0});
        }
        if (type == Type.BYTE || type == Type.CHAR) {
            return Widen.narrow(type, new long[] {sign > 0 ? 255 : 0});
        }
        return type == Type.SHORT ? new ShortVec(type, new short[] {(short) (sign * Short.MAX_VALUE)})
            : Widen.narrow(type, new long[] {sign * Long.MAX_VALUE});
    }
}
