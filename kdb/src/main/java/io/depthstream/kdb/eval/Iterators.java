package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.Order;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs functions derived by iterators. */
final class Iterators {
    /** Reductions by an operator that a primitive does at once. */
    private static final Map<String, String> FOLDS = Map.of("+", "sum", "*", "prd", "|", "max", "&", "min", ",", "raze");
    private static final Map<String, String> SCANS = Map.of("+", "sums", "*", "prds", "|", "maxs", "&", "mins");

    private Iterators() {
    }

    static Value run(Engine q, Iteration iteration, Value[] args) {
        Value f = iteration.function();
        return switch (iteration.kind()) {
            case EACH -> each(q, f, args);
            case OVER -> accumulate(q, f, args, false);
            case SCAN -> accumulate(q, f, args, true);
            case PRIOR -> prior(q, f, args);
            case RIGHT -> side(q, f, args, 1);
            case LEFT -> side(q, f, args, 0);
        };
    }

    private static boolean iterable(Value v) {
        return !v.isAtom();
    }

    private static Value items(Value v) {
        return v instanceof Dict dict && !dict.isKeyedTable() ? dict.values() : v instanceof Dict keyed ? keyed.values() : v;
    }

    static Value each(Engine q, Value f, Value... args) {
        int n = -1;
        Value keys = null;
        for (Value arg : args) {
            if (iterable(arg)) {
                if (n >= 0 && n != arg.count()) {
                    throw QError.length();
                }
                n = arg.count();
                keys = arg instanceof Dict dict ? dict.keys() : keys;
            }
        }
        if (n < 0) {
            return q.apply(f, args);
        }
        Value[] sources = new Value[args.length];
        for (int i = 0; i < args.length; i++) {
            sources[i] = items(args[i]);
        }
        Value[] results = new Value[n];
        for (int i = 0; i < n; i++) {
            q.check();
            Value[] row = new Value[args.length];
            for (int a = 0; a < row.length; a++) {
                row[a] = iterable(args[a]) ? sources[a].at(i) : args[a];
            }
            results[i] = q.apply(f, row);
        }
        Value list = n == 0 ? emptyResult(sources[0]) : Lists.collapse(results);
        return keys == null ? list : new Dict(keys, list);
    }

    /** Nothing is known of what the function would give. */
    private static Value emptyResult(Value source) {
        return Lists.of();
    }

    private static Value side(Engine q, Value f, Value[] args, int moving) {
        if (args.length != 2) {
            throw QError.rank();
        }
        Value list = args[moving];
        if (!iterable(list)) {
            return q.apply(f, args);
        }
        Value source = items(list);
        Value[] results = new Value[list.count()];
        for (int i = 0; i < results.length; i++) {
            q.check();
            results[i] = moving == 1 ? q.apply(f, args[0], source.at(i)) : q.apply(f, source.at(i), args[1]);
        }
        Value out = results.length == 0 ? Lists.of() : Lists.collapse(results);
        return list instanceof Dict dict ? new Dict(dict.keys(), out) : out;
    }

    private static Value prior(Engine q, Value f, Value[] args) {
        Value list = args[args.length - 1];
        if (f instanceof Fn fn && fn.rank() == 1 && args.length == 1) {
            return each(q, f, args);
        }
        if (!iterable(list)) {
            return q.apply(f, list, args.length == 2 ? args[0] : list);
        }
        Value source = items(list);
        Value[] results = new Value[list.count()];
        for (int i = 0; i < results.length; i++) {
            q.check();
            if (i > 0) {
                results[i] = q.apply(f, source.at(i), source.at(i - 1));
            } else if (args.length == 2) {
                results[i] = q.apply(f, source.at(0), args[0]);
            } else {
                results[i] = f instanceof Builtin ? source.at(0) : q.apply(f, source.at(0), source.at(-1));
            }
        }
        Value out = results.length == 0 ? list : Lists.collapse(results);
        return list instanceof Dict dict ? new Dict(dict.keys(), out) : out;
    }

    private static int rank(Value f) {
        return f instanceof Fn fn ? fn.rank() : 1;
    }

    private static Value accumulate(Engine q, Value f, Value[] args, boolean scan) {
        int rank = f instanceof Vec && args.length > 1 && !(args[0] instanceof Fn) && !isCount(args[0]) ? 2 : rank(f);
        if (rank <= 1) {
            return args.length == 1 ? converge(q, f, args[0], scan) : repeat(q, f, args, scan);
        }
        if (args.length == 1 && f instanceof Builtin builtin && args[0] instanceof Vec vec && vec.type() != Type.LIST) {
            String fast = (scan ? SCANS : FOLDS).get(builtin.source());
            if (fast != null) {
                return q.apply(Builtins.get(fast), args);
            }
        }
        return args.length == 1 ? fold(q, f, args[0], scan) : seeded(q, f, args, scan);
    }

    private static boolean isCount(Value v) {
        return v instanceof Atom && (v.type() == -Type.LONG || v.type() == -Type.INT || v.type() == -Type.SHORT);
    }

    private static Value converge(Engine q, Value f, Value start, boolean scan) {
        List<Value> seen = new ArrayList<>();
        Value previous = start;
        seen.add(start);
        while (true) {
            q.check();
            Value next = q.apply(f, previous);
            if (Order.match(next, previous) || Order.match(next, start)) {
                return scan ? Lists.join(seen) : previous;
            }
            previous = next;
            if (scan) {
                seen.add(next);
            }
        }
    }

    private static Value repeat(Engine q, Value f, Value[] args, boolean scan) {
        if (args.length != 2) {
            throw QError.rank();
        }
        List<Value> seen = new ArrayList<>();
        Value current = args[1];
        seen.add(current);
        if (args[0] instanceof Fn || args[0] instanceof Dict || args[0] instanceof Vec) {
            while (Control.truth(q.apply(args[0], current))) {
                q.check();
                current = q.apply(f, current);
                seen.add(scan ? current : null);
            }
        } else if (args[0] instanceof Atom times) {
            for (long left = times.longValue(); left > 0; left--) {
                q.check();
                current = q.apply(f, current);
                if (scan) {
                    seen.add(current);
                }
            }
        }
        return scan ? Lists.join(seen) : current;
    }

    private static Value fold(Engine q, Value f, Value list, boolean scan) {
        if (!iterable(list)) {
            return list;
        }
        Value source = items(list);
        int n = source.count();
        if (n == 0) {
            return scan ? list : f instanceof Builtin builtin && FOLDS.containsKey(builtin.source())
                ? q.apply(Builtins.get(FOLDS.get(builtin.source())), source) : Lists.of();
        }
        Value[] results = new Value[n];
        Value current = source.at(0);
        results[0] = current;
        for (int i = 1; i < n; i++) {
            q.check();
            current = q.apply(f, current, source.at(i));
            results[i] = current;
        }
        if (!scan) {
            return current;
        }
        Value out = Lists.collapse(results);
        return list instanceof Dict dict ? new Dict(dict.keys(), out) : out;
    }

    private static Value seeded(Engine q, Value f, Value[] args, boolean scan) {
        int n = -1;
        for (int i = 1; i < args.length; i++) {
            if (iterable(args[i])) {
                if (n >= 0 && n != args[i].count()) {
                    throw QError.length();
                }
                n = args[i].count();
            }
        }
        if (n < 0) {
            return q.apply(f, args);
        }
        Value current = args[0];
        Value[] results = new Value[n];
        for (int i = 0; i < n; i++) {
            q.check();
            Value[] step = Arrays.copyOf(args, args.length);
            step[0] = current;
            for (int a = 1; a < step.length; a++) {
                step[a] = iterable(args[a]) ? items(args[a]).at(i) : args[a];
            }
            current = q.apply(f, step);
            results[i] = current;
        }
        if (!scan) {
            return current;
        }
        Value out = Lists.collapse(results);
        return args.length == 2 && args[1] instanceof Dict dict ? new Dict(dict.keys(), out) : out;
    }
}
