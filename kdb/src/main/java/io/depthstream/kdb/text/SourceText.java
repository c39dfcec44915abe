package io.depthstream.kdb.text;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.EnumVec;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Guid;
import io.depthstream.kdb.value.GuidVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.ShortVec;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Table;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;

/** A value on one line, as {@code -3!} writes it: source that gives the value again. */
public final class SourceText {
    private static final int DEFAULT_PRECISION = 7;
    private static final int MOST_NESTING = 300;

    private final StringBuilder out = new StringBuilder();
    private final int precision;
    private final int most;
    private int nesting;

    private SourceText(int precision, int most) {
        this.precision = precision;
        this.most = most;
    }

    /** Writes a value whole with seven digits. */
    public static String of(Value value) {
        return of(value, DEFAULT_PRECISION, Integer.MAX_VALUE);
    }

    /** Writes a value with a precision, stopping soon after so many characters. */
    public static String of(Value value, int precision, int most) {
        SourceText text = new SourceText(precision, most);
        text.write(value);
        return text.out.toString();
    }

    private void write(Value value) {
        if (out.length() > most) {
            return;
        }
        if (++nesting > MOST_NESTING) {
            throw io.depthstream.kdb.value.QError.limit();
        }
        if (value instanceof Atom atom) {
            out.append(atom(atom.vec(), precision));
        } else if (value instanceof Vec vec) {
            vector(vec);
        } else if (value instanceof Dict dict) {
            boolean wrap = dict.keys() instanceof Table || dict.keys().count() == 1 || dict.keys() instanceof ListVec && dict.keys().count() == 0;
            out.append(wrap && dict.keys() instanceof Table || dict.keys().count() == 1 ? "(" : "");
            write(dict.keys());
            out.append(wrap && dict.keys() instanceof Table || dict.keys().count() == 1 ? ")" : "").append('!');
            write(dict.values());
        } else if (value instanceof Table table) {
            out.append('+');
            write(new Dict(table.names(), new ListVec(table.columns())));
        } else {
            out.append(((Fn) value).source());
        }
        nesting--;
    }

    private void vector(Vec vec) {
        int n = vec.count();
        if (vec.attribute() != Vec.PLAIN) {
            out.append('`').append(vec.attribute()).append('#');
        }
        if (n == 0) {
            out.append(emptyText(vec));
            return;
        }
        if (n == 1) {
            out.append(',');
            write(vec.at(0));
            return;
        }
        if (vec instanceof ListVec) {
            out.append('(');
            for (int i = 0; i < n && out.length() <= most; i++) {
                out.append(i == 0 ? "" : ";");
                write(vec.at(i));
            }
            out.append(')');
            return;
        }
        items(vec, n);
    }

    private void items(Vec vec, int n) {
        switch (vec.type()) {
            case Type.CHAR -> out.append(quoted(vec.slice(0, Math.min(n, Math.max(most, 16) == Integer.MAX_VALUE ? n : most + 2)).text()));
            case Type.BOOL -> {
                for (int i = 0; i < n && out.length() <= most; i++) {
                    out.append(vec.longAt(i));
                }
                out.append('b');
            }
            case Type.BYTE -> {
                out.append("0x");
                for (int i = 0; i < n && out.length() <= most; i++) {
                    out.append(hex(vec.longAt(i)));
                }
            }
            case Type.SYMBOL, Type.ENUM -> {
                if (vec instanceof EnumVec enums) {
                    out.append('`').append(enums.domain().name()).append('$');
                }
                Vec plain = vec.slice(0, (int) Math.min(n, (long) most + 1)).plain();
                for (int i = 0; i < plain.count() && out.length() <= most; i++) {
                    out.append('`').append(((SymVec) plain).nameAt(i));
                }
            }
            default -> numbers(vec, n);
        }
    }

    private void numbers(Vec vec, int n) {
        boolean plain = true;
        for (int i = 0; i < n && out.length() <= most; i++) {
            String item = cell(vec, i, precision);
            plain &= FloatText.isPlainInteger(item);
            out.append(i == 0 ? "" : " ").append(vec.type() == Type.MONTH && item.endsWith("m") && !item.startsWith("0N") ? item.substring(0, item.length() - 1) : item);
        }
        out.append(switch (vec.type()) {
            case Type.SHORT -> "h";
            case Type.INT -> "i";
            case Type.REAL -> "e";
            case Type.FLOAT -> plain ? "f" : "";
            case Type.MONTH -> "m";
            default -> "";
        });
    }

    private static String emptyText(Vec vec) {
        return switch (vec.type()) {
            case Type.LIST -> "()";
            case Type.CHAR -> "\"\"";
            case Type.ENUM -> "`" + ((EnumVec) vec).domain().name() + "$`symbol$()";
            default -> "`" + Type.name(vec.type()) + "$()";
        };
    }

    /** Writes an atom with the letters that tell its type. */
    static String atom(Vec one, int precision) {
        if (one instanceof EnumVec enums) {
            return "`" + enums.domain().name() + "$`" + ((SymVec) one.plain()).nameAt(0);
        }
        String cell = cell(one, 0, precision);
        return switch (one.type()) {
            case Type.BOOL -> cell + "b";
            case Type.BYTE -> cell;
            case Type.SHORT -> cell + "h";
            case Type.INT -> cell + "i";
            case Type.REAL -> cell + "e";
            case Type.FLOAT -> FloatText.isPlainInteger(cell) ? cell + "f" : cell;
            case Type.CHAR -> quoted(one.text());
            case Type.SYMBOL -> "`" + cell;
            default -> cell;
        };
    }

    /** Writes an item of a simple vector without the letters that only the whole vector has. */
    static String cell(Vec vec, int i, int precision) {
        return switch (vec.type()) {
            case Type.BOOL -> Long.toString(vec.longAt(i));
            case Type.GUID -> Guid.text(((GuidVec) vec).highAt(i), ((GuidVec) vec).lowAt(i));
            case Type.BYTE -> "0x" + hex(vec.longAt(i));
            case Type.SHORT -> whole(((ShortVec) vec).items()[i], Short.MIN_VALUE, Short.MAX_VALUE);
            case Type.INT -> whole(((IntVec) vec).items()[i], Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Type.LONG -> whole(vec.longAt(i), Long.MIN_VALUE, Long.MAX_VALUE);
            case Type.REAL, Type.FLOAT -> FloatText.of(vec.type() == Type.REAL && precision == 0
                ? Double.parseDouble(Float.toString((float) vec.doubleAt(i))) : vec.doubleAt(i), precision);
            case Type.CHAR -> vec.slice(i, i + 1).text();
            case Type.SYMBOL -> ((SymVec) vec).nameAt(i);
            case Type.ENUM -> ((SymVec) vec.slice(i, i + 1).plain()).nameAt(0);
            case Type.DATETIME -> Temporal.datetime(vec.doubleAt(i));
            case Type.TIMESTAMP, Type.TIMESPAN -> Temporal.format(vec.type(), ((LongVec) vec).items()[i]);
            default -> Temporal.format(vec.type(), ((IntVec) vec).items()[i]);
        };
    }

    private static String whole(long v, long none, long inf) {
        return v == none ? "0N" : v == inf ? "0W" : v == -inf ? "-0W" : Long.toString(v);
    }

    private static String hex(long v) {
        return Character.toString(Character.forDigit((int) v >> 4 & 15, 16)) + Character.forDigit((int) v & 15, 16);
    }

    /** Writes a string with its quotes and escapes. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (c < ' ' || c == 127) {
                        quoted.append('\\').append(Integer.toOctalString(512 + c).substring(1));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** Writes an item without quotes, backticks or letters: what {@code string} gives. */
    public static String plain(Vec vec, int i, int precision) {
        String cell = cell(vec, i, precision);
        return switch (vec.type()) {
            case Type.BYTE -> cell.substring(2);
            case Type.LONG, Type.INT, Type.SHORT, Type.REAL, Type.FLOAT, Type.DATETIME -> vec.nullAt(i) ? "" : cell;
            default -> Type.isTemporal(vec.type()) && vec.nullAt(i) ? "" : cell;
        };
    }

    /** Wraps text in a char vector, an empty one included. */
    public static Vec chars(String text) {
        return ByteVec.ofText(text);
    }
}
