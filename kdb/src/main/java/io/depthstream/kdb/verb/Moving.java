package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code mavg msum mdev mmax mmin mcount ema}: windows of the last n items, shorter at the beginning. */
final class Moving {
    private Moving() {
    }

    /** A kernel over a window length and numbers. */
    @FunctionalInterface
    private interface Window {
        Vec run(int n, Vec vec);
    }

    static void register() {
        moving("msum", Moving::sum);
        moving("mcount", Moving::count);
        moving("mavg", Moving::average);
        moving("mdev", Moving::deviation);
        moving("mmax", (n, vec) -> extreme(n, vec, 1));
        moving("mmin", (n, vec) -> extreme(n, vec, -1));
        Builtins.infix("ema", (q, a) -> ema(a[0], a[1]));
    }

    private static void moving(String name, Window window) {
        Builtins.infix(name, (q, a) -> run(a[0], a[1], window));
    }

    private static Value run(Value size, Value v, Window window) {
        if (v instanceof Dict dict) {
            return new Dict(dict.keys(), run(size, dict.values(), window));
        }
        if (!(size instanceof Atom n) || Type.isFloating(-n.type()) || !(v instanceof Vec vec)) {
            throw QError.type();
        }
        Aggregates.numeric(vec);
        return window.run((int) Math.min(Integer.MAX_VALUE, Math.max(1, n.longValue())), vec);
    }

    private static Vec sum(int n, Vec vec) {
        if (Type.isFloating(vec.type())) {
            double[] in = Widen.doubles(vec);
            double[] out = new double[vec.count()];
            for (int i = 0; i < out.length; i++) {
                double total = 0;
                for (int j = Math.max(0, i - n + 1); n <= 64 && j <= i; j++) {
                    total += zero(in[j]);
                }
                out[i] = n <= 64 ? total : (i == 0 ? 0 : out[i - 1]) + zero(in[i]) - (i >= n ? zero(in[i - n]) : 0);
            }
            return Widen.narrow(vec.type(), out);
        }
        long[] in = Widen.longs(vec);
        long[] out = new long[vec.count()];
        long total = 0;
        for (int i = 0; i < out.length; i++) {
            total += in[i] == LongVec.NULL ? 0 : in[i];
            total -= i >= n && in[i - n] != LongVec.NULL ? in[i - n] : 0;
            out[i] = total;
        }
        return Widen.narrow(vec.type() == Type.LONG || Type.isTemporal(vec.type()) ? vec.type() : Type.INT, out);
    }

    private static double zero(double v) {
        return v == v ? v : 0;
    }

    private static Vec count(int n, Vec vec) {
        int[] out = new int[vec.count()];
        int known = 0;
        for (int i = 0; i < out.length; i++) {
            known += vec.nullAt(i) ? 0 : 1;
            known -= i >= n && !vec.nullAt(i - n) ? 1 : 0;
            out[i] = known;
        }
        return new IntVec(Type.INT, out);
    }

    private static Vec average(int n, Vec vec) {
        Vec sums = sum(n, new FloatVec(Type.FLOAT, java.util.Arrays.copyOf(Widen.doubles(vec), vec.count())));
        IntVec counts = (IntVec) count(n, vec);
        double[] out = new double[vec.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = counts.items()[i] == 0 ? Double.NaN : sums.doubleAt(i) / counts.items()[i];
        }
        return new FloatVec(Type.FLOAT, out);
    }

    private static Vec deviation(int n, Vec vec) {
        double[] in = Widen.doubles(vec);
        double[] out = new double[vec.count()];
        for (int i = 0; i < out.length; i++) {
            int from = Math.max(0, i - n + 1);
            double total = 0;
            int known = 0;
            for (int j = from; j <= i; j++) {
                total += zero(in[j]);
                known += in[j] == in[j] ? 1 : 0;
            }
            double mean = total / known;
            double squares = 0;
            for (int j = from; j <= i; j++) {
                squares += in[j] == in[j] ? (in[j] - mean) * (in[j] - mean) : 0;
            }
            out[i] = known == 0 ? Double.NaN : Math.sqrt(squares / known);
        }
        return new FloatVec(Type.FLOAT, out);
    }

    /** A queue of candidates: each item enters and leaves it once. */
    private static Vec extreme(int n, Vec vec, int sign) {
        int[] best = new int[vec.count()];
        int[] queue = new int[vec.count()];
        int head = 0;
        int tail = 0;
        for (int i = 0; i < best.length; i++) {
            while (head < tail && queue[head] <= i - n) {
                head++;
            }
            while (head < tail && beats(vec, i, queue[tail - 1], sign)) {
                tail--;
            }
            queue[tail++] = i;
            best[i] = queue[head];
        }
        return vec.take(best);
    }

    private static boolean beats(Vec vec, int i, int j, int sign) {
        return vec.nullAt(j) || !vec.nullAt(i) && sign * vec.compare(i, vec, j) >= 0;
    }

    private static Value ema(Value alpha, Value v) {
        if (!(alpha instanceof Atom factor) || !(v instanceof Vec vec)) {
            throw QError.type();
        }
        Aggregates.numeric(vec);
        double a = factor.doubleValue();
        double[] in = Widen.doubles(vec);
        double[] out = new double[vec.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = i == 0 ? in[0] : in[i] != in[i] ? out[i - 1] : out[i - 1] + a * (in[i] - out[i - 1]);
        }
        return new FloatVec(Type.FLOAT, out);
    }
}
