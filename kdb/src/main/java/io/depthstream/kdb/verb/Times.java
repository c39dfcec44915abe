package io.depthstream.kdb.verb;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@code ltime gtime}: timestamps of the machine's zone and of UTC. */
final class Times {
    private Times() {
    }

    static void register() {
        Builtins.add("ltime", 1, (q, a) -> shift(a[0], true));
        Builtins.add("gtime", 1, (q, a) -> shift(a[0], false));
    }

    private static Value shift(Value v, boolean toLocal) {
        return Atomic.unary(v, vec -> {
            if (vec.type() != Type.TIMESTAMP) {
                throw QError.type();
            }
            long[] out = new long[vec.count()];
            for (int i = 0; i < out.length; i++) {
                long nanos = vec.longAt(i);
                out[i] = Units.finite(nanos) ? nanos + (toLocal ? 1 : -1) * offset(nanos, toLocal) : nanos;
            }
            return (Vec) new LongVec(Type.TIMESTAMP, out);
        });
    }

    private static long offset(long nanos, boolean utc) {
        long seconds = Math.floorDiv(nanos + Temporal.EPOCH_NANOS, 1_000_000_000L);
        ZoneId zone = ZoneId.systemDefault();
        ZoneOffset offset = utc ? zone.getRules().getOffset(Instant.ofEpochSecond(seconds))
            : zone.getRules().getOffset(LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
        return offset.getTotalSeconds() * 1_000_000_000L;
    }
}
