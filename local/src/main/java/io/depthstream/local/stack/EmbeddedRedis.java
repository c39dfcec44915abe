package io.depthstream.local.stack;

import redis.embedded.RedisServer;

/** A real Redis 7 server, unpacked from a Maven artifact and run as a child process on loopback. */
public final class EmbeddedRedis implements AutoCloseable {
    private final RedisServer server;
    private final int port;

    private EmbeddedRedis(final RedisServer server, final int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a server on a free port, without persistence.
     *
     * @throws redis.embedded.exceptions.EmbeddedRedisException when there is no Redis binary for this machine or the port is taken
     */
    public static EmbeddedRedis start() {
        final int port = FreePorts.tcp();
        final RedisServer server = RedisServer.builder()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
        server.start();
        return new EmbeddedRedis(server, port);
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
