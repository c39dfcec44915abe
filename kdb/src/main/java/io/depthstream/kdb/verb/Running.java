package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** {@code sums prds maxs mins deltas ratios differ fills prev next xprev}: as long as their argument. */
final class Running {
    private Running() {
    }

    static void register() {
        running("sums", Running::sums, Arithmetic::add);
        running("prds", vec -> scan(vec, Arithmetic::multiply), Arithmetic::multiply);
        running("maxs", vec -> extremes(vec, 1), (x, y) -> Comparison.pick(x, y, 1));
        running("mins", vec -> extremes(vec, -1), (x, y) -> Comparison.pick(x, y, -1));
        Builtins.add("deltas", 1, (q, a) -> lists(a[0], list -> withFirst(list, Arithmetic.subtract(list, shift(list, 1)))));
        Builtins.add("ratios", 1, (q, a) -> lists(a[0], list -> withFirst(
            list instanceof Vec vec && Type.isNumeric(vec.type()) ? Casting.toType(list, Type.FLOAT) : list, Arithmetic.divide(list, shift(list, 1)))));
        Builtins.add("differ", 1, (q, a) -> differ(a[0]));
        Builtins.add("fills", 1, (q, a) -> lists(a[0], Running::fills));
        Builtins.add("prev", 1, (q, a) -> lists(a[0], list -> shift(list, 1)));
        Builtins.add("next", 1, (q, a) -> lists(a[0], list -> shift(list, -1)));
        Builtins.infix("xprev", (q, a) -> lists(a[1], list -> shift(list, ((Atom) a[0]).longValue())));
    }

    /** Works on the values of a dictionary, the columns of a table; atoms are 'rank. */
    private static Value lists(Value v, UnaryOperator<Value> function) {
        if (v instanceof Dict dict) {
            return new Dict(dict.keys(), lists(dict.values(), function));
        }
        if (v instanceof Table table) {
            Vec[] columns = table.columns();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = (Vec) function.apply(columns[i]);
            }
            return new Table(table.names(), columns);
        }
        if (v instanceof Vec vec) {
            return function.apply(vec.plain());
        }
        throw QError.type();
    }

    private static void running(String name, UnaryOperator<Vec> kernel, BinaryOperator<Value> step) {
        Builtins.add(name, 1, (q, a) -> a[0] instanceof Atom ? a[0] : lists(a[0], list -> {
            if (!(list instanceof ListVec general)) {
                Aggregates.numeric((Vec) list);
                return kernel.apply((Vec) list);
            }
            Value[] out = general.toArray();
            for (int i = 1; i < out.length; i++) {
                out[i] = step.apply(out[i - 1], out[i]);
            }
            return Lists.collapse(out);
        }));
    }

    private static Vec sums(Vec vec) {
        int n = vec.count();
        if (Type.isFloating(vec.type())) {
            double[] in = Widen.doubles(vec);
            double[] out = new double[n];
            double total = 0;
            for (int i = 0; i < n; i++) {
                total += in[i] == in[i] ? in[i] : 0;
                out[i] = total;
            }
            return Widen.narrow(vec.type(), out);
        }
        long[] in = Widen.longs(vec);
        long[] out = new long[n];
        long total = 0;
        for (int i = 0; i < n; i++) {
            total += in[i] == LongVec.NULL ? 0 : in[i];
            out[i] = total;
        }
        return Widen.narrow(vec.type() == Type.LONG || Type.isTemporal(vec.type()) ? vec.type() : Type.INT, out);
    }

    private static Vec scan(Vec vec, BinaryOperator<Value> step) {
        Value[] out = new Value[vec.count()];
        Value one = Casting.toType(Atom.of(1L), Arithmetic.plainType(vec.type(), vec.type()));
        Value running = one;
        for (int i = 0; i < out.length; i++) {
            running = vec.nullAt(i) ? running : step.apply(running, vec.at(i));
            out[i] = running;
        }
        return out.length == 0 ? vec : Lists.of(out);
    }

    private static Vec extremes(Vec vec, int sign) {
        int[] best = new int[vec.count()];
        boolean canBeNull = vec.type() != Type.BOOL && vec.type() != Type.BYTE && vec.type() != Type.CHAR;
        for (int i = 1; i < best.length; i++) {
            int b = best[i - 1];
            boolean better = !(canBeNull && vec.nullAt(i)) && (canBeNull && vec.nullAt(b) || sign * vec.compare(i, vec, b) > 0);
            best[i] = better ? i : b;
        }
        return vec.take(best);
    }

    /** Returns the items shifted towards the end, nulls in front; a negative distance shifts the other way. */
    static Value shift(Value list, long distance) {
        int n = list.count();
        int[] places = new int[n];
        for (int i = 0; i < n; i++) {
            long from = i - distance;
            places[i] = from < 0 || from >= n ? -1 : (int) from;
        }
        return ((Vec) list).take(places);
    }

    private static Value withFirst(Value list, Value rest) {
        if (list.count() == 0) {
            return rest;
        }
        Value first = list.at(0);
        Vec out = (Vec) rest;
        if (first instanceof Atom atom && out.type() != Type.LIST) {
            Vec one = Type.isTemporal(atom.vec().type()) && out.type() != atom.vec().type()
                ? firstOf(atom.vec(), out.type()) : Casting.cast(atom.vec(), out.type());
            return out.amend(new int[] {0}, one);
        }
        return Joining.join(Joining.enlist(first), Indexing.take(rest, Lists.positions(1, rest.count())));
    }

    /** The first difference of dates is the date itself, as a number of its unit. */
    private static Vec firstOf(Vec vec, int type) {
        return type == Type.TIMESPAN || type == Type.INT || type == Type.LONG
            ? Widen.narrow(type, new long[] {vec.longAt(0)}) : Casting.cast(vec, type);
    }

    private static Value differ(Value v) {
        int n = v.count();
        byte[] out = new byte[n];
        Vec vec = v instanceof Vec list ? list.plain() : null;
        for (int i = 0; i < n; i++) {
            boolean same = i > 0 && (vec != null && vec.type() != Type.LIST ? vec.compare(i, vec, i - 1) == 0 : Order.match(v.at(i), v.at(i - 1)));
            out[i] = (byte) (same ? 0 : 1);
        }
        return new ByteVec(Type.BOOL, out);
    }

    private static Value fills(Value list) {
        Vec vec = (Vec) list;
        int[] places = new int[vec.count()];
        for (int i = 1; i < places.length; i++) {
            places[i] = vec.nullAt(i) ? places[i - 1] : i;
        }
        return vec.take(places);
    }
}
