package io.depthstream.kdb.parse;

import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.GuidVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Numbers, dates and times as they are written in source, alone or several in a row. */
final class NumberText {
    private static final Pattern WHOLE = Pattern.compile("-?\\d+[hijfepdmuvtn]?");
    private static final Pattern DECIMAL = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?[ef]?");
    private static final Pattern NULL_OR_INF = Pattern.compile("-?0[NWnw][hijefpdznuvtmcg]?");
    private static final Pattern DATE = Pattern.compile("\\d{4}\\.\\d{2}\\.\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}\\.\\d{2}m");

    private NumberText() {
    }

    /** Returns the constant that words written in a row stand for. */
    static Value parse(List<String> words) {
        if (words.size() == 1) {
            String word = words.get(0);
            if (word.startsWith("0x")) {
                return bytes(word.substring(2));
            }
            if (word.matches("[01]+b")) {
                return bits(word);
            }
            return new Atom(item(word));
        }
        List<Vec> items = new ArrayList<>();
        boolean months = MONTH.matcher(words.get(words.size() - 1)).matches();
        for (String written : words) {
            String word = months && written.matches("\\d{4}\\.\\d{2}") ? written + "m" : written;
            items.add(item(word));
        }
        return join(items);
    }

    /** Marks a whole number without a type letter: it takes the type of its neighbours. */
    private static final int OPEN_TYPE = Type.LONG;

    private static Value join(List<Vec> items) {
        int type = OPEN_TYPE;
        for (Vec item : items) {
            if (item.type() != OPEN_TYPE) {
                if (type != OPEN_TYPE && type != item.type()) {
                    type = Type.isFloating(type) && Type.isFloating(item.type()) ? Type.FLOAT : mixed(type, item.type());
                } else {
                    type = item.type();
                }
            }
        }
        if (Type.isFloating(type)) {
            double[] doubles = new double[items.size()];
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] = items.get(i).doubleAt(0);
            }
            return Widen.narrow(type, doubles);
        }
        if (type == Type.GUID) {
            return new GuidVec(new long[items.size()], new long[items.size()]);
        }
        long[] longs = new long[items.size()];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = items.get(i).longAt(0);
        }
        return Widen.narrow(type, longs);
    }

    private static int mixed(int a, int b) {
        boolean plain = !Type.isTemporal(a) && !Type.isTemporal(b);
        if (plain) {
            return Math.max(a, b);
        }
        throw new QError("type");
    }

    private static Value bytes(String digits) {
        String even = digits.length() % 2 == 0 ? digits : "0" + digits;
        if (!even.matches("[0-9a-fA-F]*")) {
            throw new QError("0x" + digits);
        }
        byte[] bytes = new byte[even.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(even.substring(2 * i, 2 * i + 2), 16);
        }
        ByteVec vec = new ByteVec(Type.BYTE, bytes);
        return bytes.length == 1 ? new Atom(vec) : vec;
    }

    private static Value bits(String word) {
        byte[] bits = new byte[word.length() - 1];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) (word.charAt(i) - '0');
        }
        return bits.length == 1 ? Atom.of(bits[0] != 0) : new ByteVec(Type.BOOL, bits);
    }

    private static Vec item(String word) {
        if (NULL_OR_INF.matcher(word).matches()) {
            return nullOrInfinity(word);
        }
        if (WHOLE.matcher(word).matches()) {
            return whole(word);
        }
        if (DECIMAL.matcher(word).matches()) {
            return decimal(word);
        }
        Vec temporal = temporal(word);
        if (temporal == null || temporal.nullAt(0)) {
            throw new QError(word);
        }
        return temporal;
    }

    private static Vec nullOrInfinity(String word) {
        boolean negative = word.startsWith("-");
        String rest = negative ? word.substring(1) : word;
        char kind = rest.charAt(1);
        int type = rest.length() > 2 ? Type.ofLetter(rest.charAt(2)) : kind == 'n' || kind == 'w' ? Type.FLOAT : Type.LONG;
        boolean isNull = kind == 'N' || kind == 'n';
        if (type == Type.CHAR) {
            return new ByteVec(Type.CHAR, new byte[] {' '});
        }
        if (type == Type.GUID) {
            return new GuidVec(new long[1], new long[1]);
        }
        if (Type.isFloating(type)) {
            double inf = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return Widen.narrow(type, new double[] {isNull ? Double.NaN : inf});
        }
        return Widen.narrow(type, new long[] {isNull ? LongVec.NULL : negative ? -Long.MAX_VALUE : Long.MAX_VALUE});
    }

    private static Vec whole(String word) {
        char last = word.charAt(word.length() - 1);
        boolean typed = !Character.isDigit(last);
        String digits = typed ? word.substring(0, word.length() - 1) : word;
        int type = typed ? Type.ofLetter(last) : Type.LONG;
        try {
            if (Type.isFloating(type)) {
                return Widen.narrow(type, new double[] {Double.parseDouble(digits)});
            }
            long number = Long.parseLong(digits);
            return switch (type) {
                case Type.MINUTE -> new IntVec(type, new int[] {(int) (number < 100 ? number * 60 : number / 100 * 60 + number % 100)});
                case Type.DATE, Type.MONTH, Type.SECOND, Type.TIME, Type.TIMESTAMP, Type.TIMESPAN -> throw new QError(word);
                default -> Widen.narrow(type, new long[] {number});
            };
        } catch (NumberFormatException e) {
            throw new QError(word);
        }
    }

    private static Vec decimal(String word) {
        char last = word.charAt(word.length() - 1);
        boolean real = last == 'e';
        String digits = real || last == 'f' ? word.substring(0, word.length() - 1) : word;
        double value = Double.parseDouble(digits);
        return real ? Widen.narrow(Type.REAL, new double[] {value}) : new FloatVec(Type.FLOAT, new double[] {value});
    }

    private static Vec temporal(String word) {
        boolean negative = word.startsWith("-");
        String rest = negative ? word.substring(1) : word;
        int sign = negative ? -1 : 1;
        if (DATE.matcher(rest).matches()) {
            return ints(Type.DATE, Temporal.parseDate(rest));
        }
        if (MONTH.matcher(rest).matches()) {
            return ints(Type.MONTH, Temporal.parseMonth(rest));
        }
        if (rest.matches("\\d{4}\\.\\d{2}\\.\\d{2}D.*")) {
            return longs(Type.TIMESTAMP, Temporal.parseTimestamp(rest));
        }
        if (rest.matches("\\d{4}\\.\\d{2}\\.\\d{2}T.*")) {
            long nanos = Temporal.parseTimestamp(rest);
            return new FloatVec(Type.DATETIME, new double[] {nanos == LongVec.NULL ? Double.NaN : nanos / (double) Temporal.DAY});
        }
        if (rest.matches("\\d+D.*")) {
            return longs(Type.TIMESPAN, sign * Temporal.parseSpan(rest));
        }
        return clock(rest, sign);
    }

    private static Vec clock(String rest, int sign) {
        if (rest.matches("\\d+:\\d{2}(:\\d{2}(\\.\\d*)?)?n")) {
            return longs(Type.TIMESPAN, sign * Temporal.parseSpan(rest.substring(0, rest.length() - 1)));
        }
        long nanos = Temporal.parseSpan(rest);
        if (nanos == LongVec.NULL) {
            return null;
        }
        if (rest.matches("\\d+:\\d{2}")) {
            return ints(Type.MINUTE, (int) (sign * nanos / 60_000_000_000L));
        }
        if (rest.matches("\\d+:\\d{2}:\\d{2}")) {
            return ints(Type.SECOND, (int) (sign * nanos / 1_000_000_000L));
        }
        if (rest.matches("\\d+:\\d{2}:\\d{2}\\.\\d{0,3}")) {
            return ints(Type.TIME, (int) (sign * nanos / 1_000_000L));
        }
        return rest.matches("\\d+:\\d{2}:\\d{2}\\.\\d+") ? longs(Type.TIMESPAN, sign * nanos) : null;
    }

    private static Vec ints(int type, int value) {
        return new IntVec(type, new int[] {value});
    }

    private static Vec longs(int type, long value) {
        return new LongVec(type, new long[] {value});
    }
}
