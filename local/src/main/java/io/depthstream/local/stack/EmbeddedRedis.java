package io.depthstream.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import redis.embedded.RedisExecProvider;
import redis.embedded.RedisServer;
import redis.embedded.util.OSDetector;

/**
 * A real Redis server as a child process on loopback: the one that a Maven artifact carries (version 7), or another whose
 * command is given.
 */
public final class EmbeddedRedis implements AutoCloseable {
    /** Command of a server that is installed. */
    public static final String INSTALLED = "redis-server";

    private static final String START_SCRIPT = """
        #!/bin/sh
        redis='%s'
        command -v setsid >/dev/null 2>&1 && exec setsid "$redis" "$@"
        exec "$redis" "$@"
        """;

    private final RedisServer server;
    private final int port;

    private EmbeddedRedis(final RedisServer server, final int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server on a free port, without persistence.
     *
     * @param directory where its start script is put
     * @throws redis.embedded.exceptions.EmbeddedRedisException when there is no Redis binary for this machine or the port is taken
     */
    public static EmbeddedRedis start(final Path directory) {
        return start(directory, packed());
    }

    /**
     * Starts a server on a free port, without persistence.
     *
     * @param directory where its start script is put
     * @param command   the {@code redis-server} to run: its path, or its name on the {@code PATH}
     * @throws redis.embedded.exceptions.EmbeddedRedisException when it does not start
     */
    public static EmbeddedRedis start(final Path directory, final String command) {
        final int port = FreePorts.tcp();
        final RedisServer server = RedisServer.builder()
            .redisExecProvider(inSessionOfItsOwn(directory, command))
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
        server.start();
        return new EmbeddedRedis(server, port);
    }

    /**
     * Ctrl-C at a terminal goes to every process of its group; the run takes it as a wish to end well, for which it still
     * needs this server.
     */
    private static RedisExecProvider inSessionOfItsOwn(final Path directory, final String command) {
        final Path script = directory.resolve("redis-server.sh");
        try {
            Files.writeString(script, START_SCRIPT.formatted(command));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (final IOException e) {
            throw new UncheckedIOException("the start script of the embedded Redis could not be written to " + script, e);
        }
        return RedisExecProvider.defaultProvider().override(OSDetector.getOS(), script.toString());
    }

    /** Returns whether there is a server on the {@code PATH}. */
    public static boolean installed() {
        return InstalledCommand.onPath(INSTALLED);
    }

    /** Returns the path of the server that the Maven artifact carries, unpacked for this machine. */
    public static String packed() {
        try {
            return RedisExecProvider.defaultProvider().get().getAbsolutePath();
        } catch (final IOException e) {
            throw new UncheckedIOException("the embedded Redis could not be unpacked", e);
        }
    }

    /** Returns the address as {@code redis://host:port}. */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Stops the server; what it held is gone. */
    @Override
    public void close() {
        server.stop();
    }
}
