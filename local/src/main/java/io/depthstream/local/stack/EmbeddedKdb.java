package io.depthstream.local.stack;

import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.qtest.QScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A q server in this process with the suite's scripts: tickerplant and real-time database in one, on a loopback port.
 *
 * <p>It is the embedded stand-in, not kdb+; the scripts are those that kdb+ runs.
 */
public final class EmbeddedKdb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKdb.class);
    private static final String SCRIPT = "all.q";

    private final QProcess process;
    private final int port;

    private EmbeddedKdb(final QProcess process, final int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param directory where its log and its days are kept; what is there is replayed
     * @param day       the log belongs to, in the calendar of the data
     * @param port      to listen on, 0 for any free one
     * @throws IllegalStateException when a script fails
     */
    public static EmbeddedKdb start(final Path directory, final LocalDate day, final int port) {
        final QProcess process = new QProcess(line -> LOG.info("{}", line));
        try {
            final Path log = Files.createDirectories(directory.resolve("log"));
            final Path days = Files.createDirectories(directory.resolve("db"));
            final String source = QScript.inlined(scripts(), SCRIPT);
            process.call(() -> {
                process.engine().setOutput(line -> LOG.info("{}", line));
                process.engine().dotZ().started(SCRIPT, List.of(
                    "-dir", log.toString(), "-date", day.toString().replace('-', '.'), "-db", days.toString()));
                process.engine().script(source);
                return SCRIPT;
            });
            return new EmbeddedKdb(process, process.listen(port));
        } catch (final IOException e) {
            process.close();
            throw new UncheckedIOException("the scripts of kdb/q could not be read, or " + directory + " not be written", e);
        } catch (final RuntimeException failed) {
            process.close();
            throw new IllegalStateException("the embedded q server did not start: " + failed.getMessage(), failed);
        }
    }

    /** Returns the port it listens on. */
    public int port() {
        return port;
    }

    /** Returns the address, {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The folder of the scripts: of the project the launcher started, or, in a test, beside the module. */
    private static Path scripts() {
        final String home = System.getProperty("depthstream.home");
        return home == null ? Path.of("..", "kdb", "q") : Path.of(home, "kdb", "q");
    }

    /** Ends it; its log and its days stay. */
    @Override
    public void close() {
        process.close();
    }
}
