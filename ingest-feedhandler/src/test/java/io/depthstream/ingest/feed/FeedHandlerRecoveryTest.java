package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.RandomMessages.Given;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.ingest.session.RetransmitCounter;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.avro.EventKind;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both lines and re-request servers over real datagrams on loopback. */
@Timeout(60)
class FeedHandlerRecoveryTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SESSION = "UDP";
    private static final int MESSAGES = 400;

    private final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();
    private final List<Given> given = RandomMessages.of(20200130, MESSAGES);
    private final List<byte[]> messages = given.stream().map(Given::bytes).toList();

    @Test
    void shouldRecoverWhatBothLinesLost() throws Exception {
        try (RerequestServer server = new RerequestServer(SESSION, messages, false);
                FeedHandler handler = play(server.address(), i -> i % 10 == 7 || i > 200 && i < 290)) {
            final FeedHandlerCounters counters = handler.counters();
            assertEquals(MESSAGES, counters.messages());
            assertEquals(0, counters.gaps());
            assertEquals(MESSAGES, counters.highestSequence());
            assertTrue(counters.recoveredMessages() >= 89, counters::toString);
            assertTrue(counters.recoveryRequests() > 0 && counters.recoveries() > 0);
            assertEquals(0, counters.recoveryFailedRanges());
            assertTrue(counters.recoveryMicros(50) >= 1_000, "not asked for before it has settled");
            assertTrue(counters.recoveryMicros(50) <= counters.recoveryMicros(99));
            assertTrue(counters.recoveryMicros(99) <= counters.recoveryMicros(100));
        }
    }

    @Test
    void shouldDeclareOneGapWithItsBoundsWhenTheServerSaysNothing() throws Exception {
        try (RerequestServer server = new RerequestServer(SESSION, messages, true);
                FeedHandler handler = play(server.address(), i -> i >= 200 && i < 230)) {
            final FeedHandlerCounters counters = handler.counters();
            assertEquals(MESSAGES - 30, counters.messages());
            assertEquals(1, counters.gaps());
            assertEquals(30, counters.missedMessages());
            assertEquals(1, counters.recoveryFailedRanges());
            assertEquals(30, counters.recovery(RetransmitCounter.GIVEN_UP));
            assertEquals(Set.of("201..230"), gaps());
        }
    }

    @Test
    void shouldTurnToAnotherServerWhenTheFirstSaysNothing() throws Exception {
        try (RerequestServer silent = new RerequestServer(SESSION, messages, true);
                RerequestServer server = new RerequestServer(SESSION, messages, false);
                FeedHandler handler = play(silent.address() + "," + server.address(), i -> i == 300)) {
            assertEquals(MESSAGES, handler.counters().messages());
            assertEquals(0, handler.counters().gaps());
            assertEquals(1, handler.counters().recoveredMessages());
            assertTrue(silent.requests.get() > 0);
            assertTrue(server.requests.get() > 0);
        }
    }

    @Test
    void shouldGiveUpAtTheDeadlineThoughRetriesAreLeft() throws Exception {
        final Map<String, String> patient = Map.of("recovery.retries", "1000", "recovery.deadline-micros", "30000");
        try (RerequestServer server = new RerequestServer(SESSION, messages, true);
                FeedHandler handler = play(server.address(), i -> i == 300, patient)) {
            assertEquals(Set.of("301..301"), gaps());
            assertTrue(handler.counters().recovery(RetransmitCounter.TIMEOUTS) < 10);
        }
    }

    @Test
    void shouldRefuseServersThatCannotBeAsked() {
        final Map<String, String> file = Map.of("source.kind", "file", "source.file", "x", "recovery.servers", "a:1");
        assertThrows(ConfigException.class, () -> FeedHandlerConfig.of(file));
        for (final String wrong : List.of("a", "a:0", "a:b", ":1", "a:1,", "::1:1", "1:1,2:2,3:3,4:4,5:5,6:6,7:7,8:8,9:9")) {
            assertThrows(ConfigException.class, () -> FeedHandlerConfig.of(Map.of("recovery.servers", wrong)), wrong);
        }
        assertEquals(1, HostPort.parse("[::1]:1").getPort());
    }

    private FeedHandler play(final String servers, final IntPredicate lost) throws Exception {
        return play(servers, lost, Map.of());
    }

    /** Sends every message but the lost ones on both lines, and waits until the last is through. */
    private FeedHandler play(final String servers, final IntPredicate lost, final Map<String, String> more)
            throws Exception {
        final Map<String, String> values = new HashMap<>(Map.of("trading-date", "2020-01-30",
            "source.lines", "127.0.0.1:0,127.0.0.1:0", "recovery.servers", servers, "recovery.retries", "3"));
        values.putAll(more);
        final FeedHandlerConfig config = FeedHandlerConfig.of(values);
        final ConfiguredSource source = ConfiguredSource.open(config, FeedFixture.DAY);
        final NioPacketSource sockets = (NioPacketSource) source.packets();
        final FeedHandler handler = new FeedHandler(config, sockets, source.lines(), false, producer, null);
        handler.start();
        try (DatagramSocket sender = new DatagramSocket()) {
            final MoldPackets packets = new MoldPackets(SESSION);
            for (int i = 0; i < MESSAGES; i++) {
                final byte[] packet = packets.of(i + 1, messages.get(i));
                for (int line = 0; line < 2 && !lost.test(i); line++) {
                    sender.send(new DatagramPacket(packet, packet.length, sockets.localAddress(line)));
                }
            }
        }
        final FeedHandlerCounters counters = handler.counters();
        final long deadline = System.nanoTime() + LIMIT.toNanos();
        while (counters.messages() + counters.missedMessages() < MESSAGES && System.nanoTime() < deadline) {
            assertTrue(handler.drain(LIMIT));
        }
        assertTrue(handler.drain(LIMIT));
        return handler;
    }

    private Set<String> gaps() {
        final Set<String> gaps = new HashSet<>();
        final EventBatchReader reader = new EventBatchReader();
        producer.history().stream().filter(sent -> sent.topic().equals(Topics.RAW_XNAS)).forEach(sent -> {
            reader.wrap(sent.value(), 0, sent.value().length);
            final List<String> seen = new ArrayList<>();
            while (reader.nextEvent()) {
                if (reader.kind() == EventKind.GAP) {
                    assertEquals(reader.value(1), reader.sequence());
                    seen.add(reader.value(0) + ".." + reader.value(1));
                }
            }
            gaps.addAll(seen);
        });
        return gaps;
    }
}
