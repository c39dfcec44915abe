package io.depthstream.jobs.hot;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisExecProvider;

/** A real Redis in a process of its own, on loopback, without persistence; can be frozen, thawed, killed and started. */
final class RedisProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Path folder;
    private final List<String> command;
    private final int port;
    private final RedisClient client;
    private Process process;
    private StatefulRedisConnection<String, String> connection;

    /** The server that a Maven artifact carries, on a free port. */
    RedisProcess(final Path folder) throws IOException, InterruptedException {
        this(folder, embedded(), freePort());
    }

    /**
     * Another server, or one with more options.
     *
     * @param server the path of redis-server, or its name on the PATH
     */
    RedisProcess(final Path folder, final String server, final int port, final String... options)
            throws IOException, InterruptedException {
        this(folder, port, command(List.of(server, "--save", "", "--appendonly", "no"), port, options));
    }

    private RedisProcess(final Path folder, final int port, final List<String> command)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.port = port;
        this.command = command;
        client = RedisClient.create(RedisURI.create(uri()));
        start();
    }

    /** A sentinel with this configuration file, which it rewrites. */
    static RedisProcess sentinel(final Path configuration, final String server) throws IOException, InterruptedException {
        final int port = freePort();
        return new RedisProcess(configuration.getParent(), port,
                command(List.of(server, configuration.toString(), "--sentinel"), port));
    }

    private static List<String> command(final List<String> begin, final int port, final String... options) {
        final List<String> command = new ArrayList<>(begin);
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of(options));
        return command;
    }

    /** Path of the server that a Maven artifact carries. */
    static String embedded() throws IOException {
        return RedisExecProvider.defaultProvider().get().getAbsolutePath();
    }

    /** A port of the loopback that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return "redis://127.0.0.1:" + port;
    }

    StatefulRedisConnection<String, String> connection() {
        if (connection == null || !connection.isOpen()) {
            connection = client.connect();
        }
        return connection;
    }

    RedisClient client() {
        return client;
    }

    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        final long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("redis-server did not answer on port " + port + "; see " + folder.resolve("redis.log"));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        // Ends a frozen process too.
        process.destroyForcibly();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    private void signal(final String signal) throws IOException, InterruptedException {
        final int code = new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("kill " + signal + " " + process.pid() + " ended " + code);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            // An error, such as of one that is not logged in, is an answer too.
            return socket.getInputStream().read() >= 0;
        } catch (final IOException notYet) {
            return false;
        }
    }
}
