package io.depthstream.kdb.verb;

import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** Parts of dates and times: {@code time.minute}, {@code `year$d}. */
public final class Properties {
    private Properties() {
    }

    /** Returns a part by its name; signals the name if there is no such part. */
    public static Value of(Value v, String name) {
        return Atomic.unary(v, vec -> part(vec, name));
    }

    private static Vec part(Vec vec, String name) {
        switch (name) {
            case "date", "month", "minute", "second", "time", "timespan", "timestamp", "datetime":
                return Casting.cast(vec, Type.ofName(name));
            case "year", "mm", "dd", "hh", "uu", "ss", "week":
                break;
            default:
                throw new QError(name);
        }
        if (!Type.isTemporal(vec.type())) {
            throw QError.type();
        }
        Vec days = "year mm dd week".contains(name) ? vec.type() == Type.MONTH ? Casting.cast(vec, Type.DATE)
            : Units.isClock(vec.type()) ? clockMonth(name, vec) : Casting.cast(vec, Type.DATE) : null;
        Vec clock = days == null ? Casting.cast(vec, Type.SECOND) : null;
        int[] out = new int[vec.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = vec.nullAt(i) ? IntVec.NULL : days == null ? clock(clock.longAt(i), name) : day(days.longAt(i), name);
        }
        return new IntVec(name.equals("week") ? Type.DATE : Type.INT, out);
    }

    private static Vec clockMonth(String name, Vec vec) {
        if (name.equals("mm")) {
            return null;
        }
        throw QError.type();
    }

    private static int clock(long seconds, String name) {
        return (int) switch (name) {
            case "hh" -> seconds / 3600;
            case "mm", "uu" -> seconds / 60 % 60;
            default -> seconds % 60;
        };
    }

    private static int day(long days, String name) {
        LocalDate date = LocalDate.ofEpochDay(days + Temporal.EPOCH_DAYS);
        return switch (name) {
            case "year" -> date.getYear();
            case "mm" -> date.getMonthValue();
            case "dd" -> date.getDayOfMonth();
            default -> (int) date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toEpochDay() - Temporal.EPOCH_DAYS;
        };
    }
}
