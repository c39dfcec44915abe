package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code + - * %} and {@code div mod}: nulls stay null, whole numbers wrap, {@code %} is of floats. */
final class Arithmetic {
    private static final Op ADD = new Op() {
        @Override
        public long longs(long a, long b) {
            return a + b;
        }

        @Override
        public int ints(int a, int b) {
            return a + b;
        }

        @Override
        public double doubles(double a, double b) {
            return a + b;
        }
    };
    private static final Op SUBTRACT = new Op() {
        @Override
        public long longs(long a, long b) {
            return a - b;
        }

        @Override
        public int ints(int a, int b) {
            return a - b;
        }

        @Override
        public double doubles(double a, double b) {
            return a - b;
        }
    };
    private static final Op MULTIPLY = new Op() {
        @Override
        public long longs(long a, long b) {
            return a * b;
        }

        @Override
        public int ints(int a, int b) {
            return a * b;
        }

        @Override
        public double doubles(double a, double b) {
            return a * b;
        }
    };

    private Arithmetic() {
    }

    private interface Op {
        long longs(long a, long b);

        int ints(int a, int b);

        double doubles(double a, double b);
    }

    static void register() {
        Builtins.add("+", 2, (q, a) -> add(a[0], a[1]));
        Builtins.add("-", 2, (q, a) -> subtract(a[0], a[1]));
        Builtins.add("*", 2, (q, a) -> multiply(a[0], a[1]));
        Builtins.add("%", 2, (q, a) -> divide(a[0], a[1]));
        Builtins.infix("div", (q, a) -> Atomic.binary(a[0], a[1], (x, y, n) -> Dividing.div(x, y, n)));
        Builtins.infix("mod", (q, a) -> Atomic.binary(a[0], a[1], (x, y, n) -> Dividing.mod(x, y, n)));
        Builtins.infix("xbar", (q, a) -> Atomic.binary(a[0], a[1], (x, y, n) -> Dividing.xbar(x, y, n)));
    }

    static Value add(Value a, Value b) {
        return Atomic.binary(a, b, (x, y, n) -> run(ADD, sumType(x.type(), y.type()), x, y, n));
    }

    static Value subtract(Value a, Value b) {
        return Atomic.binary(a, b, (x, y, n) -> run(SUBTRACT, differenceType(x.type(), y.type()), x, y, n));
    }

    static Value multiply(Value a, Value b) {
        return Atomic.binary(a, b, (x, y, n) -> run(MULTIPLY, productType(x.type(), y.type()), x, y, n));
    }

    static Value divide(Value a, Value b) {
        return Atomic.binary(a, b, Arithmetic::quotient);
    }

    private static Vec quotient(Vec a, Vec b, int n) {
        numbers(a.type(), b.type());
        boolean units = Type.isTemporal(a.type()) && Type.isTemporal(b.type()) && a.type() != b.type();
        int common = units ? Units.common(a.type(), b.type()) : 0;
        double[] x = units ? Widen.doubles(Widen.narrow(common, Units.scaled(a, common))) : Widen.doubles(a);
        double[] y = units ? Widen.doubles(Widen.narrow(common, Units.scaled(b, common))) : Widen.doubles(b);
        int dx = a.count() == 1 ? 0 : 1;
        int dy = b.count() == 1 ? 0 : 1;
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = x[i * dx] / y[i * dy];
        }
        return new FloatVec(Type.FLOAT, out);
    }

    private static void numbers(int a, int b) {
        if (!Type.isNumeric(a) || !Type.isNumeric(b)) {
            throw QError.type();
        }
    }

    /** Returns the type of a sum, difference or product of plain numbers: at least int. */
    static int plainType(int a, int b) {
        numbers(a, b);
        if (a == Type.FLOAT || b == Type.FLOAT) {
            return Type.FLOAT;
        }
        if (a == Type.REAL || b == Type.REAL) {
            return Type.REAL;
        }
        return a == Type.LONG || b == Type.LONG ? Type.LONG : Type.INT;
    }

    private static int sumType(int a, int b) {
        boolean aTime = Type.isTemporal(a);
        boolean bTime = Type.isTemporal(b);
        if (!aTime && !bTime) {
            return plainType(a, b);
        }
        numbers(a, b);
        if (!aTime || !bTime) {
            return withNumber(aTime ? a : b, aTime ? b : a);
        }
        if (Units.isClock(a) && Units.isClock(b)) {
            return Units.finer(a, b);
        }
        if (Units.isClock(a) && (b == Type.DATE || b == Type.TIMESTAMP) || Units.isClock(b) && (a == Type.DATE || a == Type.TIMESTAMP)) {
            return Type.TIMESTAMP;
        }
        throw QError.type();
    }

    private static int withNumber(int temporal, int number) {
        if (Type.isFloating(number) && temporal != Type.DATETIME && temporal != Type.TIMESPAN && temporal != Type.TIMESTAMP) {
            throw QError.nyi();
        }
        return temporal;
    }

    private static int differenceType(int a, int b) {
        if (Type.isTemporal(a) && Type.isTemporal(b)) {
            if (a == b) {
                return a == Type.DATE || a == Type.MONTH ? Type.INT
                    : a == Type.TIMESTAMP ? Type.TIMESPAN : a == Type.DATETIME ? Type.FLOAT : a;
            }
            if (a == Type.TIMESTAMP && b == Type.DATE || a == Type.DATE && b == Type.TIMESTAMP) {
                return Type.TIMESPAN;
            }
        }
        return sumType(a, b);
    }

    private static int productType(int a, int b) {
        boolean aTime = Type.isTemporal(a);
        boolean bTime = Type.isTemporal(b);
        if (aTime && bTime) {
            if (Units.isClock(a) && Units.isClock(b)) {
                return Units.finer(a, b);
            }
            throw QError.type();
        }
        return aTime || bTime ? withNumber(aTime ? a : b, aTime ? b : a) : plainType(a, b);
    }

    private static Vec run(Op op, int type, Vec a, Vec b, int n) {
        int dx = a.count() == 1 ? 0 : 1;
        int dy = b.count() == 1 ? 0 : 1;
        if (Type.isFloating(type)) {
            double[] x = Widen.doubles(a);
            double[] y = Widen.doubles(b);
            double[] out = new double[n];
            for (int i = 0; i < n; i++) {
                out[i] = op.doubles(x[i * dx], y[i * dy]);
            }
            return Widen.narrow(type, out);
        }
        if (Type.isFloating(a.type()) || Type.isFloating(b.type())) {
            double[] x = Widen.doubles(a);
            double[] y = Widen.doubles(b);
            long[] out = new long[n];
            for (int i = 0; i < n; i++) {
                out[i] = Widen.toLong(op.doubles(x[i * dx], y[i * dy]));
            }
            return Widen.narrow(type, out);
        }
        if (type == Type.LONG || type == Type.TIMESTAMP || type == Type.TIMESPAN) {
            return longs(op, type, a, b, n);
        }
        return ints(op, type, a, b, n);
    }

    private static Vec longs(Op op, int type, Vec a, Vec b, int n) {
        int unit = type == Type.LONG ? a.type() : type;
        long[] x = Units.scaled(a, unit);
        long[] y = Units.scaled(b, unit);
        int dx = a.count() == 1 ? 0 : 1;
        int dy = b.count() == 1 ? 0 : 1;
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            long u = x[i * dx];
            long v = y[i * dy];
            out[i] = u == LongVec.NULL || v == LongVec.NULL ? LongVec.NULL : op.longs(u, v);
        }
        return new LongVec(type, out);
    }

    private static Vec ints(Op op, int type, Vec a, Vec b, int n) {
        int[] x = ints(a, type);
        int[] y = ints(b, type);
        int dx = a.count() == 1 ? 0 : 1;
        int dy = b.count() == 1 ? 0 : 1;
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            int u = x[i * dx];
            int v = y[i * dy];
            out[i] = u == IntVec.NULL || v == IntVec.NULL ? IntVec.NULL : op.ints(u, v);
        }
        return new IntVec(type, out);
    }

    private static int[] ints(Vec vec, int type) {
        boolean sameUnit = !Type.isTemporal(vec.type()) || vec.type() == type || type == Type.INT;
        if (vec instanceof IntVec ints && sameUnit) {
            return ints.items();
        }
        long[] wide = sameUnit ? Widen.longs(vec) : Units.scaled(vec, type);
        int[] out = new int[vec.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = Widen.toInt(wide[i]);
        }
        return out;
    }
}
