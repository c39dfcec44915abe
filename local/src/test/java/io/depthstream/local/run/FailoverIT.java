package io.depthstream.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.simulator.LineTransmitter;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.MessageHistory;
import io.depthstream.local.simulator.RetransmitServer;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.TransmitterConfig;
import io.depthstream.local.stack.LocalStack;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Quality;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two feed handlers in processes of their own, hot-hot on the same topics, and what may happen to either. */
class FailoverIT {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int RATE = 2_000;
    private static final SimulationConfig DAY = SimulationConfig.compressedDay(11, 12, RATE);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void shouldNotNoticeThatOneFeedHandlerFreezesAndWakesNorThatTheOtherIsKilled() throws Exception {
        final MessageHistory history = new MessageHistory(1 << 16);
        try (LocalStack stack = LocalStack.start(1);
                BookJob job = BookJob.submit(stack.flink().cluster(), PipelineRun.jobConfig(stack, 1));
                CommittedBooks books = new CommittedBooks(stack.addresses().bootstrapServers());
                RetransmitServer server = new RetransmitServer(ANY, "SIM0000001", history, 1_400);
                FeedHandlerProcess frozen = start("frozen", stack, server);
                FeedHandlerProcess killed = start("killed", stack, server)) {
            final Thread serving = new Thread(server, "re-request-server");
            serving.setDaemon(true);
            serving.start();
            frozen.awaitReady(LIMIT);
            killed.awaitReady(LIMIT);
            final TransmitterConfig lines =
                TransmitterConfig.loopback(frozen.lineA().getPort(), frozen.lineB().getPort(), RATE);
            try (LineTransmitter transmitter =
                    new LineTransmitter(lines, new MarketSimulator(DAY), System::nanoTime, null, history)) {
                transmitter.also(killed.lineA(), killed.lineB());
                new Thread(transmitter, "simulator").start();

                until(() -> events(frozen) > 2_000, "the first has published");
                frozen.freeze();
                final long before = transmitter.sentMessages();
                until(() -> events(killed) > before + 3_000, "the second has gone on alone");
                frozen.wake();
                final long behind = events(frozen);
                until(() -> events(frozen) > behind + 2_000 && events(frozen) > events(killed) - 500, "the first is there again");
                assertEquals(FeedHandlerProcess.EXIT_KILLED, killed.kill());
                assertTrue(transmitter.sentMessages() < DAY.messages(), "it was killed in mid-session");

                until(() -> {
                    job.requireRunning();
                    books.poll();
                    return books.applied() >= DAY.messages();
                }, "every message is in a committed book");
            }
            assertEquals(DAY.messages(), books.applied());
            final Map<String, BookDepth> found = new HashMap<>();
            books.books().forEach((symbol, book) -> {
                assertTrue(book.getQuality() != Quality.STALE && book.getQuality() != Quality.RECOVERING,
                    () -> symbol + " is " + book.getQuality() + " for " + book.getQualityReason());
                found.put(symbol, BookDepth.of(book));
            });
            found.remove(Topics.MARKET_WIDE_SYMBOL);
            final BookComparison comparison =
                BookComparison.of(TruthBooks.ofSimulation(DAY, DAY.messages()).depths(), found);
            assertTrue(comparison.levels() > 0, "there are orders");
            assertEquals(0, comparison.differences(), comparison::report);
        }
    }

    private FeedHandlerProcess start(final String name, final LocalStack stack, final RetransmitServer server) {
        return FeedHandlerProcess.start(Map.of("publisher", name, "kafka.bootstrap", stack.addresses().bootstrapServers(),
            "trading-date", DAY.tradingDate().toString(), "arbiter.join-at", "session-start",
            "recovery.servers", "127.0.0.1:" + server.address().getPort()), folder.resolve(name + ".log"));
    }

    private static long events(final FeedHandlerProcess process) throws InterruptedException {
        return process.metric("feedhandler_events_total");
    }

    /** Something that will be so. */
    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private static void until(final Condition condition, final String what) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, () -> "waited in vain until " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
