package io.depthstream.clickhouse.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The engine in a process of its own on loopback, as a server would be: can be stopped, killed, and started again. */
public final class EngineProcess implements AutoCloseable {

    private static final long END_SECONDS = 20;

    private final Path library;
    private final Path folder;
    private int port;
    private Process process;

    /**
     * Starts it, and returns when it listens.
     *
     * @param library libchdb.so
     * @param folder  where its data is, kept from start to start
     * @throws IOException if it ends instead; its words are in {@code engine.log} beside the folder
     */
    public EngineProcess(final Path library, final Path folder) throws IOException {
        this.library = library;
        this.folder = folder;
        start();
    }

    /** Starts it again on the same port. */
    public void start() throws IOException {
        final Path log = folder.resolveSibling("engine.log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                        "-cp", System.getProperty("java.class.path"), EngineMain.class.getName(),
                        library.toString(), folder.toString(), Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        final BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(EngineMain.LISTENS)) {
                port = Integer.parseInt(line.substring(EngineMain.LISTENS.length()));
                return;
            }
        }
        process.destroyForcibly();
        throw new IOException("the in-process ClickHouse (" + library + ") did not start; see " + log);
    }

    /** Its address for clients. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it end well; kills it when that takes long. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (final IOException gone) {
            process.destroyForcibly();
        } catch (final InterruptedException closing) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
