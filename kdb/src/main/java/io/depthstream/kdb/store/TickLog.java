package io.depthstream.kdb.store;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.ipc.Decoder;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * {@code -11!}: the messages of a tickerplant's log, evaluated one after the other. A log is the file of an empty list
 * with messages appended; a message cut off at the end is left out.
 */
public final class TickLog {
    /** Bytes of the empty list every log begins with. */
    private static final int START = 8;
    /** Logs are mapped in pieces of so many bytes; no message may be longer. */
    private static final int WINDOW = 1 << 30;

    private TickLog() {
    }

    /** Replays a whole log, the first n messages of it, or (-2) says how many are sound. */
    public static Value replay(Engine q, Value what) {
        if (what instanceof Atom atom && atom.type() == -Type.SYMBOL) {
            return run(q, atom.symbol(), Long.MAX_VALUE);
        }
        if (what instanceof Vec pair && pair.count() == 2 && pair.at(0) instanceof Atom n && pair.at(1) instanceof Atom file) {
            return n.longValue() == -2 ? sound(q, file.symbol()) : run(q, file.symbol(), n.longValue() < 0 ? Long.MAX_VALUE : n.longValue());
        }
        throw QError.type();
    }

    /** What is done with a message; false ends the reading. */
    @FunctionalInterface
    private interface Each {
        boolean take(Value message);
    }

    private static Value run(Engine q, String file, long most) {
        long[] count = {0};
        boolean whole = read(q, file, message -> {
            q.apply(Builtins.get("value"), message);
            return ++count[0] < most;
        }, new long[1], most == 0);
        if (!whole) {
            throw new QError("badtail");
        }
        return Atom.of(count[0]);
    }

    private static Value sound(Engine q, String file) {
        long[] count = {0};
        long[] end = new long[1];
        boolean whole = read(q, file, message -> {
            count[0]++;
            return true;
        }, end, false);
        return whole ? Atom.of(count[0]) : new LongVec(Type.LONG, new long[] {count[0], end[0]});
    }

    /** Returns whether the log ends with a whole message; says where the last whole one ends. */
    private static boolean read(Engine q, String file, Each each, long[] end, boolean none) {
        Path path = Storage.path(q, file);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            long at = START;
            end[0] = Math.min(at, size);
            if (size < START || none) {
                return size >= START;
            }
            while (at < size) {
                ByteBuffer window = channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(WINDOW, size - at)).order(ByteOrder.LITTLE_ENDIAN);
                int good = 0;
                while (window.hasRemaining()) {
                    Value message;
                    try {
                        message = Decoder.file(window, q::domain);
                    } catch (QError e) {
                        break;
                    }
                    good = window.position();
                    end[0] = at + good;
                    if (!each.take(message)) {
                        return true;
                    }
                }
                if (good == 0) {
                    return false;
                }
                at += good;
            }
            return true;
        } catch (IOException e) {
            throw Storage.failed(file, e);
        }
    }
}
