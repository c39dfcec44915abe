package io.depthstream.serving.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisExecProvider;

@Timeout(240)
class BookSubscriberIT {

    private static final Duration SILENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<String> sources = Collections.synchronizedList(new ArrayList<>());
    private Redis primary;
    private Redis replica;

    @BeforeEach
    void start() throws Exception {
        primary = new Redis(folder);
        replica = new Redis(folder);
    }

    @AfterEach
    void stop() {
        primary.close();
        replica.close();
    }

    @Test
    void shouldGoToTheReplicaWithoutAGapOrARepeatWhenThePrimaryIsKilled() throws Exception {
        try (BookSubscriber subscriber = subscriber()) {
            await(() -> sources.equals(List.of("PRIMARY")));
            for (int sequence = 1; sequence <= 10; sequence++) {
                publish(primary, "PRIMARY", "AAPL", sequence);
                publish(replica, "REPLICA", "AAPL", sequence);
            }
            publish(primary, "PRIMARY", "BRK.A", 3);
            publish(replica, "REPLICA", "BRK.A", 3);
            await(() -> seen.size() == 11);
            primary.close();
            // Published while nobody listens: found as the stored state.
            publish(replica, "REPLICA", "AAPL", 11);
            await(() -> seen.contains("AAPL 11"));
            await(() -> sources.contains("REPLICA"));
            publish(replica, "REPLICA", "AAPL", 12);
            publish(replica, "REPLICA", "AAPL", 12);
            publish(replica, "REPLICA", "AAPL", 9);
            publish(replica, "REPLICA", "AAPL", 13);
            await(() -> seen.contains("AAPL 13"));
            assertEquals(List.of("AAPL 1", "AAPL 2", "AAPL 3", "AAPL 4", "AAPL 5", "AAPL 6", "AAPL 7", "AAPL 8", "AAPL 9",
                    "AAPL 10", "BRK.A 3", "AAPL 11", "AAPL 12", "AAPL 13"), List.copyOf(seen));
        }
    }

    @Test
    void shouldReadWhatIsStoredWhenItBegins() throws Exception {
        publish(primary, "PRIMARY", "MSFT", 5);
        try (BookSubscriber subscriber = subscriber()) {
            await(() -> seen.contains("MSFT 5"));
            assertEquals(0, subscriber.switches());
        }
    }

    private BookSubscriber subscriber() {
        return new BookSubscriber(
                List.of(new HotEndpoint(primary.uri(), "PRIMARY"), new HotEndpoint(replica.uri(), "REPLICA")), "XNAS", SILENCE,
                new BookListener() {
                    @Override
                    public void book(final String symbol, final BookPosition position, final String json) {
                        seen.add(symbol + " " + position.sequence());
                    }

                    @Override
                    public void source(final HotEndpoint endpoint) {
                        sources.add(endpoint.instance());
                    }
                });
    }

    /** As the hot path does: stored if newer, and published. */
    private static void publish(final Redis redis, final String instance, final String symbol, final long sequence) {
        final String json = "{\"venue\":\"XNAS\",\"symbol\":\"" + symbol + "\",\"session\":\"1\",\"sequence\":" + sequence
                + ",\"revision\":0,\"venueTimeNanos\":" + (1_000 + sequence) + "}";
        final String held = redis.commands().hget("book:XNAS:" + symbol, "state");
        if (held == null || BookPosition.of(json).after(BookPosition.of(held))) {
            redis.commands().hset("book:XNAS:" + symbol, Map.of("state", json));
        }
        redis.commands().publish("MARKET_DATA." + instance + ".MBP10.XNAS." + symbol, json);
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the condition did not come true in time");
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** A real Redis in a process of its own. */
    private static final class Redis implements AutoCloseable {
        private final int port;
        private final Process process;
        private final RedisClient client;
        private RedisCommands<String, String> commands;

        Redis(final Path folder) throws IOException, InterruptedException {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            process = new ProcessBuilder(RedisExecProvider.defaultProvider().get().getAbsolutePath(),
                    "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
                    .directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis-" + port + ".log").toFile()).start();
            client = RedisClient.create(uri());
            await(this::connects);
        }

        private boolean connects() {
            try {
                commands = client.connect().sync();
                return "PONG".equals(commands.ping());
            } catch (final RuntimeException notYet) {
                return false;
            }
        }

        String uri() {
            return "redis://127.0.0.1:" + port;
        }

        RedisCommands<String, String> commands() {
            return commands;
        }

        @Override
        public void close() {
            process.destroyForcibly();
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }
}
