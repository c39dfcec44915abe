package io.depthstream.kdb.eval;

import io.depthstream.kdb.store.Database;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Dict;
import io.depthstream.kdb.value.Fn;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.IntVec;
import io.depthstream.kdb.value.LongVec;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.SymVec;
import io.depthstream.kdb.value.Type;
import io.depthstream.kdb.value.Value;
import java.util.function.Predicate;

/** System commands: {@code \d \t \ts \l \p \v \f \a \c \P \S \w \cd …}. Shell commands are not there: 'nyi. */
final class Commands {
    private Commands() {
    }

    static Value run(Engine q, String text) {
        String line = text.strip();
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end)) && line.charAt(end) != ':') {
            end++;
        }
        String name = line.substring(0, end);
        String rest = line.substring(end).strip();
        Settings settings = q.settings();
        switch (name) {
            case "d":
                return context(q, rest);
            case "t":
                return time(q, rest, false);
            case "ts":
                return time(q, rest, true);
            case "l":
                Database.load(q, rest);
                return Identity.NULL;
            case "p":
                return port(settings, rest);
            case "v":
                return names(q, rest, value -> !(value instanceof Fn));
            case "f":
                return names(q, rest, value -> value instanceof Fn);
            case "a":
                return names(q, rest, value -> value.type() == Type.TABLE || value instanceof Dict dict && dict.isKeyedTable());
            case "c", "C":
                return console(settings, rest);
            case "P":
                return precision(settings, rest);
            case "S":
                return seed(settings, rest);
            case "w":
                return memory(settings);
            case "cd":
                return directory(q, rest);
            case "e", "g", "T", "o", "W", "z", "s", "b", "B", "_", "r", "u":
                return setting(name, rest);
            case "\\":
                q.dotZ().exit(0);
                return Identity.NULL;
            default:
                throw QError.nyi();
        }
    }

    private static Value context(Engine q, String rest) {
        if (rest.isEmpty()) {
            return Atom.symbol(q.context().isEmpty() ? "." : q.context());
        }
        if (!rest.startsWith(".")) {
            throw QError.domain();
        }
        q.setContext(rest.equals(".") ? "" : rest);
        return Identity.NULL;
    }

    private static Value time(Engine q, String given, boolean space) {
        if (!space && given.isEmpty()) {
            return Atom.of(q.settings().timerMillis());
        }
        if (!space && given.matches("\\d+")) {
            q.settings().setTimerMillis(Long.parseLong(given));
            return Identity.NULL;
        }
        String rest = given;
        long times = 1;
        if (rest.startsWith(":")) {
            String count = rest.substring(1).split("\\s", 2)[0];
            times = Long.parseLong(count);
            rest = rest.substring(1 + count.length()).strip();
        }
        Node node = io.depthstream.kdb.parse.Parser.parse(rest, q.context());
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        long begin = System.nanoTime();
        for (long i = 0; i < times; i++) {
            node.eval(q, null);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        long grown = Math.max(0, runtime.totalMemory() - runtime.freeMemory() - used);
        return space ? new LongVec(Type.LONG, new long[] {millis, grown}) : Atom.of(millis);
    }

    private static Value port(Settings settings, String rest) {
        if (rest.isEmpty()) {
            return Atom.ofInt(settings.port());
        }
        if (!rest.matches("\\d{1,5}")) {
            throw QError.nyi();
        }
        settings.setPort(Integer.parseInt(rest));
        return Identity.NULL;
    }

    private static Value names(Engine q, String rest, Predicate<Value> wanted) {
        String context = rest.isEmpty() ? q.context() : rest.equals(".") ? "" : rest;
        String[] names = q.globals().names(context).stream()
            .filter(name -> wanted.test(q.globals().get(Globals.absolute(name, context)))).sorted().toArray(String[]::new);
        return SymVec.of(names).with('s');
    }

    private static Value console(Settings settings, String rest) {
        if (rest.isEmpty()) {
            return new IntVec(Type.INT, new int[] {settings.rows(), settings.columns()});
        }
        String[] sizes = rest.split("\\s+");
        settings.setConsole(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
        return Identity.NULL;
    }

    private static Value precision(Settings settings, String rest) {
        if (rest.isEmpty()) {
            return Atom.ofInt(settings.precision());
        }
        settings.setPrecision(Integer.parseInt(rest));
        return Identity.NULL;
    }

    private static Value seed(Settings settings, String rest) {
        if (rest.isEmpty()) {
            return Atom.ofInt((int) settings.seed());
        }
        settings.setSeed(Long.parseLong(rest));
        return Identity.NULL;
    }

    /** Used, heap, peak and the limit, in the order of kdb+'s {@code \w}. */
    private static Value memory(Settings settings) {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return new LongVec(Type.LONG, new long[] {used, runtime.totalMemory(), runtime.totalMemory(), settings.memoryLimit(), 0, runtime.maxMemory()});
    }

    private static Value directory(Engine q, String rest) {
        if (rest.isEmpty()) {
            return ByteVec.ofText(q.settings().directory().toString());
        }
        java.nio.file.Path path = q.settings().directory().resolve(rest).normalize();
        if (!java.nio.file.Files.isDirectory(path)) {
            throw new QError(rest + ". OS reports: No such file or directory");
        }
        q.settings().setDirectory(path);
        return Identity.NULL;
    }

    /** Settings that have one value here: they may be read, and set to what they are. */
    private static Value setting(String name, String rest) {
        int value = name.equals("W") ? 2 : 0;
        if (rest.isEmpty()) {
            return Atom.ofInt(value);
        }
        if (rest.equals(String.valueOf(value)) || name.equals("e") || name.equals("g")) {
            return Identity.NULL;
        }
        throw QError.nyi();
    }
}
