package io.depthstream.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The nats-server on the PATH as a child process on loopback. */
public final class NatsServer implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String COMMAND = "nats-server";

    private final Process process;
    private final int port;

    private NatsServer(final Process process, final int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns whether there is one on the PATH. */
    public static boolean installed() {
        return InstalledCommand.onPath(COMMAND);
    }

    /**
     * Starts a server on a free port and waits until it listens.
     *
     * @param directory where its log goes
     * @throws IOException when it does not start
     */
    public static NatsServer start(final Path directory) throws IOException {
        final int port = FreePorts.tcp();
        final Path log = directory.resolve("nats.log");
        final Process process = new ProcessBuilder(COMMAND, "-a", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        final long deadline = System.nanoTime() + START_NANOS;
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("nats-server did not listen on port " + port + "; see " + log);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return new NatsServer(process, port);
    }

    private static boolean listens(final int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (final IOException notYet) {
            return false;
        }
    }

    /** Returns the address as {@code nats://host:port}. */
    public String uri() {
        return "nats://127.0.0.1:" + port;
    }

    /** Stops the server; it kept nothing. */
    @Override
    public void close() {
        process.destroy();
    }
}
