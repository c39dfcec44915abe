package io.depthstream.jobs.hot;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connection to Redis: made, used and dropped by the draining thread.
 *
 * <p>Lettuce's own reconnecting is off: it would keep what was sent and send it again, while the publisher wants the
 * newest state sent instead. A dropped connection fails everything under way, and the publisher decides.
 */
final class RedisLink {

    private static final int IO_THREADS = 2;
    private static final Duration SHUTDOWN_LIMIT = Duration.ofMillis(500);

    private final Duration timeout;
    private final byte[] script = ScriptCall.script();
    private final ClientResources resources;
    private final RedisClient client;
    private StatefulRedisConnection<byte[], byte[]> connection;
    private String sha = "";

    /**
     * A link that is not connected.
     *
     * @param uri     address with credentials
     * @param name    name the connection gives itself, seen in {@code CLIENT LIST}
     * @param timeout longest wait for connecting and for an answer
     */
    RedisLink(final String uri, final String name, final Duration timeout) {
        this.timeout = timeout;
        final RedisURI address = RedisURI.create(uri);
        address.setTimeout(timeout);
        address.setClientName(name);
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(IO_THREADS)
                .computationThreadPoolSize(IO_THREADS)
                .build();
        client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(timeout).tcpNoDelay(true).keepAlive(true).build())
                .build());
    }

    /**
     * Connects and loads the script.
     *
     * @throws RuntimeException if either fails or takes longer than the limit; the link is not connected then
     */
    void connect() throws InterruptedException {
        try {
            connection = client.connect(ByteArrayCodec.INSTANCE);
            sha = loadScript().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (final ExecutionException failed) {
            drop();
            throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
        } catch (final TimeoutException late) {
            drop();
            throw new IllegalStateException("no answer to SCRIPT LOAD within " + timeout.toMillis() + " ms", late);
        } catch (final RuntimeException failed) {
            drop();
            throw failed;
        }
    }

    /** Sends the script again, in line with the calls already sent; its sha doesn't change. */
    RedisFuture<String> loadScript() {
        return connection.async().scriptLoad(script);
    }

    /** Calls the script; the answer comes on a thread of the connection. */
    RedisFuture<List<Object>> call(final CommandArgs<byte[], byte[]> arguments) {
        return connection.async().dispatch(CommandType.EVALSHA, new NestedMultiOutput<>(ByteArrayCodec.INSTANCE), arguments);
    }

    /** Name Redis gave the script. */
    String sha() {
        return sha;
    }

    /** Whether there is a connection, as far as this end knows. */
    boolean isOpen() {
        final StatefulRedisConnection<byte[], byte[]> open = connection;
        return open != null && open.isOpen();
    }

    /** Lets go of the connection without waiting for what is under way. */
    void drop() {
        if (connection != null) {
            connection.closeAsync();
            connection = null;
        }
    }

    /** Ends the link for good, its threads included. */
    void close() {
        drop();
        client.shutdown(Duration.ZERO, SHUTDOWN_LIMIT);
        resources.shutdown(0, SHUTDOWN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
