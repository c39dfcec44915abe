package io.depthstream.chaos;

import io.depthstream.local.run.ProcessSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own on loopback: killed with signal 9, started again on the same port, frozen. One thread. */
final class KillableServer implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final List<String> command;
    private final int port;
    private final Path log;
    private Process process;

    /** A server that is not started; the command has the port in it. */
    KillableServer(final List<String> command, final int port, final Path log) {
        this.command = List.copyOf(command);
        this.port = port;
        this.log = log;
    }

    /**
     * Starts it, and returns when it listens.
     *
     * @throws IOException when it does not
     */
    void start() throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        final long deadline = System.nanoTime() + START_NANOS;
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(command.get(0) + " did not listen on port " + port + "; see " + log);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (final IOException notYet) {
            return false;
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Freezes it with SIGSTOP: it neither reads nor answers until {@link #wake}. */
    void freeze() throws IOException, InterruptedException {
        ProcessSignal.STOP.send(process);
    }

    /** Lets a frozen one go on. */
    void wake() throws IOException, InterruptedException {
        ProcessSignal.CONT.send(process);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
