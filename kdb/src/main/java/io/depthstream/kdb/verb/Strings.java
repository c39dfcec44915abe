package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.text.SourceText;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** {@code string lower upper trim ltrim rtrim sv vs}. */
final class Strings {
    private Strings() {
    }

    static void register() {
        Builtins.add("string", 1, (q, a) -> string(q, a[0]));
        Builtins.add("$:", 1, (q, a) -> string(q, a[0]));
        text("lower", s -> s.toLowerCase(Locale.ROOT), true);
        text("upper", s -> s.toUpperCase(Locale.ROOT), true);
        text("trim", s -> s.replaceAll("^ +| +$", ""), false);
        text("ltrim", s -> s.replaceAll("^ +", ""), false);
        text("rtrim", s -> s.replaceAll(" +$", ""), false);
        Builtins.infix("vs", (q, a) -> vs(a[0], a[1]));
        Builtins.infix("sv", (q, a) -> sv(a[0], a[1]));
    }

    static Vec lowerVec(Vec vec) {
        return map(vec, s -> s.toLowerCase(Locale.ROOT));
    }

    private static Vec map(Vec vec, UnaryOperator<String> change) {
        if (vec instanceof SymVec symbols) {
            String[] names = symbols.names();
            for (int i = 0; i < names.length; i++) {
                names[i] = change.apply(names[i]);
            }
            return SymVec.of(names);
        }
        return ByteVec.ofText(change.apply(vec.text()));
    }

    private static void text(String name, UnaryOperator<String> change, boolean symbols) {
        Builtins.add(name, 1, (q, a) -> texts(a[0], change, symbols));
    }

    private static Value texts(Value v, UnaryOperator<String> change, boolean symbols) {
        if (v instanceof Vec vec && vec.type() == Type.CHAR) {
            return map(vec, change);
        }
        if (v instanceof Atom atom && atom.type() == -Type.CHAR) {
            String changed = change.apply(atom.vec().text());
            return changed.length() == 1 ? Atom.of(changed.charAt(0)) : ByteVec.ofText(changed);
        }
        if (v instanceof Dict dict) {
            return new Dict(dict.keys(), texts(dict.values(), change, symbols));
        }
        return Atomic.unary(v, vec -> {
            if (vec.type() == Type.CHAR || symbols && vec.type() == Type.SYMBOL) {
                return map(vec, change);
            }
            throw QError.type();
        });
    }

    static Value string(Engine q, Value v) {
        int precision = q.settings().precision();
        if (v instanceof Atom atom) {
            return ByteVec.ofText(SourceText.plain(atom.vec().plain(), 0, precision));
        }
        if (v instanceof Vec vec) {
            Vec plain = vec.plain();
            Value[] out = new Value[vec.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = vec instanceof ListVec ? string(q, vec.at(i)) : ByteVec.ofText(SourceText.plain(plain, i, precision));
            }
            return new ListVec(out);
        }
        if (v instanceof Dict dict) {
            return new Dict(dict.keys(), string(q, dict.values()));
        }
        if (v instanceof Table table) {
            Vec[] columns = table.columns();
            for (int i = 0; i < columns.length; i++) {
                columns[i] = (Vec) string(q, columns[i]);
            }
            return new Table(table.names(), columns);
        }
        return ByteVec.ofText(((Fn) v).source());
    }

    /** Returns a string's text, of a char as well; 'type for others. */
    static String text(Value v) {
        if (v instanceof Atom atom && atom.type() == -Type.CHAR) {
            return atom.vec().text();
        }
        if (v instanceof Vec vec && (vec.type() == Type.CHAR || vec.count() == 0)) {
            return vec.count() == 0 ? "" : vec.text();
        }
        throw QError.type();
    }

    static Value ofText(String text) {
        return ByteVec.ofText(text);
    }

    private static Value vs(Value by, Value v) {
        if (by instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            if (v instanceof Vec lines) {
                return split(text(lines), "\n", true);
            }
            return splitSymbol(((Atom) v).symbol());
        }
        if (by instanceof Atom atom && atom.type() == -Type.BYTE && atom.longValue() == 0 && v instanceof Atom number) {
            return Encoding.bytes(number);
        }
        if (by instanceof Atom atom && atom.type() == -Type.BOOL && v instanceof Atom number) {
            return Encoding.bits(number);
        }
        if (by.type() == -Type.CHAR || by.type() == Type.CHAR) {
            if (v instanceof ListVec list) {
                Value[] out = new Value[list.count()];
                for (int i = 0; i < out.length; i++) {
                    out[i] = vs(by, list.at(i));
                }
                return new ListVec(out);
            }
            return split(text(v), text(by), false);
        }
        return Encoding.digits(by, v);
    }

    private static Value splitSymbol(String name) {
        if (name.startsWith(":")) {
            int slash = name.lastIndexOf('/');
            return slash < 0 ? SymVec.of(name) : SymVec.of(name.substring(0, slash), name.substring(slash + 1));
        }
        return SymVec.of(name.split("\\.", -1));
    }

    private static Value split(String text, String by, boolean lines) {
        if (by.isEmpty()) {
            throw QError.length();
        }
        List<Value> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
            parts.add(ofText(text.substring(from, at)));
            from = at + by.length();
        }
        if (!lines || from < text.length()) {
            parts.add(ofText(text.substring(from)));
        }
        return new ListVec(parts.toArray(new Value[0]));
    }

    private static Value sv(Value by, Value v) {
        if (!(v instanceof Vec list)) {
            throw QError.type();
        }
        if (by instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            if (list instanceof SymVec symbols) {
                String[] names = symbols.names();
                boolean file = names.length > 0 && names[0].startsWith(":");
                return Atom.symbol(String.join(file ? "/" : ".", names));
            }
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < list.count(); i++) {
                lines.append(text(list.at(i))).append('\n');
            }
            return ofText(lines.toString());
        }
        if (by.type() == -Type.CHAR || by.type() == Type.CHAR) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < list.count(); i++) {
                parts.add(text(list.at(i)));
            }
            return ofText(String.join(text(by), parts));
        }
        return Encoding.number(by, list);
    }

    /** Returns a list of strings. */
    static Value list(List<String> texts) {
        Value[] out = new Value[texts.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = ofText(texts.get(i));
        }
        return out.length == 0 ? Lists.of() : new ListVec(out);
    }
}
