package io.depthstream.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import redis.embedded.RedisExecProvider;
import redis.embedded.RedisServer;
import redis.embedded.util.OSDetector;

/** A real Redis 7 server, unpacked from a Maven artifact and run as a child process on loopback. */
public final class EmbeddedRedis implements AutoCloseable {
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
        final int port = FreePorts.tcp();
        final RedisServer server = RedisServer.builder()
            .redisExecProvider(inSessionOfItsOwn(directory))
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
    private static RedisExecProvider inSessionOfItsOwn(final Path directory) {
        final Path script = directory.resolve("redis-server.sh");
        try {
            final String binary = RedisExecProvider.defaultProvider().get().getAbsolutePath();
            Files.writeString(script, START_SCRIPT.formatted(binary));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (final IOException e) {
            throw new UncheckedIOException("the start script of the embedded Redis could not be written to " + script, e);
        }
        return RedisExecProvider.defaultProvider().override(OSDetector.getOS(), script.toString());
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
