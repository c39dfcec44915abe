package io.depthstream.local.cli;

import io.depthstream.kdb.console.Banner;
import io.depthstream.kdb.console.QConsole;
import io.depthstream.kdb.console.Session;
import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.value.QError;
import io.depthstream.local.stack.StackFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A q console: on the q server of a running stack, on any other, or alone. */
@Command(name = "q", mixinStandardHelpOptions = true,
    description = "A q console on the running stack, or alone where none runs. It is a stand-in for kdb+.")
final class QCommand implements Callable<Integer> {
    @Option(names = "-e", paramLabel = "EXPR", description = "Show the value of an expression and end.")
    private String expression;
    @Option(names = "--at", paramLabel = "HOST:PORT[:USER:PASSWORD]", description = "Evaluate at a q server, kdb+ or this one.")
    private String address;
    @Option(names = "--alone", description = "Evaluate here, though a stack runs.")
    private boolean alone;
    @Option(names = "--stack", paramLabel = "FILE",
        description = "Where a running stack left its addresses (default: .depthstream/stack.properties).")
    private Path stackFile = StackFile.usualPlace();
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A script to run first; without -e a console follows.")
    private Path script;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (alone && address != null) {
            throw new UsageException("--alone and --at exclude each other: give one of them");
        }
        if (script != null && !Files.exists(script)) {
            throw new UsageException("no such script: " + script);
        }
        final PrintWriter out = spec.commandLine().getOut();
        final QProcess process = new QProcess(line -> spec.commandLine().getErr().println(line));
        try (Session session = open(process, out)) {
            if (script != null) {
                session.run(script.toAbsolutePath().toString());
            }
            if (expression != null) {
                out.print(text(session.show(bytes(expression))));
                out.flush();
            } else {
                console(session, out);
            }
            return 0;
        } catch (final QError signal) {
            spec.commandLine().getErr().println("'" + signal.getMessage());
            return Depthstream.CHECK_FAILED;
        }
    }

    private Session open(final QProcess process, final PrintWriter out) {
        process.call(() -> {
            process.engine().setOutput(shown -> {
                out.print(text(shown));
                out.flush();
            });
            process.engine().dotZ().onExit(code -> Runtime.getRuntime().halt(code));
            return null;
        });
        final String at = address != null || alone ? address : StackFile.note(stackFile, StackFile.KDB).orElse(null);
        return at == null ? Session.alone(process) : Session.at(process, at);
    }

    private void console(final Session session, final PrintWriter out) throws IOException {
        out.print(Banner.text());
        out.flush();
        final Path history = StackFile.usualPlace().resolveSibling("q-history");
        Files.createDirectories(history.toAbsolutePath().getParent());
        new QConsole(session, history).run();
    }

    /** The engine's strings are bytes, the terminal's are characters. */
    private static String text(final String shown) {
        return new String(shown.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String bytes(final String typed) {
        return new String(typed.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
