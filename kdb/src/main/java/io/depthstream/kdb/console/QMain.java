package io.depthstream.kdb.console;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.ipc.UserFile;
import io.depthstream.kdb.value.QError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A process as the command {@code q} is: {@code [FILE] [-p PORT] [-t MILLIS] [-w MEGABYTES] [-U USERS] [-e EXPR] [-q] [arguments]}.
 * Without a port, a timer or an expression it reads expressions from its input and ends with it.
 */
public final class QMain {
    private static final int WRONG_USAGE = 2;

    private final PrintStream out;
    private final CountDownLatch ended = new CountDownLatch(1);
    private int code;

    private QMain(PrintStream out) {
        this.out = out;
    }

    /** Runs, and ends the process with the code given to {@code exit}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.ISO_8859_1);
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_USAGE);
            return;
        }
        System.exit(new QMain(out).run(options));
    }

    private int run(Options options) throws IOException, InterruptedException {
        if (!options.quiet()) {
            out.print(Banner.text());
        }
        try (QProcess process = new QProcess(System.err::println)) {
            if (options.users() != null) {
                process.setUsers(UserFile.read(Path.of(options.users())));
            }
            boolean loaded = process.call(() -> start(process.engine(), options));
            if (!loaded || options.expression() != null || code != 0) {
                return loaded ? code : 1;
            }
            if (options.port() == 0 && options.timer() == 0 || System.console() != null) {
                read(process);
            } else {
                ended.await();
            }
            return code;
        }
    }

    private boolean start(Engine q, Options options) {
        q.setOutput(text -> {
            out.print(text);
            out.flush();
        });
        q.dotZ().onExit(this::exit);
        q.dotZ().started(options.file() == null ? "" : options.file(), options.rest());
        try {
            if (options.megabytes() > 0) {
                q.settings().setMemoryLimit(options.megabytes() << 20);
            }
            if (options.port() != 0) {
                q.settings().setPort(options.port());
            }
            if (options.file() != null) {
                q.eval("\\l " + options.file());
            }
            if (options.timer() > 0) {
                q.settings().setTimerMillis(options.timer());
            }
            if (options.expression() != null) {
                out.print(q.show(options.expression()));
            }
            return true;
        } catch (QError e) {
            System.err.println("'" + e.getMessage());
            return false;
        }
    }

    private void exit(int newCode) {
        code = newCode;
        out.flush();
        Runtime.getRuntime().halt(newCode);
    }

    private void read(QProcess process) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.ISO_8859_1));
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
            String source = String.join("\n", lines);
            if (!Completeness.isComplete(source)) {
                continue;
            }
            lines.clear();
            try {
                out.print(process.call(() -> process.engine().show(source)));
                out.flush();
            } catch (QError e) {
                out.println("'" + e.getMessage());
            }
        }
    }
}
