package io.depthstream.local.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command as the launcher would, in this process, and keeps what it prints. */
final class Commands {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    int run(final String... arguments) {
        final CommandLine commandLine = Depthstream.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(error, true));
        return commandLine.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String error() {
        return error.toString();
    }
}
