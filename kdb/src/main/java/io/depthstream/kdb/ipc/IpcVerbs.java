package io.depthstream.kdb.ipc;

import io.depthstream.kdb.eval.Builtins;
import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.eval.Handles;
import io.depthstream.kdb.store.FileHandle;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import io.depthstream.kdb.value.Vec;
import java.io.IOException;
import java.util.Map;
import java.util.WeakHashMap;

/** {@code hopen hclose hsym}. */
public final class IpcVerbs {
    private static final int NO_TIMEOUT = 0;
    private static final Map<Engine, QProcess> PROCESSES = new WeakHashMap<>();

    private IpcVerbs() {
    }

    /** Registers them. */
    public static void register() {
        Builtins.add("hopen", 1, (q, a) -> open(q, a[0]));
        Builtins.add("hclose", 1, (q, a) -> close(q, a[0]));
        Builtins.add("hsym", 1, (q, a) -> {
            if (!(a[0] instanceof Atom atom) || atom.type() != -Type.SYMBOL) {
                throw QError.type();
            }
            return atom.symbol().startsWith(":") ? atom : Atom.symbol(":" + atom.symbol());
        });
    }

    /** Says which process an engine belongs to: connections need its threads. */
    static synchronized void attach(Engine q, QProcess process) {
        PROCESSES.put(q, process);
    }

    private static synchronized QProcess process(Engine q) {
        QProcess process = PROCESSES.get(q);
        if (process == null) {
            throw QError.nyi();
        }
        return process;
    }

    private static Value open(Engine q, Value target) {
        if (target instanceof Vec pair && pair.count() == 2 && pair.type() == Type.LIST) {
            return Atom.ofInt(connect(q, name(pair.at(0)), (int) ((Atom) pair.at(1)).longValue()));
        }
        if (target instanceof Atom atom && (atom.type() == -Type.INT || atom.type() == -Type.LONG)) {
            return Atom.ofInt(connect(q, "::" + atom.longValue(), NO_TIMEOUT));
        }
        return Atom.ofInt(connect(q, name(target), NO_TIMEOUT));
    }

    private static String name(Value target) {
        String name = target instanceof Atom atom && atom.type() == -Type.SYMBOL ? atom.symbol() : Handles.text(target);
        return name.startsWith(":") ? name : ":" + name;
    }

    private static int connect(Engine q, String name, int timeoutMillis) {
        String[] parts = name.substring(1).split(":", -1);
        boolean tcp = parts.length >= 2 && parts[1].matches("\\d{1,5}");
        if (!tcp) {
            if (parts.length > 1) {
                throw QError.nyi();
            }
            return q.handles().add(FileHandle.append(name));
        }
        String user = parts.length > 2 ? parts[2] + ":" + (parts.length > 3 ? String.join(":", java.util.Arrays.copyOfRange(parts, 3, parts.length)) : "")
            : System.getProperty("user.name", "");
        try {
            return new Connection(process(q), Handshake.connect(parts[0], Integer.parseInt(parts[1]), user, timeoutMillis), "").open();
        } catch (IOException e) {
            throw new QError("hop. OS reports: " + e.getMessage());
        }
    }

    private static Value close(Engine q, Value handle) {
        if (!(handle instanceof Atom atom)) {
            throw QError.type();
        }
        int number = (int) atom.longValue();
        Handles.Handle open = q.handles().get(number);
        if (open != null) {
            q.handles().remove(number);
            open.close();
        }
        return Identity.NULL;
    }
}
