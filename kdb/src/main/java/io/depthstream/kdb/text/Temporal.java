package io.depthstream.kdb.text;

import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.Type;
import java.time.LocalDate;

/** Dates and times as q writes them: days and nanoseconds count from 2000.01.01. */
public final class Temporal {
    /** Nanoseconds of a day. */
    public static final long DAY = 86_400_000_000_000L;
    /** Days from 1970 to 2000. */
    public static final int EPOCH_DAYS = 10_957;
    /** Nanoseconds from 1970 to 2000. */
    public static final long EPOCH_NANOS = EPOCH_DAYS * DAY;

    private Temporal() {
    }

    /** Writes an atom of a temporal type; nulls and infinities as q does. */
    public static String format(int type, long v) {
        char letter = Type.letter(type);
        boolean wide = type == Type.TIMESTAMP || type == Type.TIMESPAN;
        if (v == (wide ? LongVec.NULL : IntVec.NULL)) {
            return "0N" + letter;
        }
        long inf = wide ? Long.MAX_VALUE : Integer.MAX_VALUE;
        if (v == inf || v == -inf) {
            return (v < 0 ? "-0W" : "0W") + letter;
        }
        return switch (type) {
            case Type.TIMESTAMP -> date(Math.floorDiv(v, DAY)) + "D" + clock(Math.floorMod(v, DAY), 9);
            case Type.MONTH -> String.format("%04d.%02dm", 2000 + Math.floorDiv(v, 12), 1 + Math.floorMod(v, 12));
            case Type.DATE -> date(v);
            case Type.TIMESPAN -> (v < 0 ? "-" : "") + Math.abs(v) / DAY + "D" + clock(Math.abs(v) % DAY, 9);
            case Type.MINUTE -> (v < 0 ? "-" : "") + clock(Math.abs(v) * 60_000_000_000L, -2);
            case Type.SECOND -> (v < 0 ? "-" : "") + clock(Math.abs(v) * 1_000_000_000L, 0);
            case Type.TIME -> (v < 0 ? "-" : "") + clock(Math.abs(v) * 1_000_000L, 3);
            default -> throw new IllegalArgumentException("not a temporal type: " + type);
        };
    }

    /** Writes a datetime: days and fraction. */
    public static String datetime(double v) {
        if (Double.isNaN(v)) {
            return "0Nz";
        }
        if (Double.isInfinite(v)) {
            return v < 0 ? "-0wz" : "0wz";
        }
        long millis = Math.round(v * 86_400_000.0);
        return date(Math.floorDiv(millis, 86_400_000L)) + "T" + clock(Math.floorMod(millis, 86_400_000L) * 1_000_000L, 3);
    }

    private static String date(long days) {
        LocalDate date = LocalDate.ofEpochDay(days + EPOCH_DAYS);
        return four(date.getYear()) + "." + two(date.getMonthValue()) + "." + two(date.getDayOfMonth());
    }

    private static String clock(long nanos, int decimals) {
        long seconds = nanos / 1_000_000_000L;
        StringBuilder text = new StringBuilder(24);
        text.append(two(seconds / 3600)).append(':').append(two(seconds / 60 % 60));
        if (decimals >= 0) {
            text.append(':').append(two(seconds % 60));
        }
        if (decimals > 0) {
            String fraction = Long.toString(1_000_000_000L + nanos % 1_000_000_000L);
            text.append('.').append(fraction, 1, 1 + decimals);
        }
        return text.toString();
    }

    private static String two(long v) {
        return v < 10 ? "0" + v : Long.toString(v);
    }

    private static String four(long v) {
        String text = Long.toString(v);
        return "0".repeat(Math.max(0, 4 - text.length())) + text;
    }

    /** Returns days from 2000 to a date written {@code yyyy.mm.dd} (or with - or /), or the null int. */
    public static int parseDate(String text) {
        try {
            String[] parts = text.matches("\\d{8}")
                ? new String[] {text.substring(0, 4), text.substring(4, 6), text.substring(6)} : text.split("[./-]");
            if (parts.length != 3) {
                return IntVec.NULL;
            }
            return (int) LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2])).toEpochDay() - EPOCH_DAYS;
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return IntVec.NULL;
        }
    }

    /** Returns months from 2000 to a month written {@code yyyy.mm}, or the null int. */
    public static int parseMonth(String text) {
        String month = text.endsWith("m") ? text.substring(0, text.length() - 1) : text;
        int days = parseDate(month.length() == 6 && month.indexOf('.') < 0 ? month + "01" : month + ".01");
        if (days == IntVec.NULL) {
            return IntVec.NULL;
        }
        LocalDate date = LocalDate.ofEpochDay(days + EPOCH_DAYS);
        return (date.getYear() - 2000) * 12 + date.getMonthValue() - 1;
    }

    /** Returns nanoseconds of {@code [n]D[hh[:mm[:ss[.fraction]]]]} or {@code hh:mm…}, or the null long. */
    public static long parseSpan(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative ? text.substring(1) : text;
        int d = rest.indexOf('D');
        try {
            long days = d > 0 ? Long.parseLong(rest.substring(0, d)) : 0;
            long nanos = parseClock(d >= 0 ? rest.substring(d + 1) : rest);
            if (nanos == LongVec.NULL) {
                return nanos;
            }
            long total = days * DAY + nanos;
            return negative ? -total : total;
        } catch (NumberFormatException e) {
            return LongVec.NULL;
        }
    }

    private static long parseClock(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int dot = text.indexOf('.');
        String whole = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        long nanos = 0;
        long unit = 3_600_000_000_000L;
        String[] parts = whole.split(":", -1);
        if (parts.length > 3 || !fraction.matches("\\d{0,9}")) {
            return LongVec.NULL;
        }
        for (String part : parts) {
            if (!part.matches("\\d{1,9}")) {
                return LongVec.NULL;
            }
            nanos += Long.parseLong(part) * unit;
            unit /= 60;
        }
        return fraction.isEmpty() ? nanos : nanos + Long.parseLong((fraction + "000000000").substring(0, 9));
    }

    /** Returns nanoseconds from 2000 to a timestamp ({@code D}, {@code T} or a space between date and time), or the null long. */
    public static long parseTimestamp(String text) {
        String trimmed = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        int split = -1;
        for (int i = 0; i < trimmed.length() && split < 0; i++) {
            if ("DT ".indexOf(trimmed.charAt(i)) >= 0) {
                split = i;
            }
        }
        int days = parseDate(split < 0 ? trimmed : trimmed.substring(0, split));
        if (days == IntVec.NULL) {
            return LongVec.NULL;
        }
        long nanos = split < 0 ? 0 : parseClock(trimmed.substring(split + 1));
        return nanos == LongVec.NULL ? nanos : days * DAY + nanos;
    }
}
