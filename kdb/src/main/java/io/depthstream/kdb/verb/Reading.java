package io.depthstream.kdb.verb;

import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.Guid;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;

/** {@code "J"$"12"}: text read as a value of a type; what cannot be read is the null. */
public final class Reading {
    private Reading() {
    }

    /** Reads a string, or a list of strings, by the capital letter of a type. */
    public static Value read(char letter, Value v) {
        if (v instanceof Vec vec && vec.type() == Type.CHAR) {
            return new Atom(one(letter, vec.text()));
        }
        if (v instanceof Atom atom && atom.type() == -Type.CHAR) {
            return new Atom(one(letter, atom.vec().text()));
        }
        if (v instanceof ListVec list) {
            Value[] out = new Value[list.count()];
            for (int i = 0; i < out.length; i++) {
                out[i] = read(letter, list.at(i));
            }
            return out.length == 0 ? Lists.empty(type(letter)) : Lists.collapse(out);
        }
        if (v instanceof Dict dict) {
            return new Dict(dict.keys(), read(letter, dict.values()));
        }
        if (v instanceof SymVec || v instanceof Atom symbol && symbol.type() == -Type.SYMBOL) {
            return Atomic.unary(v, vec -> Lists.of(java.util.Arrays.stream(((SymVec) vec).names())
                .map(name -> new Atom(one(letter, name))).toArray(Value[]::new)));
        }
        throw QError.type();
    }

    private static int type(char letter) {
        int type = Type.ofLetter(letter);
        if (type < 0) {
            throw QError.type();
        }
        return type;
    }

    /** Reads one text as a vector of one. */
    public static Vec one(char letter, String given) {
        String text = given.strip();
        int type = type(letter);
        return switch (type) {
            case Type.SYMBOL -> SymVec.of(text);
            case Type.CHAR -> new ByteVec(Type.CHAR, new byte[] {(byte) (given.length() == 1 ? given.charAt(0) : ' ')});
            case Type.GUID -> Guid.parse(text);
            case Type.BOOL -> new ByteVec(type, new byte[] {(byte) (text.length() == 1 && "1tTyY".contains(text) ? 1 : 0)});
            case Type.BYTE -> new ByteVec(type, new byte[] {(byte) hex(text)});
            case Type.SHORT, Type.INT, Type.LONG -> Widen.narrow(type, new long[] {whole(text)});
            case Type.REAL, Type.FLOAT -> Widen.narrow(type, new double[] {decimal(text)});
            case Type.TIMESTAMP -> new LongVec(type, new long[] {timestamp(text)});
            case Type.DATETIME -> new FloatVec(type, new double[] {datetime(text)});
            case Type.TIMESPAN -> new LongVec(type, new long[] {Temporal.parseSpan(text)});
            case Type.DATE -> new IntVec(type, new int[] {Temporal.parseDate(text.length() > 10 ? text.substring(0, 10) : text)});
            case Type.MONTH -> new IntVec(type, new int[] {Temporal.parseMonth(text)});
            default -> clock(type, text);
        };
    }

    private static Vec clock(int type, String text) {
        long nanos = text.isEmpty() ? LongVec.NULL : Temporal.parseSpan(text.matches("\\d{6,9}")
            ? text.substring(0, 2) + ":" + text.substring(2, 4) + ":" + text.substring(4, 6) : text);
        return new IntVec(type, new int[] {nanos == LongVec.NULL ? IntVec.NULL : (int) (nanos / Units.nanos(type))});
    }

    private static long timestamp(String text) {
        if (text.matches("\\d{10}")) {
            return Long.parseLong(text) * 1_000_000_000L - Temporal.EPOCH_NANOS;
        }
        return Temporal.parseTimestamp(text);
    }

    private static double datetime(String text) {
        long nanos = Temporal.parseTimestamp(text);
        return nanos == LongVec.NULL ? Double.NaN : nanos / (double) Temporal.DAY;
    }

    private static int hex(String text) {
        return text.matches("(0x)?[0-9a-fA-F]{1,2}") ? Integer.parseInt(text.replaceFirst("^0x", ""), 16) : 0;
    }

    private static long whole(String text) {
        if (text.matches("-?0W[hij]?")) {
            return text.startsWith("-") ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(text.startsWith("+") ? "x" : text);
        } catch (NumberFormatException e) {
            return LongVec.NULL;
        }
    }

    private static double decimal(String text) {
        if (text.matches("-?0[wW]")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?") ? Double.parseDouble(text) : Double.NaN;
    }
}
