package io.depthstream.kdb.eval;

import io.depthstream.kdb.text.Temporal;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.FloatVec;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.ListVec;
import io.depthstream.kdb.value.Lists;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The values of {@code .z}: the clock, who is calling, the command line. Callbacks are ordinary variables. */
public final class DotZ {
    private final Engine q;
    private int handle;
    private String user = System.getProperty("user.name", "");
    private int address;
    private List<String> arguments = List.of();
    private String file = "";
    private java.util.function.IntConsumer exit = code -> {
        throw new io.depthstream.kdb.value.QError("exit");
    };

    DotZ(Engine q) {
        this.q = q;
    }

    /** Says who is calling while a message is evaluated. */
    public void calling(int newHandle, String newUser, int newAddress) {
        handle = newHandle;
        user = newUser;
        address = newAddress;
    }

    /** Returns the caller's handle, 0 for the console. */
    public int handle() {
        return handle;
    }

    /** Says who ends the process. */
    public void onExit(java.util.function.IntConsumer newExit) {
        exit = newExit;
    }

    /** Calls {@code .z.exit} if there is one, and ends the process. */
    public void exit(int code) {
        Value callback = q.globals().get(".z.exit");
        if (callback != null) {
            q.apply(callback, Atom.ofInt(code));
        }
        exit.accept(code);
    }

    /** Says how the process was started. */
    public void started(String script, List<String> rest) {
        file = script;
        arguments = List.copyOf(rest);
    }

    /** Returns the value of a name without its {@code .z.}, or null. */
    Value get(String name) {
        return switch (name) {
            case "p" -> Atom.ofLong(Type.TIMESTAMP, utc());
            case "P" -> Atom.ofLong(Type.TIMESTAMP, local());
            case "n" -> Atom.ofLong(Type.TIMESPAN, Math.floorMod(utc(), Temporal.DAY));
            case "N" -> Atom.ofLong(Type.TIMESPAN, Math.floorMod(local(), Temporal.DAY));
            case "d" -> Atom.ofInt(Type.DATE, (int) Math.floorDiv(utc(), Temporal.DAY));
            case "D" -> Atom.ofInt(Type.DATE, (int) Math.floorDiv(local(), Temporal.DAY));
            case "t" -> Atom.ofInt(Type.TIME, (int) (Math.floorMod(utc(), Temporal.DAY) / 1_000_000));
            case "T" -> Atom.ofInt(Type.TIME, (int) (Math.floorMod(local(), Temporal.DAY) / 1_000_000));
            case "z", "Z" -> new Atom(new FloatVec(Type.DATETIME, new double[] {(name.equals("z") ? utc() : local()) / (double) Temporal.DAY}));
            case "w" -> Atom.ofInt(handle);
            case "u" -> Atom.symbol(user);
            case "a" -> Atom.ofInt(address);
            case "h" -> Atom.symbol(host());
            case "i" -> Atom.ofInt((int) ProcessHandle.current().pid());
            case "f" -> Atom.symbol(file);
            case "c" -> Atom.ofInt(Runtime.getRuntime().availableProcessors());
            case "K" -> Atom.of(4.1);
            case "k" -> Atom.ofInt(Type.DATE, 8_996);
            case "o" -> Atom.symbol("l64");
            case "q" -> Atom.FALSE;
            case "e" -> new Dict(ListVec.EMPTY, ListVec.EMPTY);
            case "x" -> strings();
            case "X" -> strings();
            case "W" -> sockets();
            case "H" -> new IntVec(Type.INT, q.handles().connections());
            default -> null;
        };
    }

    private Value sockets() {
        int[] numbers = q.handles().connections();
        Value[] queues = new Value[numbers.length];
        java.util.Arrays.fill(queues, Lists.empty(Type.LONG));
        return new Dict(new IntVec(Type.INT, numbers), new ListVec(queues));
    }

    private Value strings() {
        Value[] texts = new Value[arguments.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = ByteVec.ofText(arguments.get(i));
        }
        return new ListVec(texts);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Nanoseconds from 2000. */
    private static long utc() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - Temporal.EPOCH_NANOS;
    }

    private static long local() {
        return utc() + ZoneId.systemDefault().getRules().getOffset(Instant.now()).getTotalSeconds() * 1_000_000_000L;
    }

    /** Hears of an assignment to a name of {@code .z}: only callbacks may be set. */
    void assigned(String name, Value value) {
        if (get(name) != null) {
            throw new io.depthstream.kdb.value.QError("assign");
        }
    }
}
