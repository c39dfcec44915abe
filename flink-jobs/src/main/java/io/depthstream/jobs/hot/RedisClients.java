package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.config.TlsConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.io.File;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Makes connections to what {@code hot.uri} names: a server, the master behind sentinels, or a cluster.
 *
 * <p>Lettuce's own reconnecting is off for a server: a dropped connection fails everything under way, and the publisher
 * decides. In a cluster the client follows moved slots and new masters. One thread.
 */
final class RedisClients {

    private static final String CLUSTER = "-cluster://";
    private static final int IO_THREADS = 2;
    private static final Duration SHUTDOWN_LIMIT = Duration.ofMillis(500);

    private final ClientResources resources;
    private final RedisClient single;
    private final RedisClusterClient cluster;

    /** Clients that are not connected; the name is what connections give themselves. */
    RedisClients(final HotConfig config, final String name) {
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(IO_THREADS)
                .computationThreadPoolSize(IO_THREADS)
                .build();
        if (config.get(RedisStore.URI).contains(CLUSTER)) {
            single = null;
            cluster = cluster(config, name);
        } else {
            single = single(config, name);
            cluster = null;
        }
    }

    private RedisClient single(final HotConfig config, final String name) {
        final RedisClient client = RedisClient.create(resources, address(RedisURI.create(config.get(RedisStore.URI)), config, name));
        client.setOptions(options(ClientOptions.builder(), config)
                .autoReconnect(false)
                .build());
        return client;
    }

    private RedisClusterClient cluster(final HotConfig config, final String name) {
        final List<RedisURI> seeds = RedisClusterURIUtil.toRedisURIs(URI.create(config.get(RedisStore.URI).replace(CLUSTER, "://")));
        seeds.forEach(seed -> address(seed, config, name));
        final RedisClusterClient client = RedisClusterClient.create(resources, seeds);
        final ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(Duration.ofMillis(config.timeoutMillis()))
                        .build());
        options(options, config);
        client.setOptions(options.build());
        return client;
    }

    private static RedisURI address(final RedisURI address, final HotConfig config, final String name) {
        address.setTimeout(Duration.ofMillis(config.timeoutMillis()));
        address.setClientName(name);
        return address;
    }

    private static <B extends ClientOptions.Builder> B options(final B options, final HotConfig config) {
        final Duration timeout = Duration.ofMillis(config.timeoutMillis());
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(timeout).tcpNoDelay(true).keepAlive(true).build())
                .sslOptions(ssl(config.tls(), timeout));
        return options;
    }

    private static SslOptions ssl(final TlsConfig tls, final Duration timeout) {
        final SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider().handshakeTimeout(timeout);
        if (!tls.trust().isEmpty()) {
            ssl.trustManager(new File(tls.trust()));
        }
        if (!tls.certificate().isEmpty()) {
            ssl.keyManager(new File(tls.certificate()), new File(tls.key()), null);
        }
        return ssl.build();
    }

    /**
     * Connects, within the time-out.
     *
     * @throws RuntimeException if that fails
     */
    RedisConnection connect() {
        return cluster == null ? new ToServer(single.connect(ByteArrayCodec.INSTANCE))
                : new ToCluster(cluster.connect(ByteArrayCodec.INSTANCE));
    }

    /** Ends the clients and their threads. */
    void close() {
        if (single != null) {
            single.shutdown(Duration.ZERO, SHUTDOWN_LIMIT);
        }
        if (cluster != null) {
            cluster.shutdown(Duration.ZERO, SHUTDOWN_LIMIT);
        }
        resources.shutdown(0, SHUTDOWN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An unknown command is answered with nothing in its place. */
    private static boolean described(final List<Object> answer) {
        return answer.size() == 1 && answer.get(0) instanceof List<?> description && !description.isEmpty();
    }

    private static NestedMultiOutput<byte[], byte[]> output() {
        return new NestedMultiOutput<>(ByteArrayCodec.INSTANCE);
    }

    private record ToServer(StatefulRedisConnection<byte[], byte[]> to) implements RedisConnection {

        @Override
        public CompletionStage<String> loadScript(final byte[] source) {
            return to.async().scriptLoad(source);
        }

        @Override
        public CompletionStage<Boolean> knows(final String command) {
            return to.async().commandInfo(command).thenApply(RedisClients::described);
        }

        @Override
        public CompletionStage<List<Object>> evalsha(final CommandArgs<byte[], byte[]> arguments) {
            return to.async().dispatch(CommandType.EVALSHA, output(), arguments);
        }

        @Override
        public boolean isCluster() {
            return false;
        }

        @Override
        public boolean isOpen() {
            return to.isOpen();
        }

        @Override
        public void close() {
            to.closeAsync();
        }
    }

    private record ToCluster(StatefulRedisClusterConnection<byte[], byte[]> to) implements RedisConnection {

        @Override
        public CompletionStage<String> loadScript(final byte[] source) {
            return to.async().scriptLoad(source);
        }

        @Override
        public CompletionStage<Boolean> knows(final String command) {
            return to.async().commandInfo(command).thenApply(RedisClients::described);
        }

        @Override
        public CompletionStage<List<Object>> evalsha(final CommandArgs<byte[], byte[]> arguments) {
            return to.async().dispatch(CommandType.EVALSHA, output(), arguments);
        }

        @Override
        public boolean isCluster() {
            return true;
        }

        @Override
        public boolean isOpen() {
            return to.isOpen();
        }

        @Override
        public void close() {
            to.closeAsync();
        }
    }
}
