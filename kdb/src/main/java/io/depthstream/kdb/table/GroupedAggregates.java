package io.depthstream.kdb.table;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import io.depthstream.kdb.verb.Grouping;
import java.util.Arrays;

/**
 * The aggregates most queries ask for, of all groups in one pass over the rows: {@code count i}, and {@code sum avg max
 * min first last wavg wsum} of columns. Everything else is evaluated group by group; the results are the same.
 */
final class GroupedAggregates {
    private final Selection selection;
    private final Grouping groups;

    GroupedAggregates(Selection selection, Grouping groups) {
        this.selection = selection;
        this.groups = groups;
    }

    /** Returns one value a group, or null if the expression is none of those. */
    Vec of(Value tree) {
        if (!(tree instanceof ListVec list) || list.count() < 2 || list.count() > 3 || groups.count() == 0) {
            return null;
        }
        Value verb = list.at(0);
        if (list.count() == 2 && verb == Builtins.get("count") && list.at(1) instanceof Atom name && name.type() == -Type.SYMBOL
                && name.symbol().equals("i")) {
            return counts();
        }
        if (list.count() == 2 && (verb == Builtins.get("first") || verb == Builtins.get("last"))) {
            return edge(list.at(1), verb == Builtins.get("first"));
        }
        Vec first = column(list.at(1));
        if (first == null) {
            return null;
        }
        if (list.count() == 3) {
            Vec second = column(list.at(2));
            boolean average = verb == Builtins.get("wavg");
            return second != null && (average || verb == Builtins.get("wsum")) ? weighted(first, second, average) : null;
        }
        if (verb == Builtins.get("sum")) {
            return sum(first);
        }
        if (verb == Builtins.get("avg")) {
            return average(first);
        }
        return verb == Builtins.get("max") ? extreme(first, 1) : verb == Builtins.get("min") ? extreme(first, -1) : null;
    }

    /** First or last of a column of any simple type. */
    private Vec edge(Value tree, boolean first) {
        if (!isColumn(tree)) {
            return null;
        }
        Vec column = (Vec) selection.eval(tree);
        return column instanceof ListVec ? null : column.take(first ? groups.firsts() : lasts());
    }

    private boolean isColumn(Value tree) {
        return tree instanceof Atom name && name.type() == -Type.SYMBOL && selection.table().get(name.symbol()) != null;
    }

    /** Only plain numbers: what has a unit or another width goes the general way. */
    private Vec column(Value tree) {
        if (!isColumn(tree)) {
            return null;
        }
        Vec column = (Vec) selection.eval(tree);
        return column.type() == Type.LONG || column.type() == Type.FLOAT || column.type() == Type.INT ? column : null;
    }

    private Vec counts() {
        long[] counts = new long[groups.count()];
        for (int id : groups.ids()) {
            counts[id]++;
        }
        return new LongVec(Type.LONG, counts);
    }

    private int[] lasts() {
        int[] lasts = new int[groups.count()];
        int[] ids = groups.ids();
        for (int i = 0; i < ids.length; i++) {
            lasts[ids[i]] = i;
        }
        return lasts;
    }

    private Vec sum(Vec column) {
        int[] ids = groups.ids();
        if (column instanceof FloatVec floats) {
            double[] totals = new double[groups.count()];
            double[] items = floats.items();
            for (int i = 0; i < ids.length; i++) {
                double v = items[i];
                totals[ids[i]] += v == v ? v : 0;
            }
            return new FloatVec(Type.FLOAT, totals);
        }
        long[] totals = new long[groups.count()];
        long[] items = Widen.longs(column);
        for (int i = 0; i < ids.length; i++) {
            totals[ids[i]] += items[i] == LongVec.NULL ? 0 : items[i];
        }
        if (column.type() == Type.LONG) {
            return new LongVec(Type.LONG, totals);
        }
        int[] narrow = new int[totals.length];
        for (int g = 0; g < narrow.length; g++) {
            narrow[g] = (int) totals[g];
        }
        return new IntVec(Type.INT, narrow);
    }

    private Vec average(Vec column) {
        int[] ids = groups.ids();
        double[] totals = new double[groups.count()];
        int[] known = new int[totals.length];
        double[] items = Widen.doubles(column);
        for (int i = 0; i < ids.length; i++) {
            double v = items[i];
            if (v == v) {
                totals[ids[i]] += v;
                known[ids[i]]++;
            }
        }
        for (int g = 0; g < totals.length; g++) {
            totals[g] = known[g] == 0 ? Double.NaN : totals[g] / known[g];
        }
        return new FloatVec(Type.FLOAT, totals);
    }

    private Vec weighted(Vec weights, Vec values, boolean average) {
        int[] ids = groups.ids();
        double[] totals = new double[groups.count()];
        double[] sums = new double[totals.length];
        for (int i = 0; i < ids.length; i++) {
            double w = weights.doubleAt(i);
            double v = values.doubleAt(i);
            if (w == w && v == v) {
                totals[ids[i]] += w * v;
                sums[ids[i]] += w;
            }
        }
        for (int g = 0; average && g < totals.length; g++) {
            totals[g] = totals[g] / sums[g];
        }
        return new FloatVec(Type.FLOAT, totals);
    }

    /** The place of the greatest or least item that is no null; of a group of nulls alone, that of the first. */
    private Vec extreme(Vec column, int sign) {
        int[] ids = groups.ids();
        int[] best = new int[groups.count()];
        Arrays.fill(best, -1);
        int[] firsts = groups.firsts();
        for (int i = 0; i < ids.length; i++) {
            int g = ids[i];
            if (!column.nullAt(i) && (best[g] < 0 || sign * column.compare(i, column, best[g]) > 0)) {
                best[g] = i;
            }
        }
        for (int g = 0; g < best.length; g++) {
            best[g] = best[g] < 0 ? firsts[g] : best[g];
        }
        return column.take(best);
    }
}
