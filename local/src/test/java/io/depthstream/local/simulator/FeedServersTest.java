package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.FeedHandlerCounters;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.ingest.session.ArbiterCounter;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.schemas.Topics;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The simulator as the whole venue (lines, re-request server, snapshot server) and a feed handler, over real UDP and TCP on
 * loopback: what the handler publishes makes the true books.
 */
@Timeout(120)
class FeedServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RATE = 20_000;
    private static final SimulationConfig DAY = SimulationConfig.compressedDay(77, 3, RATE);
    private static final LineImpairment BAD_A = new LineImpairment(1, 0.05, 0.01, 0.02, 4);
    private static final LineImpairment BAD_B = new LineImpairment(2, 0.05, 0.01, 0.02, 4);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final MockProducer<byte[], byte[]> producer =
        new MockProducer<>(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final VenueState venue = new VenueState(new MarketSimulator(DAY));
    private final MessageHistory history = new MessageHistory(1 << 16);
    private FeedHandler handler;
    private LineTransmitter transmitter;

    @AfterEach
    void close() throws Exception {
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).close();
        }
    }

    @Test
    void shouldRecoverWhatBothLinesLostAndMakeTheTrueBooks() throws Exception {
        start(BAD_A, BAD_B, Map.of("arbiter.join-at", "session-start", "recovery.servers", rerequests()), false);
        final PublishedBooks books = finish();
        final FeedHandlerCounters counters = handler.counters();
        assertEquals(0, counters.gaps());
        assertEquals(DAY.messages(), counters.messages());
        assertTrue(counters.recoveredMessages() > 0, counters::toString);
        assertTrue(counters.recoveryMicros(50) > 0 && counters.recoveryMicros(99) <= counters.recoveryMicros(100));
        assertEquals(Set.of(), books.stale);
        assertSame(truth(), books.depths());
    }

    @Test
    void shouldFlagEveryBookThatMayDifferWithoutRecovery() throws Exception {
        start(BAD_A, BAD_B, Map.of("arbiter.join-at", "session-start"), false);
        final PublishedBooks books = finish();
        assertTrue(handler.counters().gaps() > 0);
        final Map<String, BookDepth> truth = truth();
        final Map<String, BookDepth> found = books.depths();
        found.forEach((symbol, book) ->
            assertTrue(books.stale.contains(symbol) || book.equals(truth.getOrDefault(symbol, BookDepth.EMPTY)), symbol));
        assertEquals(DAY.messages(), handler.counters().messages() + handler.counters().missedMessages());
    }

    @Test
    void shouldJoinInMidSessionBySnapshot() throws Exception {
        start(BAD_A, BAD_B, Map.of("recovery.servers", rerequests(), "snapshot.server", snapshots(),
            "snapshot.user", "depth", "snapshot.password", "secret"), true);
        final PublishedBooks books = finish();
        assertEquals(1, handler.counters().snapshots());
        assertEquals(0, handler.counters().gaps());
        assertTrue(handler.counters().messages() < DAY.messages(), "it was late");
        assertTrue(books.snapshots > 0);
        assertEquals(0, books.refused);
        assertSame(truth(), books.depths());
    }

    @Test
    void shouldHealByASnapshotWhatCouldNotBeRecovered() throws Exception {
        start(BAD_A, BAD_B, Map.of("arbiter.join-at", "session-start", "arbiter.hole-deadline-micros", "2000",
            "snapshot.server", snapshots(), "snapshot.user", "depth", "snapshot.password", "secret",
            "snapshot.min-interval-millis", "300"), false);
        until(() -> transmitter.finished());
        // What was lost after the last one is healed by the next; a resync makes sure that there is one.
        handler.resync();
        final PublishedBooks books = finish();
        assertTrue(handler.counters().gaps() > 0);
        assertTrue(handler.counters().snapshots() > 0);
        assertEquals(Set.of(), books.stale);
        assertSame(truth(), books.depths());
    }

    private static void assertSame(final Map<String, BookDepth> truth, final Map<String, BookDepth> found) {
        final BookComparison comparison = BookComparison.of(truth, found);
        assertEquals(0, comparison.differences(), comparison::report);
        assertTrue(truth.values().stream().anyMatch(book -> !book.equals(BookDepth.EMPTY)), "there are orders");
    }

    private Map<String, BookDepth> truth() {
        return TruthBooks.ofSimulation(DAY, DAY.messages()).depths();
    }

    private String rerequests() {
        final RetransmitServer server = new RetransmitServer(ANY, "SIM0000001", history, 1_400);
        parts.add(server);
        new Thread(server, "re-request server").start();
        return "127.0.0.1:" + server.address().getPort();
    }

    private String snapshots() {
        final GlimpseServer server = new GlimpseServer(ANY, "depth", "secret", venue::spin);
        parts.add(server);
        new Thread(server, "snapshot server").start();
        return "127.0.0.1:" + server.address().getPort();
    }

    private void start(final LineImpairment onA, final LineImpairment onB, final Map<String, String> more,
                       final boolean late) throws Exception {
        final NioPacketSource receiver = new NioPacketSource(List.of(new LineAddress(ANY, null),
            new LineAddress(ANY, null)), 208 << 10, SystemEpochNanoClock.INSTANCE);
        final Map<String, String> settings = new HashMap<>(more);
        settings.put("trading-date", DAY.tradingDate().toString());
        handler = new FeedHandler(FeedHandlerConfig.of(settings), receiver, 2, false, producer, null);
        parts.add(handler);
        final FeedHandlerCounters counters = handler.counters();
        final TransmitterConfig lines = TransmitterConfig.loopback(receiver.localAddress(0).getPort(),
            receiver.localAddress(1).getPort(), RATE).withImpairments(onA, onB).withWindow(64, 20_000_000L);
        transmitter = new LineTransmitter(lines, venue, System::nanoTime,
            late ? () -> started() ? counters.highestSequence() : Long.MAX_VALUE : counters::highestSequence, history);
        parts.add(transmitter);
        new Thread(transmitter, "simulator").start();
        if (late) {
            until(() -> transmitter.sentMessages() > DAY.messages() / 4);
            // What the sockets have kept since the beginning is not what a late handler would see.
            while (receiver.poll((line, buffer, offset, length, time) -> { }, 1_000) > 0) {
                Thread.onSpinWait();
            }
        }
        handler.start();
    }

    private boolean started() {
        return handler.counters().highestSequence() > 0;
    }

    private PublishedBooks finish() throws Exception {
        until(() -> transmitter.finished());
        final FeedHandlerCounters counters = handler.counters();
        until(() -> counters.endsOfSession() == 1);
        assertTrue(handler.drain(LIMIT), counters::toString);
        assertEquals(0, counters.arbiter(ArbiterCounter.HELD_PACKETS));
        // A gap may swallow a directory message, and then what comes for its locate is parked.
        assertTrue(counters.gaps() > 0 || counters.deadLetters() == 0, counters::toString);
        final PublishedBooks books = new PublishedBooks();
        producer.history().stream().filter(sent -> sent.topic().equals(Topics.RAW_XNAS))
            .forEach(sent -> books.take(sent.value()));
        return books;
    }

    private void until(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "stands at " + handler.counters());
            handler.awaitEnd(Duration.ofMillis(2));
            if (handler.failure().isPresent()) {
                throw new AssertionError(handler.failure().get());
            }
        }
    }

    private static Cluster cluster() {
        final Node node = new Node(1, "127.0.0.1", 9092);
        final Node[] nodes = {node};
        return new Cluster("test", List.of(node),
            List.of(new PartitionInfo(Topics.RAW_XNAS, 0, node, nodes, nodes)), Set.of(), Set.of());
    }
}
