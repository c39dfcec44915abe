package io.depthstream.chaos;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.run.HotStates;
import io.depthstream.local.run.StoreReport;
import io.depthstream.local.stack.EmbeddedRedis;
import io.depthstream.local.stack.FreePorts;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Redis without persistence: killed, it comes back empty. A reader looks at every hash. */
final class RedisUnderTest implements StoreUnderTest {
    private static final String KEYS = "book:XNAS:";

    private final int port = FreePorts.tcp();
    private final int levels;
    private final KillableServer server;

    RedisUnderTest(final Path folder, final int levels) {
        this.levels = levels;
        server = new KillableServer(List.of(EmbeddedRedis.packed(), "--port", Integer.toString(port), "--bind", "127.0.0.1",
            "--save", "", "--appendonly", "no", "--dir", folder.toString()), port, folder.resolve("redis.log"));
    }

    @Override
    public JobHost.Kind job() {
        return JobHost.Kind.BOOK;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("hot.kind", "redis", "hot.uri", uri());
    }

    private String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void start() throws IOException {
        server.start();
    }

    @Override
    public void kill() throws InterruptedException {
        server.kill();
    }

    @Override
    public StoreReport compare(final Map<String, BookDepth> truth, final String bootstrapServers) {
        final HotStates states = new HotStates();
        final RedisClient client = RedisClient.create(uri());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            final RedisCommands<String, String> redis = connection.sync();
            for (final String symbol : truth.keySet()) {
                final String state = redis.hget(KEYS + symbol, "state");
                if (state != null) {
                    states.take(symbol, state);
                }
            }
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
        return states.compare(truth, levels);
    }

    @Override
    public void close() {
        server.close();
    }
}
