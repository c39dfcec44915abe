package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.kdb.ipc.QProcess;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class QCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(final String... arguments) {
        final CommandLine commandLine = Depthstream.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void shouldShowAnExpressionAlone() {
        assertEquals(0, run("q", "--alone", "-e", "select sum v by k from ([]k:`a`b`a;v:1 2 3)"));
        assertEquals("k| v\n-| -\na| 4\nb| 2\n", out.toString());
    }

    @Test
    void shouldRunAScriptFirst() throws Exception {
        final Path script = Files.writeString(folder.resolve("s.q"), "f:{x+1}\nf 1\n");
        assertEquals(0, run("q", "--alone", "-e", "f 41", script.toString()));
        assertEquals("2\n42\n", out.toString());
    }

    @Test
    void shouldEvaluateAtAServerAndOnTheRunningStack() throws Exception {
        try (QProcess server = new QProcess(line -> { })) {
            final int port = server.listen(0);
            server.eval("t:([]a:1 2)");
            assertEquals(0, run("q", "--at", "localhost:" + port, "-e", "t"));
            assertEquals("a\n-\n1\n2\n", out.toString());
            final Path stack = Files.writeString(folder.resolve("stack.properties"),
                "process=" + ProcessHandle.current().pid() + "\nkdb=localhost:" + port + "\n");
            assertEquals(0, run("q", "--stack", stack.toString(), "-e", "count t"));
            assertTrue(out.toString().endsWith("2\n"), out.toString());
        }
    }

    @Test
    void shouldTellASignalAndWrongUsage() {
        assertEquals(Depthstream.CHECK_FAILED, run("q", "--alone", "-e", "1+`a"));
        assertEquals("'type", err.toString().strip());
        assertEquals(Depthstream.WRONG_USAGE, run("q", "--alone", "--at", "localhost:1"));
        assertEquals(Depthstream.WRONG_USAGE, run("q", "no-such-script.q"));
    }
}
