package io.depthstream.kdb.text;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Identity;
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

/** {@code .j.j} and {@code .j.k}: q values as JSON, and JSON as q values (numbers are floats, objects dictionaries). */
public final class Json {
    private static final int MOST_NESTING = 200;

    private final String text;
    private int at;
    private int nesting;

    private Json(String text) {
        this.text = text;
    }

    /** Writes a value. */
    public static String write(Value value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    private static void write(StringBuilder out, Value value) {
        if (value instanceof Atom atom) {
            item(out, atom.vec().plain(), 0);
        } else if (value instanceof Vec vec && vec.type() == Type.CHAR) {
            quoted(out, vec.text());
        } else if (value instanceof Vec list) {
            out.append('[');
            Vec plain = list.plain();
            for (int i = 0; i < list.count(); i++) {
                out.append(i == 0 ? "" : ",");
                if (plain instanceof ListVec general) {
                    write(out, general.at(i));
                } else {
                    item(out, plain, i);
                }
            }
            out.append(']');
        } else if (value instanceof Table table) {
            out.append('[');
            for (int i = 0; i < table.count(); i++) {
                out.append(i == 0 ? "" : ",\n ");
                write(out, table.at(i));
            }
            out.append(']');
        } else if (value instanceof Dict dict) {
            if (dict.isKeyedTable()) {
                write(out, dict.unkeyed());
            } else {
                object(out, dict);
            }
        } else if (value == Identity.NULL) {
            out.append("null");
        } else {
            throw QError.type();
        }
    }

    private static void object(StringBuilder out, Dict dict) {
        out.append('{');
        for (int i = 0; i < dict.count(); i++) {
            out.append(i == 0 ? "" : ",");
            Value key = dict.keys().at(i);
            quoted(out, key instanceof Atom atom ? SourceText.plain(atom.vec().plain(), 0, 0) : key instanceof Vec vec ? vec.text() : "");
            out.append(':');
            write(out, dict.values().at(i));
        }
        out.append('}');
    }

    private static void item(StringBuilder out, Vec vec, int i) {
        int type = vec.type();
        if (type == Type.BOOL) {
            out.append(vec.longAt(i) != 0);
        } else if (Type.isFloating(type) && type != Type.DATETIME || type == Type.LONG || type == Type.INT || type == Type.SHORT) {
            boolean finite = !Type.isFloating(type) || !Double.isInfinite(vec.doubleAt(i));
            out.append(vec.nullAt(i) ? "null" : finite ? SourceText.cell(vec, i, 0) : vec.doubleAt(i) < 0 ? "-Infinity" : "Infinity");
        } else {
            String text = SourceText.plain(vec, i, 0);
            boolean date = type == Type.DATE || type == Type.TIMESTAMP || type == Type.MONTH || type == Type.DATETIME;
            quoted(out, date && text.length() >= 10 ? text.substring(0, 10).replace('.', '-') + text.substring(10) : text);
        }
    }

    private static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Reads a text; signals what it stumbles on. */
    public static Value read(String text) {
        Json json = new Json(text);
        Value value = json.value();
        json.space();
        if (json.at < text.length()) {
            throw json.stumble();
        }
        return value;
    }

    private QError stumble() {
        return new QError(at < text.length() ? String.valueOf(text.charAt(at)) : "json");
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        space();
        if (at >= text.length()) {
            throw stumble();
        }
        return text.charAt(at);
    }

    private boolean accept(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    private Value value() {
        if (++nesting > MOST_NESTING) {
            throw QError.limit();
        }
        Value value = switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> ByteVec.ofText(string());
            default -> word();
        };
        nesting--;
        return value;
    }

    private Value object() {
        at++;
        List<String> names = new ArrayList<>();
        List<Value> values = new ArrayList<>();
        if (!accept('}')) {
            do {
                if (peek() != '"') {
                    throw stumble();
                }
                names.add(string());
                if (!accept(':')) {
                    throw stumble();
                }
                values.add(value());
            } while (accept(','));
            if (!accept('}')) {
                throw stumble();
            }
        }
        return new Dict(SymVec.of(names.toArray(new String[0])), Lists.of(values.toArray(new Value[0])));
    }

    private Value array() {
        at++;
        List<Value> items = new ArrayList<>();
        if (!accept(']')) {
            do {
                items.add(value());
            } while (accept(','));
            if (!accept(']')) {
                throw stumble();
            }
        }
        return Lists.join(items);
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length()) {
                throw stumble();
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (at >= text.length()) {
                throw stumble();
            }
            char escaped = text.charAt(at++);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> out.append(unicode());
                default -> out.append(escaped);
            }
        }
    }

    /** A character as its UTF-8 bytes, which is what a string of q holds. */
    private String unicode() {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw stumble();
        }
        String character = String.valueOf((char) Integer.parseInt(text.substring(at, at + 4), 16));
        at += 4;
        return new String(character.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private Value word() {
        int start = at;
        while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "true":
                return Atom.TRUE;
            case "false":
                return Atom.FALSE;
            case "null":
                return Atom.of(Double.NaN);
            default:
                try {
                    return Atom.of(Double.parseDouble(word));
                } catch (NumberFormatException e) {
                    at = start;
                    throw stumble();
                }
        }
    }
}
