package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code count first last sum prd min max avg all any}: nulls are left out. */
final class Aggregates {
    private Aggregates() {
    }

    /** A kernel that makes one value of a simple vector. */
    @FunctionalInterface
    interface Fold {
        Value run(Vec vec);
    }

    static void register() {
        Builtins.add("count", 1, (q, a) -> Atom.of((long) a[0].count()));
        Builtins.add("#:", 1, (q, a) -> Atom.of((long) a[0].count()));
        Builtins.add("first", 1, (q, a) -> first(a[0]));
        Builtins.add("*:", 1, (q, a) -> first(a[0]));
        Builtins.add("last", 1, (q, a) -> last(a[0]));
        Builtins.add("sum", 1, (q, a) -> fold(a[0], Aggregates::sum, (x, y) -> Arithmetic.add(zeroed(x), zeroed(y))));
        Builtins.add("prd", 1, (q, a) -> fold(a[0], Aggregates::product, Arithmetic::multiply));
        Builtins.add("min", 1, (q, a) -> fold(a[0], vec -> extreme(vec, -1), (x, y) -> Comparison.pick(x, y, -1)));
        Builtins.add("max", 1, (q, a) -> fold(a[0], vec -> extreme(vec, 1), (x, y) -> Comparison.pick(x, y, 1)));
        Builtins.add("avg", 1, (q, a) -> average(a[0]));
        Builtins.add("all", 1, (q, a) -> fold(Casting.toType(a[0], Type.BOOL), vec -> extreme(vec, -1), (x, y) -> Comparison.pick(x, y, -1)));
        Builtins.add("any", 1, (q, a) -> fold(Casting.toType(a[0], Type.BOOL), vec -> extreme(vec, 1), (x, y) -> Comparison.pick(x, y, 1)));
    }

    static Value first(Value v) {
        return v.isAtom() ? v : v instanceof Dict dict ? first(dict.values()) : v.at(0);
    }

    static Value last(Value v) {
        return v.isAtom() ? v : v instanceof Dict dict ? last(dict.values()) : v.at(v.count() - 1);
    }

    private static Value zeroed(Value v) {
        return v.isAtom() || v instanceof Vec ? Comparison.fill(Atom.of(false), v) : v;
    }

    /** Folds a simple vector by its kernel, a list of lists item by item, a table column by column. */
    static Value fold(Value v, Fold kernel, java.util.function.BinaryOperator<Value> step) {
        if (v instanceof Atom atom) {
            return kernel.run(atom.vec().plain());
        }
        if (v instanceof ListVec list) {
            if (list.count() == 0) {
                return kernel.run(Lists.empty(Type.LONG));
            }
            Value result = list.at(0);
            for (int i = 1; i < list.count(); i++) {
                result = step.apply(result, list.at(i));
            }
            return list.count() == 1 && result instanceof Atom ? fold(result, kernel, step) : result;
        }
        if (v instanceof Vec vec) {
            return kernel.run(vec.plain());
        }
        if (v instanceof Dict dict && !dict.isKeyedTable()) {
            return fold(dict.values(), kernel, step);
        }
        Table table = v instanceof Dict keyed ? (Table) keyed.values() : v instanceof Table plain ? plain : null;
        if (table == null) {
            throw QError.type();
        }
        Value[] results = new Value[table.width()];
        for (int i = 0; i < results.length; i++) {
            results[i] = fold(table.column(i), kernel, step);
        }
        return new Dict(table.names(), Lists.collapse(results));
    }

    static Value sum(Vec vec) {
        numeric(vec);
        int n = vec.count();
        if (Type.isFloating(vec.type())) {
            double[] in = Widen.doubles(vec);
            double total = 0;
            for (int i = 0; i < n; i++) {
                double v = in[i];
                total += v == v ? v : 0;
            }
            return new Atom(Widen.narrow(vec.type(), new double[] {total}));
        }
        long[] in = Widen.longs(vec);
        long total = 0;
        for (int i = 0; i < n; i++) {
            total += in[i] == LongVec.NULL ? 0 : in[i];
        }
        return new Atom(total(vec.type(), total));
    }

    private static Vec total(int type, long total) {
        int out = Type.isTemporal(type) ? type : type == Type.LONG ? Type.LONG : Type.INT;
        return out == Type.INT || out == Type.LONG ? out == Type.INT
            ? new io.depthstream.kdb.value.IntVec(Type.INT, new int[] {(int) total}) : new LongVec(out, new long[] {total})
            : Widen.narrow(out, new long[] {total});
    }

    private static Value product(Vec vec) {
        numeric(vec);
        if (Type.isFloating(vec.type())) {
            double total = 1;
            for (int i = 0; i < vec.count(); i++) {
                total *= vec.nullAt(i) ? 1 : vec.doubleAt(i);
            }
            return new Atom(Widen.narrow(vec.type(), new double[] {total}));
        }
        long total = 1;
        for (int i = 0; i < vec.count(); i++) {
            total *= vec.nullAt(i) ? 1 : vec.longAt(i);
        }
        return new Atom(total(vec.type(), total));
    }

    /** The greatest (1) or the least (-1) item that is no null; an infinity where there is none. */
    static Value extreme(Vec vec, int sign) {
        if (vec.type() == Type.SYMBOL || vec.type() == Type.GUID) {
            throw QError.type();
        }
        int best = -1;
        int n = vec.count();
        if (vec instanceof LongVec longs) {
            long[] in = longs.items();
            for (int i = 0; i < n; i++) {
                if (in[i] != LongVec.NULL && (best < 0 || sign * Long.compare(in[i], in[best]) > 0)) {
                    best = i;
                }
            }
        } else {
            boolean canBeNull = vec.type() != Type.BOOL && vec.type() != Type.BYTE && vec.type() != Type.CHAR;
            for (int i = 0; i < n; i++) {
                if (!(canBeNull && vec.nullAt(i)) && (best < 0 || sign * vec.compare(i, vec, best) > 0)) {
                    best = i;
                }
            }
        }
        return best >= 0 ? vec.at(best) : n > 0 ? vec.at(-1) : new Atom(Mathematics.infinity(vec.type(), -sign));
    }

    static Value average(Value v) {
        if (v instanceof ListVec list && list.count() > 0) {
            Value[] items = list.toArray();
            Value sum = fold(v, Aggregates::sum, (x, y) -> Arithmetic.add(zeroed(x), zeroed(y)));
            Value counts = null;
            for (Value item : items) {
                Value known = Casting.toType(Atomic.unary(item, vec -> {
                    byte[] out = new byte[vec.count()];
                    for (int i = 0; i < out.length; i++) {
                        out[i] = (byte) (vec.nullAt(i) ? 0 : 1);
                    }
                    return new io.depthstream.kdb.value.ByteVec(Type.BOOL, out);
                }), Type.LONG);
                counts = counts == null ? known : Arithmetic.add(counts, known);
            }
            return Arithmetic.divide(sum, counts);
        }
        return fold(v, vec -> {
            numeric(vec);
            double total = 0;
            long known = 0;
            double[] in = Widen.doubles(vec);
            for (int i = 0; i < vec.count(); i++) {
                if (in[i] == in[i]) {
                    total += in[i];
                    known++;
                }
            }
            return Atom.of(known == 0 ? Double.NaN : total / known);
        }, (x, y) -> {
            throw QError.type();
        });
    }

    static void numeric(Vec vec) {
        if (!Type.isNumeric(vec.type())) {
            throw QError.type();
        }
    }
}
