package io.depthstream.kdb.eval;

import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.util.Map;
import java.util.TreeMap;

/** Numbered connections and files: what {@code hopen} returns and {@code h "…"} sends to. */
public final class Handles {
    /** At most so many open at once. */
    public static final int MOST = 1_022;
    private static final int FIRST = 3;

    private final Engine q;
    private final Map<Integer, Handle> open = new TreeMap<>();

    Handles(Engine q) {
        this.q = q;
    }

    /** One connection or file. */
    public interface Handle {
        /** Sends a message, waits and returns the answer; for files, appends. */
        Value sync(Value message);

        /** Sends a message and does not wait; for files, appends a line. */
        void async(Value message);

        /** Waits until all that was sent has left. */
        default void flush() {
        }

        /** Closes. */
        void close();

        /** Returns whether it is a connection. */
        default boolean isConnection() {
            return true;
        }
    }

    /** Takes a handle in and returns its number. */
    public int add(Handle handle) {
        if (open.size() >= MOST) {
            throw new QError("conn");
        }
        int number = FIRST;
        while (open.containsKey(number)) {
            number++;
        }
        open.put(number, handle);
        return number;
    }

    /** Forgets a handle; returns whether it was open. */
    public boolean remove(int number) {
        return open.remove(number) != null;
    }

    /** Returns an open handle, or null. */
    public Handle get(int number) {
        return open.get(number);
    }

    /** Returns the numbers of the connections. */
    public int[] connections() {
        return open.entrySet().stream().filter(entry -> entry.getValue().isConnection()).mapToInt(Map.Entry::getKey).toArray();
    }

    /** Applies a handle: a positive number waits, a negative one does not. 0 is this process, 1 and 2 the console. */
    Value send(int number, Value... args) {
        Value message = args.length == 1 ? args[0] : Lists.of(args);
        if (number == 0) {
            return q.apply(Builtins.get("value"), message);
        }
        if (Math.abs(number) <= 2) {
            q.print(text(message) + (number < 0 ? "\n" : ""));
            return Atom.ofInt(number);
        }
        Handle handle = open.get(Math.abs(number));
        if (handle == null) {
            throw new QError("Cannot write to handle " + number + ". OS reports: Bad file descriptor");
        }
        if (number > 0) {
            Value answer = handle.sync(message);
            return answer == null ? Atom.ofInt(number) : answer;
        }
        if (message == Identity.NULL || message instanceof Vec vec && vec.count() == 0) {
            handle.flush();
        } else {
            handle.async(message);
        }
        return handle.isConnection() ? Identity.NULL : Atom.ofInt(number);
    }

    /** Returns strings, or lines of strings, as text; 'type for others. */
    public static String text(Value message) {
        if (message instanceof Atom atom && atom.type() == -Type.CHAR) {
            return atom.vec().text();
        }
        if (message instanceof Vec vec && vec.type() == Type.CHAR) {
            return vec.text();
        }
        if (message instanceof Vec lines && lines.type() == Type.LIST) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.count(); i++) {
                text.append(i == 0 ? "" : "\n").append(text(lines.at(i)));
            }
            return text.toString();
        }
        throw QError.type();
    }
}
