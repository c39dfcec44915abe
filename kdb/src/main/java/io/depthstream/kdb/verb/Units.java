package io.depthstream.kdb.verb;

import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Vec;
import io.depthstream.kdb.value.Widen;
import java.time.LocalDate;

/** Dates and times in each other's units. */
final class Units {
    private Units() {
    }

    /** Nanoseconds of one unit of a time of day, a day or a timestamp; 0 for others. */
    static long nanos(int type) {
        return switch (type) {
            case Type.TIMESTAMP, Type.TIMESPAN -> 1;
            case Type.TIME -> 1_000_000L;
            case Type.SECOND -> 1_000_000_000L;
            case Type.MINUTE -> 60_000_000_000L;
            case Type.DATE -> Temporal.DAY;
            default -> 0;
        };
    }

    static boolean isClock(int type) {
        return type >= Type.TIMESPAN && type <= Type.TIME;
    }

    /** Returns the finer of two times of day. */
    static int finer(int a, int b) {
        return nanos(a) <= nanos(b) ? a : b;
    }

    /** Returns the items in the unit of a finer type; plain numbers stay as they are. */
    static long[] scaled(Vec vec, int type) {
        long[] raw = Widen.longs(vec);
        if (!Type.isTemporal(vec.type()) || vec.type() == type) {
            return raw;
        }
        long factor = nanos(vec.type()) / Math.max(1, nanos(type));
        if (factor == 1) {
            return raw;
        }
        long[] out = new long[vec.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = finite(raw[i]) ? raw[i] * factor : raw[i];
        }
        return out;
    }

    static boolean finite(long v) {
        return v != LongVec.NULL && v != Long.MAX_VALUE && v != -Long.MAX_VALUE;
    }

    /** Converts one finite value from one temporal type to another. */
    static long convert(long v, int from, int to) {
        if (from == Type.MONTH) {
            long days = LocalDate.of(2000, 1, 1).plusMonths(v).toEpochDay() - Temporal.EPOCH_DAYS;
            return to == Type.MONTH ? v : convert(days, Type.DATE, to);
        }
        long nanos = v * nanos(from);
        if (to == Type.MONTH) {
            if (isClock(from)) {
                throw QError.type();
            }
            LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(nanos, Temporal.DAY) + Temporal.EPOCH_DAYS);
            return (date.getYear() - 2000) * 12L + date.getMonthValue() - 1;
        }
        if (isClock(to) && !isClock(from)) {
            nanos = Math.floorMod(nanos, Temporal.DAY);
        }
        return Math.floorDiv(nanos, nanos(to));
    }

    /** Returns the type two temporal types are compared in. */
    static int common(int a, int b) {
        if (a == b) {
            return a;
        }
        if (isClock(a) && isClock(b)) {
            return finer(a, b);
        }
        boolean aDay = a == Type.TIMESTAMP || a == Type.DATE || a == Type.MONTH;
        boolean bDay = b == Type.TIMESTAMP || b == Type.DATE || b == Type.MONTH;
        if (aDay && bDay) {
            return a == Type.TIMESTAMP || b == Type.TIMESTAMP ? Type.TIMESTAMP : Type.DATE;
        }
        if (isClock(a) && b == Type.TIMESTAMP) {
            return a;
        }
        if (isClock(b) && a == Type.TIMESTAMP) {
            return b;
        }
        throw QError.type();
    }
}
