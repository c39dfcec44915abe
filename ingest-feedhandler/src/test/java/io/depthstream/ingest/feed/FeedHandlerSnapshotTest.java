package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.StockDirectoryEncoder;
import io.depthstream.ingest.itch.StockTradingActionEncoder;
import io.depthstream.ingest.itch.SystemEventEncoder;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.codec.EventBatchReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.agrona.ExpandableArrayBuffer;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Joining and healing by a spin over real TCP, while packets come over real UDP. */
@Timeout(60)
class FeedHandlerSnapshotTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long STAMP = 34_200_000_000_000L;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64);
    private final MoldPackets packets = new MoldPackets("UDP");
    private final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();
    private final List<byte[]> spin = List.of(systemEvent(), directory(13, "AAPL"), directory(14, "MSFT"), halted(13),
        add(13, "AAPL", 100), add(14, "MSFT", 200), add(13, "AAPL", 101));
    private SpinServer server;
    private DatagramSocket sender;
    private NioPacketSource sockets;
    private FeedHandler handler;

    @BeforeEach
    void open() throws Exception {
        server = new SpinServer(spin, 12);
        sender = new DatagramSocket();
    }

    @AfterEach
    void close() throws Exception {
        if (handler != null) {
            handler.close();
        }
        server.close();
        sender.close();
    }

    @Test
    void shouldJoinBySnapshotAndGoOnFromItsSequence() throws Exception {
        start(Map.of());
        send(10, delete(13, 98), delete(13, 99), delete(13, 100));
        until(() -> server.logins.get() == 1);
        send(13, delete(14, 200));
        until(() -> handler.counters().highestSequence() == 13);
        assertEquals(0, handler.counters().batches(), "nothing goes out before the snapshot");
        server.go.countDown();
        until(() -> handler.counters().snapshots() == 1);
        assertTrue(handler.drain(LIMIT));

        assertEquals(List.of("SNAPSHOT_BEGIN 11", "DIRECTORY 11", "TRADING_ACTION 11", "SNAPSHOT_ORDER 11 100",
            "SNAPSHOT_ORDER 11 101", "SNAPSHOT_END 11", "DELETE 12 100"), events("AAPL"));
        assertEquals(List.of("SNAPSHOT_BEGIN 11", "DIRECTORY 11", "SNAPSHOT_ORDER 11 200", "SNAPSHOT_END 11",
            "DELETE 13 200"), events("MSFT"));
        assertEquals(List.of("SNAPSHOT_BEGIN 11", "SYSTEM 11", "SNAPSHOT_END 11"), events("*"));
        assertEquals(List.of("11..11 after 0", "12..12 after 11"), chain("AAPL"));
        assertEquals(2, handler.counters().events());
        assertEquals(13, handler.counters().snapshotEvents());
        assertEquals(0, handler.counters().gaps());
        assertEquals(0, handler.counters().deadLetters());
    }

    @Test
    void shouldHealBooksAfterAGap() throws Exception {
        server.go.countDown();
        start(Map.of("arbiter.join-at", "session-start", "arbiter.hole-deadline-micros", "1000"));
        send(1, directory(13, "AAPL"), directory(14, "MSFT"), directory(15, "IBM"));
        send(6, add(13, "AAPL", 100));
        until(() -> handler.counters().snapshotFailures() + handler.counters().snapshots() > 0);
        send(7, delete(13, 100));
        until(() -> handler.counters().snapshots() == 1);
        send(12, delete(13, 101));
        assertTrue(handler.drain(LIMIT));
        until(() -> handler.counters().events() == 6 || handler.counters().events() == 5);

        final List<String> apple = events("AAPL");
        assertTrue(apple.containsAll(List.of("GAP 5", "SNAPSHOT_BEGIN 11", "SNAPSHOT_END 11", "DELETE 12 101")),
            apple::toString);
        assertEquals(List.of("DIRECTORY 3", "GAP 5", "SNAPSHOT_BEGIN 11", "SNAPSHOT_END 11"), events("IBM"),
            "what is not in the spin has no order");
        assertEquals(1, handler.counters().gaps());
    }

    @Test
    void shouldPublishOnlyTheSymbolsAskedFor() throws Exception {
        server.go.countDown();
        start(Map.of("arbiter.join-at", "session-start"));
        send(1, directory(13, "AAPL"), directory(14, "MSFT"));
        send(3, add(13, "AAPL", 103), add(13, "AAPL", 104), add(13, "AAPL", 105), add(13, "AAPL", 106),
            add(13, "AAPL", 107), add(13, "AAPL", 108), add(13, "AAPL", 109), add(13, "AAPL", 110), add(13, "AAPL", 111));
        until(() -> handler.counters().events() == 11);
        handler.resync(Set.of("MSFT"));
        until(() -> handler.counters().snapshots() == 1);
        assertTrue(handler.drain(LIMIT));
        assertTrue(events("AAPL").stream().noneMatch(event -> event.startsWith("SNAPSHOT")), () -> events("AAPL").toString());
        assertEquals(List.of("DIRECTORY 2", "SNAPSHOT_BEGIN 11", "DIRECTORY 11", "SNAPSHOT_ORDER 11 200",
            "SNAPSHOT_END 11"), events("MSFT"));
    }

    @Test
    void shouldPublishEverySymbolWhereTheSpinSkipsMessagesOfOthers() throws Exception {
        server.go.countDown();
        start(Map.of("arbiter.join-at", "session-start"));
        send(1, directory(13, "AAPL"), directory(14, "MSFT"));
        until(() -> handler.counters().events() == 2);
        handler.resync(Set.of("MSFT"));
        until(() -> handler.counters().snapshots() == 1);
        assertTrue(handler.drain(LIMIT));
        assertTrue(events("AAPL").containsAll(List.of("SNAPSHOT_BEGIN 11", "SNAPSHOT_END 11")), () -> events("AAPL").toString());
        assertTrue(events("MSFT").contains("SNAPSHOT_END 11"), () -> events("MSFT").toString());
    }

    @Test
    void shouldSayWhatBecameOfAResync() throws Exception {
        server.go.countDown();
        start(Map.of("arbiter.join-at", "session-start", "snapshot.attempts", "1"));
        send(1, directory(13, "AAPL"));
        until(() -> handler.counters().events() == 1);
        final long first = handler.resync();
        until(() -> handler.resyncState(first) == ResyncState.PUBLISHED);
        server.spin(spin, 0);
        final long second = handler.resync(Set.of("AAPL"));
        assertEquals(ResyncState.WAITING, handler.resyncState(second + 1));
        until(() -> handler.resyncState(second) == ResyncState.FAILED);
        assertEquals(1, handler.counters().snapshots());
    }

    @Test
    void shouldTryAgainWhenASpinBreaksOffOrIsTooOldOrIsNone() throws Exception {
        server.go.countDown();
        server.spin(List.of(directory(13, "AAPL")), 0);
        start(Map.of("snapshot.attempts", "50"));
        send(10, delete(13, 98));
        until(() -> handler.counters().snapshotFailures() >= 1);
        server.spin(spin, 9);
        until(() -> server.logins.get() >= 3);
        server.spin(List.of(delete(13, 1)), 12);
        until(() -> server.logins.get() >= 5);
        server.spin(spin, 12);
        until(() -> handler.counters().snapshots() == 1);
        assertTrue(handler.drain(LIMIT));
        assertTrue(handler.counters().snapshotFailures() >= 4);
        assertEquals("SNAPSHOT_BEGIN 11", events("AAPL").get(0));
    }

    @Test
    void shouldCallEverythingBeforeItAGapWhenNoSnapshotCanBeHad() throws Exception {
        server.go.countDown();
        server.spin(spin, 0);
        start(Map.of("snapshot.attempts", "2"));
        send(10, directory(13, "AAPL"), add(13, "AAPL", 5));
        until(() -> handler.counters().events() == 2);
        assertTrue(handler.drain(LIMIT));
        assertTrue(handler.counters().snapshotFailures() >= 2);
        assertEquals("GAP 9", events("*").get(0));
        assertEquals(List.of("DIRECTORY 10", "ADD 11 5"), events("AAPL"), "it was not known before");
    }

    @Test
    void shouldCutALargeSnapshotIntoBatchesOfOneSequence() throws Exception {
        final List<byte[]> many = new ArrayList<>(List.of(directory(13, "AAPL")));
        for (int i = 0; i < 60_000; i++) {
            many.add(add(13, "AAPL", 1_000_000_000_000L + i));
        }
        server.spin(many, 12);
        server.go.countDown();
        start(Map.of());
        send(11, delete(13, 1));
        until(() -> handler.counters().snapshots() == 1);
        assertTrue(handler.drain(LIMIT));
        final List<String> chain = chain("AAPL");
        assertTrue(chain.size() > 1, chain::toString);
        assertEquals("11..11 after 0", chain.get(0));
        assertTrue(chain.subList(1, chain.size()).stream().allMatch("11..11 after 11"::equals), chain::toString);
        assertEquals(60_003, events("AAPL").size());
    }

    @Test
    void shouldRefuseASpinThatIsTooLong() throws Exception {
        final List<byte[]> many = new ArrayList<>(List.of(directory(13, "AAPL")));
        for (int i = 0; i < 200; i++) {
            many.add(add(13, "AAPL", i));
        }
        server.spin(many, 12);
        server.go.countDown();
        start(Map.of("snapshot.max-bytes", "4096", "snapshot.attempts", "1"));
        send(11, directory(13, "AAPL"));
        until(() -> handler.counters().events() == 1);
        assertEquals(0, handler.counters().snapshots());
    }

    @Test
    void shouldRefuseAResyncWithoutAServer() {
        handler = new FeedHandler(FeedHandlerConfig.of(Map.of()), new PacketList(), 1, false, producer, null);
        assertThrows(IllegalStateException.class, handler::resync);
    }

    private void start(final Map<String, String> more) {
        final Map<String, String> values = new HashMap<>(Map.of("trading-date", "2020-01-30", "source.lines",
            "127.0.0.1:0", "snapshot.server", server.address(), "snapshot.min-interval-millis", "0"));
        values.putAll(more);
        final FeedHandlerConfig config = FeedHandlerConfig.of(values);
        final ConfiguredSource source = ConfiguredSource.open(config, FeedFixture.DAY);
        sockets = (NioPacketSource) source.packets();
        handler = new FeedHandler(config, sockets, source.lines(), false, producer, null);
        handler.start();
    }

    private void send(final long sequence, final byte[]... messages) throws Exception {
        final byte[] packet = packets.of(sequence, messages);
        sender.send(new DatagramPacket(packet, packet.length, sockets.localAddress(0)));
    }

    private void until(final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "stands at " + handler.counters());
            handler.awaitEnd(Duration.ofMillis(1));
        }
    }

    private List<String> events(final String symbol) {
        final List<String> events = new ArrayList<>();
        read(symbol, reader -> {
            while (reader.nextEvent()) {
                final boolean order = reader.orderRef() != 0;
                assertTrue(reader.kind() != EventKind.SNAPSHOT_BEGIN || reader.value(0) == reader.sequence());
                events.add(reader.kind() + " " + reader.sequence() + (order ? " " + reader.orderRef() : ""));
            }
        });
        return events;
    }

    private List<String> chain(final String symbol) {
        final List<String> chain = new ArrayList<>();
        read(symbol, reader -> chain.add(
            reader.firstSequence() + ".." + reader.lastSequence() + " after " + reader.previousSequence()));
        return chain;
    }

    private void read(final String symbol, final java.util.function.Consumer<EventBatchReader> each) {
        final EventBatchReader reader = new EventBatchReader();
        producer.history().stream()
            .filter(sent -> sent.topic().equals(Topics.RAW_XNAS) && FeedFixture.key(sent).equals(symbol))
            .forEach(sent -> {
                reader.wrap(sent.value(), 0, sent.value().length);
                reader.verify();
                reader.wrap(sent.value(), 0, sent.value().length);
                each.accept(reader);
            });
    }

    private byte[] of(final ItchEncoder<?> message) {
        return MoldPackets.bytes(buffer, message);
    }

    private byte[] systemEvent() {
        return of(new SystemEventEncoder().wrap(buffer, 0).timestamp(STAMP).eventCode('Q'));
    }

    private byte[] directory(final int locate, final String symbol) {
        return of(new StockDirectoryEncoder().wrap(buffer, 0).stockLocate(locate).timestamp(1).stock(symbol)
            .marketCategory('Q').financialStatusIndicator('N').roundLotSize(100).roundLotsOnly('N')
            .issueClassification('C').issueSubType("Z").authenticity('P').shortSaleThresholdIndicator('N').ipoFlag(' ')
            .luldReferencePriceTier('1').etpFlag('N').etpLeverageFactor(0).inverseIndicator('N'));
    }

    private byte[] halted(final int locate) {
        return of(new StockTradingActionEncoder().wrap(buffer, 0).stockLocate(locate).timestamp(STAMP).stock("AAPL")
            .tradingState('H').reason("T1"));
    }

    private byte[] add(final int locate, final String symbol, final long order) {
        return of(new AddOrderEncoder().wrap(buffer, 0).stockLocate(locate).timestamp(STAMP - order % 1_000)
            .orderReferenceNumber(order).buySellIndicator('B').shares(100).stock(symbol).price(1_000_000));
    }

    private byte[] delete(final int locate, final long order) {
        return of(new OrderDeleteEncoder().wrap(buffer, 0).stockLocate(locate).timestamp(STAMP)
            .orderReferenceNumber(order));
    }
}
