package io.depthstream.local.cli;

import com.kx.c;
import io.depthstream.kdb.qtest.QSession;
import io.depthstream.kdb.qtest.QSignal;
import io.depthstream.kdb.qtest.QTestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The q tests on a kdb+ that listens somewhere. */
@Command(name = "q-test", mixinStandardHelpOptions = true,
    description = "Load the q library into a kdb+ and run kdb/tests there. Empties the tables of the suite in that process.")
final class QTestCommand implements Callable<Integer> {
    @Option(names = "--host", required = true, description = "Where kdb+ listens.")
    private String host;
    @Option(names = "--port", description = "Its port (default: ${DEFAULT-VALUE}).")
    private int port = 5011;
    @Option(names = "--user", description = "User to log in as.")
    private String user = "";
    @Option(names = "--password-file", paramLabel = "FILE", description = "File with the password in its first line.")
    private Path passwordFile;
    @Option(names = "--tls", description = "Connect by TLS.")
    private boolean tls;
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Test files (default: every one in kdb/tests).")
    private List<Path> files = new ArrayList<>();
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        final Path kdb = Path.of(System.getProperty("depthstream.home", "."), "kdb");
        if (files.isEmpty()) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(kdb.resolve("tests"), "*.csv")) {
                found.forEach(files::add);
            }
            files.sort(null);
        }
        final QTestRun run = run(kdb.resolve("q"));
        final PrintWriter out = spec.commandLine().getOut();
        run.failures().forEach(out::println);
        out.printf("%d passed, %d failed%n", run.passed(), run.failures().size());
        out.flush();
        return run.failures().isEmpty() && run.passed() > 0 ? 0 : Depthstream.CHECK_FAILED;
    }

    private QTestRun run(final Path library) throws IOException {
        try {
            final c connection = new c(host, port, login(), tls);
            try {
                final QTestRun run = new QTestRun(new RemoteSession(connection)).load(library);
                for (final Path file : files) {
                    run.run(file);
                }
                return run;
            } finally {
                connection.close();
            }
        } catch (final c.KException refused) {
            throw new UsageException("kdb+ at " + host + ":" + port + " refuses the connection: " + refused.getMessage());
        } catch (final QSignal signal) {
            throw new IOException("the library could not be loaded: '" + signal.getMessage(), signal);
        }
    }

    private String login() throws IOException {
        return passwordFile == null ? user : user + ":" + Files.readString(passwordFile).lines().findFirst().orElse("");
    }

    /** Evaluates at the other end, and brings back no more than whether it was 1b. */
    private record RemoteSession(c connection) implements QSession {
        @Override
        public boolean evaluate(final String code) throws QSignal {
            try {
                // Sent as an argument, so that nothing in it needs quoting; and only a boolean comes back.
                return Boolean.TRUE.equals(connection.k("{1b~value x}", code.toCharArray()));
            } catch (final c.KException signal) {
                throw new QSignal(signal.getMessage());
            } catch (final IOException gone) {
                throw new QSignal("connection lost: " + gone.getMessage());
            }
        }
    }
}
