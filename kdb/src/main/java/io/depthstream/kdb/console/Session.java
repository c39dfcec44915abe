package io.depthstream.kdb.console;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.parse.Parser;
import io.depthstream.kdb.text.Console;
import io.depthstream.kdb.value.Atom;
import io.depthstream.kdb.value.ByteVec;
import io.depthstream.kdb.value.Identity;
import io.depthstream.kdb.value.QError;
import io.depthstream.kdb.value.Value;

/** Where a console's expressions are evaluated: in this process, or at the other end of a connection. */
public final class Session implements AutoCloseable {
    private final QProcess process;
    private final int handle;

    private Session(QProcess process, int handle) {
        this.process = process;
        this.handle = handle;
    }

    /** Evaluates here. */
    public static Session alone(QProcess process) {
        return new Session(process, 0);
    }

    /** Evaluates in the process that listens at {@code host:port[:user:password]}; signals {@code hop} if there is none. */
    public static Session at(QProcess process, String address) {
        Value opened = process.call(() -> process.engine().apply(process.engine().builtin("hopen"), Atom.symbol(":" + address)));
        return new Session(process, (int) ((Atom) opened).longValue());
    }

    /** Returns what the console shows for an expression; a signal comes out as {@link QError}. */
    public String show(String source) {
        Engine q = process.engine();
        if (handle == 0) {
            return process.call(() -> q.show(source));
        }
        return process.call(() -> {
            Value value = q.apply(Atom.ofInt(handle), ByteVec.ofText(source.startsWith("\\") ? "system\"" + escaped(source.substring(1)) + "\"" : source));
            boolean silent = value == Identity.NULL || !source.startsWith("\\") && Parser.silent(source);
            return silent ? "" : Console.show(value, q.settings());
        });
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Ends the evaluation that is running; any thread may call it. */
    public void interrupt() {
        process.engine().interrupt();
    }

    /** Runs a script file here, or its text there. */
    public void run(String file) {
        if (handle == 0) {
            process.eval("\\l " + file);
            return;
        }
        try {
            for (var statement : io.depthstream.kdb.parse.Statements.split(java.nio.file.Files.readString(java.nio.file.Path.of(file),
                    java.nio.charset.StandardCharsets.ISO_8859_1))) {
                String shown = show(statement.text());
                if (!shown.isEmpty()) {
                    process.call(() -> {
                        process.engine().print(shown);
                        return null;
                    });
                }
            }
        } catch (java.io.IOException e) {
            throw new QError(file + ". OS reports: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
