package io.depthstream.jobs.hot;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The nats-server on the PATH, in a process of its own on loopback; can be killed and started again. */
final class NatsProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final String[] options;
    private final int port;
    private Process process;

    /** A server with these options beside its address. */
    NatsProcess(final Path folder, final String... options) throws IOException, InterruptedException {
        this.folder = folder;
        this.options = options;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    /** Whether there is one on the PATH. */
    static boolean installed() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Path.of(directory, "nats-server").toFile().canExecute());
    }

    String uri() {
        return "nats://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    void start() throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of("nats-server", "-a", "127.0.0.1", "-p", Integer.toString(port)));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nats.log").toFile())
                .start();
        final long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("nats-server did not listen on port " + port + "; see " + folder.resolve("nats.log"));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (final IOException notYet) {
            return false;
        }
    }
}
