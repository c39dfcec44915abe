package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Globals;
import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code $}: casts, readings of text, paddings and enumerations. */
public final class Casting {
    private Casting() {
    }

    static void register() {
        Builtins.add("$", 2, (q, a) -> dollar(q, a[0], a[1]));
    }

    private static Value dollar(Engine q, Value how, Value v) {
        if (how instanceof Atom atom) {
            switch (-atom.type()) {
                case Type.CHAR: {
                    char letter = atom.vec().text().charAt(0);
                    if (letter == '*') {
                        return v;
                    }
                    if (Character.isUpperCase(letter)) {
                        return Reading.read(letter, v);
                    }
                    int type = letter == ' ' ? 0 : Type.ofLetter(letter);
                    if (type < 0) {
                        throw QError.type();
                    }
                    return toType(v, type);
                }
                case Type.SYMBOL:
                    return named(q, atom.symbol(), v);
                case Type.SHORT:
                    return toType(v, Math.abs((int) atom.longValue()));
                case Type.LONG, Type.INT:
                    return pad((int) atom.longValue(), v);
                default:
                    throw QError.type();
            }
        }
        if (how instanceof SymVec || how instanceof Vec letters && letters.type() == Type.CHAR) {
            Vec list = (Vec) how;
            if (!(v instanceof Vec || v instanceof Dict) || v.count() != list.count()) {
                throw QError.length();
            }
            Value[] out = new Value[list.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = dollar(q, list.at(i), v.at(i));
            }
            return Lists.collapse(out);
        }
        if (how instanceof Vec x && v instanceof Vec y && Type.isNumeric(x.type()) && Type.isNumeric(y.type())) {
            return q.apply(Builtins.get("sum"), Arithmetic.multiply(x, y));
        }
        throw how instanceof ListVec ? QError.nyi() : QError.type();
    }

    private static Value named(Engine q, String name, Value v) {
        if (name.isEmpty()) {
            return toType(v, Type.SYMBOL);
        }
        int type = Type.ofName(name);
        if (type > 0) {
            return toType(v, type);
        }
        if (v instanceof Dict || v instanceof Table) {
            throw QError.type();
        }
        if (java.util.Set.of("year", "mm", "dd", "hh", "uu", "ss", "week").contains(name)) {
            return Properties.of(v, name);
        }
        if (q.find(Globals.absolute(name, q.context())) == null) {
            throw new QError("type");
        }
        return Atomic.unary(v, vec -> {
            if (vec instanceof SymVec symbols) {
                return Enumerating.strict(q.domain(Globals.absolute(name, q.context())), symbols);
            }
            throw QError.type();
        });
    }

    /** Casts to a type by its number; strings become symbols whole. */
    static Value toType(Value v, int type) {
        if (type == Type.SYMBOL) {
            return symbols(v);
        }
        if (type == 0) {
            return v;
        }
        if (v instanceof ListVec list && list.count() == 0) {
            return Lists.empty(type);
        }
        return Atomic.unary(v, vec -> cast(vec, type));
    }

    private static Value symbols(Value v) {
        if (v instanceof Atom atom && atom.type() == -Type.CHAR) {
            return Atom.symbol(atom.vec().text().stripTrailing());
        }
        if (v instanceof Vec vec && vec.type() == Type.CHAR) {
            return Atom.symbol(vec.text().strip());
        }
        if (v instanceof ListVec list) {
            Value[] out = new Value[list.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = symbols(list.at(i));
            }
            return out.length == 0 ? Lists.empty(Type.SYMBOL) : Lists.collapse(out);
        }
        if (v instanceof Dict dict) {
            return new Dict(dict.keys(), symbols(dict.values()));
        }
        return Atomic.unary(v, vec -> {
            if (vec.type() == Type.SYMBOL) {
                return vec;
            }
            throw QError.type();
        });
    }

    /** Casts a simple vector; the same vector if it is of that type. */
    public static Vec cast(Vec vec, int type) {
        int from = vec.type();
        if (from == type) {
            return vec;
        }
        if (!Type.isNumeric(from) || !Type.isNumeric(type)) {
            throw QError.type();
        }
        int n = vec.count();
        if (Type.isFloating(type)) {
            double[] out = new double[n];
            for (int i = 0; i < n; i++) {
                out[i] = type == Type.DATETIME && Type.isTemporal(from) ? days(vec, i) : vec.doubleAt(i);
            }
            return Widen.narrow(type, out);
        }
        if (from == Type.DATETIME && Type.isTemporal(type)) {
            long[] nanos = new long[n];
            for (int i = 0; i < n; i++) {
                nanos[i] = vec.nullAt(i) ? io.depthstream.kdb.value.LongVec.NULL : Math.round(vec.doubleAt(i) * 86_400_000) * 1_000_000;
            }
            return cast(Widen.narrow(Type.TIMESTAMP, nanos), type);
        }
        long[] out = new long[n];
        boolean both = Type.isTemporal(from) && Type.isTemporal(type);
        boolean bits = type == Type.BOOL;
        for (int i = 0; i < n; i++) {
            if (bits) {
                out[i] = Type.isFloating(from) ? vec.doubleAt(i) != 0 ? 1 : 0 : vec.longAt(i) != 0 ? 1 : 0;
            } else {
                long v = Type.isFloating(from) ? Widen.toLong(vec.doubleAt(i)) : vec.longAt(i);
                out[i] = both && Units.finite(v) ? Units.convert(v, from, type) : v;
            }
        }
        return Widen.narrow(type, out);
    }

    private static double days(Vec vec, int i) {
        return vec.nullAt(i) ? Double.NaN
            : Units.convert(vec.longAt(i), vec.type(), Type.TIMESTAMP) / (double) Temporal.DAY;
    }

    /** Pads or cuts text to a width; a negative one aligns right. */
    private static Value pad(int width, Value v) {
        if (v instanceof ListVec list) {
            Value[] out = new Value[list.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = pad(width, list.at(i));
            }
            return new ListVec(out);
        }
        String text = Strings.text(v);
        int size = Math.abs(width);
        String fill = " ".repeat(Math.max(0, io.depthstream.kdb.eval.Settings.items(size, 1) - text.length()));
        return ByteVec.ofText(width >= 0 ? (text + fill).substring(0, size) : (fill + text).substring((fill + text).length() - size));
    }
}
