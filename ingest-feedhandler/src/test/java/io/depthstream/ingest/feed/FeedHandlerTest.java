package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.StockDirectoryEncoder;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.codec.EventBatchReader;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.agrona.ExpandableArrayBuffer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedHandlerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long RECEIVED = FeedFixture.RECEIVED;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64);
    private final MoldPackets packets = new MoldPackets("SESSION1");
    private final PacketList source = new PacketList();
    private MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();

    @Test
    void shouldPublishEachMessageOnceThoughBothLinesBringIt() throws Exception {
        final byte[] first = packets.of(1, directory(13, "AAPL"), directory(14, "MSFT"), delete(13, 100));
        final byte[] second = packets.of(4, delete(14, 200), delete(13, 101));
        source.add(0, first, RECEIVED).add(1, first, RECEIVED).add(1, second, RECEIVED).add(0, second, RECEIVED).end();

        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));

            assertEquals(List.of("AAPL DIRECTORY 1", "AAPL DELETE 3", "AAPL DELETE 5"), events("AAPL"));
            assertEquals(List.of("MSFT DIRECTORY 2", "MSFT DELETE 4"), events("MSFT"));
            assertEquals(4, handler.counters().packets());
            assertEquals(5, handler.counters().messages());
            assertEquals(5, handler.counters().events());
            assertEquals(5, handler.counters().duplicates());
            assertEquals(0, handler.counters().gaps());
            assertEquals(0, handler.counters().deadLetters());
            assertEquals(3, handler.counters().symbols());
            assertEquals(producer.history().size(), handler.counters().acknowledged());
        }
        assertTrue(source.closed());
        assertTrue(producer.closed());
    }

    @Test
    void shouldKeyBySymbolAndPartitionByKeyGroup() throws Exception {
        source.add(0, packets.of(1, directory(13, "AAPL"), directory(14, "MSFT"), directory(15, "ZVZZT")), RECEIVED);
        source.end();

        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));
        }

        final List<ProducerRecord<byte[], byte[]>> sent = sent(Topics.RAW_XNAS);
        assertEquals(3, sent.size());
        for (final ProducerRecord<byte[], byte[]> record : sent) {
            assertEquals(KeyGroups.partition(FeedFixture.key(record), Topics.RAW_XNAS, FeedFixture.PARTITIONS,
                KeyGroups.DEFAULT_MAX_PARALLELISM), record.partition());
        }
    }

    @Test
    void shouldTellEverySymbolOfAGapThatNoLineFills() throws Exception {
        source.add(0, packets.of(1, directory(13, "AAPL"), directory(14, "MSFT")), RECEIVED)
            .add(0, packets.of(6, delete(13, 100)), RECEIVED + 1)
            .end();

        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));

            assertEquals(List.of("AAPL DIRECTORY 1", "AAPL GAP 5 3..5", "AAPL DELETE 6"), events("AAPL"));
            assertEquals(List.of("MSFT DIRECTORY 2", "MSFT GAP 5 3..5"), events("MSFT"));
            assertEquals(List.of("* GAP 5 3..5"), events("*"));
            assertEquals(1, handler.counters().gaps());
            assertEquals(3, handler.counters().missedMessages());
            assertEquals(3, handler.counters().gapEvents());
            assertEquals(3, handler.counters().events());
        }
    }

    @Test
    void shouldLearnASymbolWhoseDirectoryMessageAGapHasSwallowed() throws Exception {
        source.add(0, packets.of(1, directory(13, "AAPL")), RECEIVED)
            .add(0, packets.of(4, add(14, "MSFT", 7), delete(14, 7), delete(15, 8), add(16, "AAPL", 9)), RECEIVED + 1)
            .end();

        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));

            assertEquals(List.of("MSFT GAP 3 2..3", "MSFT ADD 4", "MSFT DELETE 5"), events("MSFT"));
            assertEquals(List.of("AAPL DIRECTORY 1", "AAPL GAP 3 2..3"), events("AAPL"));
            assertEquals(Map.of(DeadLetterReason.UNKNOWN_LOCATE, 2L), handler.counters().deadLettersByReason(),
                "a message that names no stock, and one that names a stock of another locate");
        }
    }

    @Test
    void shouldFillAHoleFromTheOtherLine() throws Exception {
        source.add(0, packets.of(1, directory(13, "AAPL")), RECEIVED)
            .add(0, packets.of(3, delete(13, 101)), RECEIVED + 1)
            .add(1, packets.of(2, delete(13, 100)), RECEIVED + 2)
            .end();

        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));

            assertEquals(List.of("AAPL DIRECTORY 1", "AAPL DELETE 2", "AAPL DELETE 3"), events("AAPL"));
            assertEquals(0, handler.counters().gaps());
        }
    }

    @Test
    void shouldParkABrokenPacketAndGoOn() throws Exception {
        source.add(1, new byte[] {1, 2, 3}, RECEIVED).add(0, packets.of(1, directory(13, "AAPL")), RECEIVED).end();

        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));

            assertEquals(Map.of(DeadLetterReason.SHORT_HEADER, 1L), handler.counters().deadLettersByReason());
            assertEquals(1, sent(Topics.DLQ).size());
            assertEquals(List.of("AAPL DIRECTORY 1"), events("AAPL"));
        }
    }

    @Test
    void shouldHaveEverythingAcknowledgedOnceDrained() throws Exception {
        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            source.add(0, packets.of(1, directory(13, "AAPL")), RECEIVED);
            assertTrue(handler.drain(LIMIT));
            assertEquals(List.of("AAPL DIRECTORY 1"), events("AAPL"));

            source.add(0, packets.of(2, delete(13, 1)), RECEIVED);
            assertTrue(handler.drain(LIMIT));
            assertEquals(List.of("AAPL DIRECTORY 1", "AAPL DELETE 2"), events("AAPL"));
            assertEquals(producer.history().size(), handler.counters().acknowledged());
            assertFalse(handler.awaitEnd(Duration.ZERO));
        }
    }

    @Test
    void shouldTakeInWhatIsAtHandWhenClosed() {
        for (int sequence = 1; sequence <= 500; sequence++) {
            source.add(0, packets.of(sequence, directory(sequence, "S" + sequence)), RECEIVED);
        }
        final FeedHandler handler = handler(Map.of("loop.packets-per-poll", "1", "batch.max-linger-micros", "1000000",
            "close.drain-millis", "60000"));
        handler.start();
        handler.close();

        assertEquals(500, handler.counters().events());
        assertEquals(500, sent(Topics.RAW_XNAS).size());
        assertTrue(handler.failure().isEmpty());
    }

    @Test
    void shouldStopWithTheReasonWhenARecordCannotBeDelivered() throws Exception {
        producer = new MockProducer<>(FeedFixture.cluster(), false, null, new ByteArraySerializer(),
            new ByteArraySerializer()) {
            @Override
            public synchronized void flush() {
                errorNext(new TimeoutException("broker is gone"));
            }
        };
        source.add(0, packets.of(1, directory(13, "AAPL")), RECEIVED).end();

        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            final PublishException seen = assertThrows(PublishException.class, () -> handler.awaitEnd(LIMIT));

            assertInstanceOf(TimeoutException.class, seen.getCause());
            assertTrue(handler.failure().isPresent());
            assertTrue(handler.counters().sendFailures() > 0);
        }
    }

    @Test
    void shouldReadNothingWhileTheProducersBufferIsFull() throws Exception {
        final CountDownLatch full = new CountDownLatch(1);
        final CountDownLatch room = new CountDownLatch(1);
        producer = new MockProducer<>(FeedFixture.cluster(), true, null, new ByteArraySerializer(),
            new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(final ProducerRecord<byte[], byte[]> record, final Callback callback) {
                full.countDown();
                try {
                    room.await();
                } catch (final InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.send(record, callback);
            }
        };
        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            source.add(0, packets.of(1, directory(13, "AAPL")), RECEIVED);
            full.await();
            for (int sequence = 2; sequence <= 100; sequence++) {
                source.add(0, packets.of(sequence, delete(13, sequence)), RECEIVED);
            }
            assertEquals(1, handler.counters().packets());
            assertFalse(handler.drain(Duration.ofMillis(5)));
            assertEquals(1, handler.counters().packets());

            room.countDown();
            assertTrue(handler.drain(LIMIT));
            assertEquals(100, handler.counters().packets());
            assertEquals(100, handler.counters().events());
            assertTrue(handler.counters().blockedNanos() >= 5_000_000, "blocked " + handler.counters().blockedNanos());
        }
    }

    @Test
    void shouldRefuseATopicThatIsNotThere() {
        producer = new MockProducer<>(Cluster.empty(), true, null, new ByteArraySerializer(),
            new ByteArraySerializer());

        final ConfigException seen = assertThrows(ConfigException.class, () -> handler(Map.of()));

        assertTrue(seen.getMessage().startsWith("topic.raw = 'market.itch.raw': expected a topic of 1 to 720"),
            seen.getMessage());
    }

    @Test
    void shouldExposeMetricsInBaseUnitsWithHelpAndWithoutSymbols() throws Exception {
        source.add(0, packets.of(1, directory(13, "AAPL"), delete(99, 1)), RECEIVED).end();
        try (FeedHandler handler = handler(Map.of())) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT));

            final String readme = Files.readString(Path.of("README.md"));
            final Map<String, Integer> dataPoints = new HashMap<>();
            handler.registry().scrape().forEach(metric -> {
                final String name = metric.getMetadata().getPrometheusName();
                assertFalse(metric.getMetadata().getHelp().isBlank(), name);
                assertTrue(readme.contains("`" + name + (metric instanceof CounterSnapshot ? "_total`" : "`")),
                    () -> "README.md lacks " + name);
                metric.getDataPoints().forEach(point -> point.getLabels().forEach(label ->
                    assertTrue(List.of("line", "reason").contains(label.getName()), label.getName())));
                dataPoints.put(metric.getMetadata().getPrometheusName(), metric.getDataPoints().size());
            });
            assertEquals(2, dataPoints.get("feedhandler_duplicates"));
            assertEquals(DeadLetterReason.values().length, dataPoints.get("feedhandler_dead_letters"));
            assertTrue(dataPoints.containsKey("feedhandler_blocked_seconds"), dataPoints.toString());
        }
    }

    private FeedHandler handler(final Map<String, String> settings) {
        final Map<String, String> written = new HashMap<>(settings);
        written.put("trading-date", "2020-01-30");
        return new FeedHandler(FeedHandlerConfig.of(written), source, 2, true, producer, null);
    }

    private byte[] directory(final int locate, final String symbol) {
        return bytes(new StockDirectoryEncoder().wrap(buffer, 0).stockLocate(locate).stock(symbol));
    }

    private byte[] add(final int locate, final String symbol, final long order) {
        return MoldPackets.bytes(buffer, new AddOrderEncoder().wrap(buffer, 0).stockLocate(locate).timestamp(2)
            .orderReferenceNumber(order).buySellIndicator('B').shares(100).stock(symbol).price(1_000_000));
    }

    private byte[] delete(final int locate, final long orderRef) {
        return bytes(new OrderDeleteEncoder().wrap(buffer, 0).stockLocate(locate).orderReferenceNumber(orderRef));
    }

    private byte[] bytes(final ItchEncoder<?> message) {
        assertTrue(message.length() >= OrderDelete.LENGTH);
        return MoldPackets.bytes(buffer, message);
    }

    private List<ProducerRecord<byte[], byte[]>> sent(final String topic) {
        return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private List<String> events(final String symbol) {
        final List<String> events = new ArrayList<>();
        for (final ProducerRecord<byte[], byte[]> record : sent(Topics.RAW_XNAS)) {
            final EventBatchReader batch = new EventBatchReader().wrap(record.value());
            while (batch.nextEvent()) {
                if (batch.symbol().equals(symbol)) {
                    events.add(batch.symbol() + " " + batch.kind() + " " + batch.sequence()
                        + (batch.kind().name().equals("GAP") ? " " + batch.value(0) + ".." + batch.value(1) : ""));
                }
            }
        }
        return events;
    }
}
