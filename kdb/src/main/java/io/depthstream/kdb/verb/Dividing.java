package io.depthstream.kdb.verb;

import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code div}, {@code mod} and {@code xbar}: division that rounds towards minus infinity. */
final class Dividing {
    private Dividing() {
    }

    static Vec div(Vec a, Vec b, int n) {
        check(a, b);
        if (Type.isFloating(a.type()) || Type.isFloating(b.type())) {
            double[] x = Widen.doubles(a);
            double[] y = Widen.doubles(b);
            long[] out = new long[n];
            for (int i = 0; i < n; i++) {
                double q = x[at(a, i)] / y[at(b, i)];
                out[i] = Double.isNaN(q) ? LongVec.NULL : Double.isInfinite(q) ? Widen.toLong(q) : (long) Math.floor(q);
            }
            return new LongVec(Type.LONG, out);
        }
        long[] x = Widen.longs(a);
        long[] y = Widen.longs(b);
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            long u = x[at(a, i)];
            long v = y[at(b, i)];
            out[i] = u == LongVec.NULL || v == LongVec.NULL || v == 0 ? none(u, v) : Math.floorDiv(u, v);
        }
        int type = Type.isTemporal(a.type()) && !Type.isTemporal(b.type()) ? a.type() : type(a, b);
        return Widen.narrow(type, out);
    }

    private static long none(long u, long v) {
        return v == 0 && u != LongVec.NULL && u != 0 ? u < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE : LongVec.NULL;
    }

    static Vec mod(Vec a, Vec b, int n) {
        check(a, b);
        if (Type.isFloating(a.type()) || Type.isFloating(b.type())) {
            double[] x = Widen.doubles(a);
            double[] y = Widen.doubles(b);
            double[] out = new double[n];
            for (int i = 0; i < n; i++) {
                double u = x[at(a, i)];
                double v = y[at(b, i)];
                out[i] = u - v * Math.floor(u / v);
            }
            return Widen.narrow(Type.FLOAT, out);
        }
        long[] x = Widen.longs(a);
        long[] y = Widen.longs(b);
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            long u = x[at(a, i)];
            long v = y[at(b, i)];
            out[i] = u == LongVec.NULL || v == LongVec.NULL ? LongVec.NULL : v == 0 ? u : Math.floorMod(u, v);
        }
        return Widen.narrow(remainderType(type(a, b)), out);
    }

    /** A remainder is {@code x-y*x div y}, and the difference of two days, months or moments is none itself. */
    private static int remainderType(int type) {
        return switch (type) {
            case Type.DATE, Type.MONTH -> Type.INT;
            case Type.TIMESTAMP -> Type.TIMESPAN;
            default -> type;
        };
    }

    /** Rounds down to a multiple; the unit of the step is that of the items unless it is a time of day itself. */
    static Vec xbar(Vec step, Vec items, int n) {
        check(step, items);
        if (Type.isFloating(step.type()) || Type.isFloating(items.type())) {
            double[] s = Widen.doubles(step);
            double[] x = Widen.doubles(items);
            double[] out = new double[n];
            for (int i = 0; i < n; i++) {
                double bar = s[at(step, i)];
                out[i] = bar == 0 ? x[at(items, i)] : bar * Math.floor(x[at(items, i)] / bar + 0x1p-43);
            }
            if (Type.isTemporal(items.type()) && !Type.isFloating(items.type())) {
                return Widen.narrow(items.type(), longs(out));
            }
            return Widen.narrow(items.type() == Type.REAL || items.type() == Type.DATETIME ? items.type() : Type.FLOAT, out);
        }
        int type = Type.isTemporal(items.type()) ? items.type() : Type.isTemporal(step.type()) ? step.type() : type(step, items);
        boolean coarser = Type.isTemporal(step.type()) && Type.isTemporal(items.type()) && Units.nanos(step.type()) < Units.nanos(items.type());
        if (coarser) {
            type = step.type();
        }
        long[] s = Units.scaled(step, type);
        long[] x = Units.scaled(items, type);
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            long bar = s[at(step, i)];
            long v = x[at(items, i)];
            out[i] = !Units.finite(v) || bar == 0 ? v : bar == LongVec.NULL ? LongVec.NULL : Math.floorDiv(v, bar) * bar;
        }
        return Widen.narrow(type, out);
    }

    private static long[] longs(double[] values) {
        long[] out = new long[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Widen.toLong(values[i]);
        }
        return out;
    }

    private static int type(Vec a, Vec b) {
        if (Type.isTemporal(a.type()) && Type.isTemporal(b.type())) {
            return a instanceof IntVec && b instanceof IntVec ? Type.INT : Type.LONG;
        }
        if (Type.isTemporal(a.type())) {
            return a.type();
        }
        return Type.isTemporal(b.type()) ? b.type() : Arithmetic.plainType(a.type(), b.type());
    }

    private static int at(Vec vec, int i) {
        return vec.count() == 1 ? 0 : i;
    }

    private static void check(Vec a, Vec b) {
        if (!Type.isNumeric(a.type()) || !Type.isNumeric(b.type())) {
            throw QError.type();
        }
    }
}
