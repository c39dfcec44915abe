package io.depthstream.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.depthstream.local.run.NatsSubscriber;
import io.depthstream.local.stack.FreePorts;
import io.depthstream.local.stack.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(120)
class NatsSubscriberIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;
    private final int port = FreePorts.tcp();
    private final String uri = "nats://127.0.0.1:" + port;

    @BeforeEach
    void requireServer() {
        assumeTrue(NatsServer.installed(), "no nats-server on the PATH: apt-get install nats-server");
    }

    private KillableServer server() throws Exception {
        final KillableServer server = new KillableServer(
            List.of("nats-server", "-a", "127.0.0.1", "-p", Integer.toString(port)), port, folder.resolve("nats.log"));
        server.start();
        return server;
    }

    @Test
    void shouldCountThatItWasTooSlowAndGoOnWithWhatWasNotDropped() throws Exception {
        final CountDownLatch hold = new CountDownLatch(1);
        try (KillableServer server = server();
                NatsSubscriber subscriber = new NatsSubscriber(uri, 10, (symbol, json) -> awaitQuietly(hold));
                Connection publisher = Nats.connect(uri)) {
            publish(publisher, 1_000);
            await(() -> subscriber.slow() > 0);
            hold.countDown();
            await(() -> subscriber.messages() >= 10);
            final long kept = subscriber.messages();
            assertTrue(kept < 1_000, "nothing was dropped: " + kept);
            publish(publisher, 1);
            await(() -> subscriber.messages() > kept);
        }
    }

    @Test
    void shouldConnectAgainByItselfAndCountIt() throws Exception {
        try (KillableServer server = server();
                NatsSubscriber subscriber = new NatsSubscriber(uri, NatsSubscriber.PENDING_MESSAGES, (symbol, json) -> { })) {
            try (Connection publisher = Nats.connect(uri)) {
                publish(publisher, 1);
                await(() -> subscriber.messages() == 1);
            }
            assertEquals(0, subscriber.reconnects());
            server.kill();
            server.start();
            await(() -> subscriber.reconnects() == 1);
            try (Connection publisher = Nats.connect(uri)) {
                publish(publisher, 1);
                await(() -> subscriber.messages() == 2);
            }
        }
    }

    private static void publish(final Connection publisher, final int count) throws Exception {
        for (int i = 0; i < count; i++) {
            publisher.publish("XNAS.AAPL.orderbook", "{}".getBytes(StandardCharsets.UTF_8));
        }
        publisher.flush(LIMIT);
    }

    private static void awaitQuietly(final CountDownLatch latch) {
        try {
            latch.await();
        } catch (final InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "the condition did not come true within " + LIMIT);
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
