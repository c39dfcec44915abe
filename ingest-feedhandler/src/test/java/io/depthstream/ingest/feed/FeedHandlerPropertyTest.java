package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.RandomMessages.Given;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.codec.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Whatever valid messages go in, however packed, doubled and limited, come out as events, per symbol and in order. */
class FeedHandlerPropertyTest {
    private static final int MESSAGES = 600;

    private record Placed(long sequence, long timeNanos, EventValue event) {
    }

    @Property(tries = 60)
    void shouldGiveOutWhatWentInPerSymbolAndInOrder(@ForAll final long seed) throws InterruptedException {
        final List<Given> given = RandomMessages.of(seed, MESSAGES);
        final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();
        final Random random = new Random(~seed);
        final Map<String, String> settings = Map.of(
            "trading-date", "2020-01-30",
            "batch.max-events-per-symbol", String.valueOf(1 + random.nextInt(40)),
            "batch.max-bytes-per-symbol", String.valueOf(256 + random.nextInt(4096)),
            "batch.max-pending-events", String.valueOf(1 + random.nextInt(500)),
            "batch.max-linger-micros", String.valueOf(random.nextInt(2) * 1000),
            "loop.packets-per-poll", String.valueOf(1 + random.nextInt(8)));

        try (FeedHandler handler = new FeedHandler(FeedHandlerConfig.of(settings), lines(given, random), 2, true,
            producer, null)) {
            handler.start();
            assertTrue(handler.awaitEnd(Duration.ofSeconds(30)), () -> "seed " + seed + ": " + handler.counters());

            assertEquals(given.size(), handler.counters().events(), () -> "seed " + seed + ": " + handler.counters());
            assertEquals(0, handler.counters().deadLetters());
            assertEquals(0, handler.counters().gaps());
        }
        assertEquals(expected(given), published(producer, seed), "seed " + seed);
    }

    /** Both lines bring every message, packed differently, one line somewhat behind the other. */
    private static PacketList lines(final List<Given> given, final Random random) {
        final MoldPackets packets = new MoldPackets("PROPERTY");
        final List<byte[]> a = packed(given, packets, random);
        final List<byte[]> b = packed(given, packets, random);
        final PacketList source = new PacketList();
        int fromA = 0;
        int fromB = 0;
        while (fromA < a.size() || fromB < b.size()) {
            if (fromB == b.size() || fromA < a.size() && random.nextInt(3) > 0) {
                source.add(0, a.get(fromA++), FeedFixture.RECEIVED);
            } else {
                source.add(1, b.get(fromB++), FeedFixture.RECEIVED);
            }
        }
        return source.end();
    }

    private static List<byte[]> packed(final List<Given> given, final MoldPackets packets, final Random random) {
        final List<byte[]> packed = new ArrayList<>();
        for (int from = 0; from < given.size();) {
            final int to = Math.min(given.size(), from + 1 + random.nextInt(30));
            packed.add(packets.of(from + 1, given.subList(from, to).stream().map(Given::bytes).toList()));
            from = to;
        }
        return packed;
    }

    /** Each message under its symbol, a breach of the circuit breaker under every one: the directory comes first. */
    private static Map<String, List<Placed>> expected(final List<Given> given) {
        final Map<String, List<Placed>> bySymbol = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            final Given message = given.get(i);
            final Placed placed = new Placed(i + 1, FeedFixture.DAY.epochNanos(message.stamp()), message.event());
            bySymbol.computeIfAbsent(message.symbol(), s -> new ArrayList<>());
            bySymbol.forEach((symbol, events) -> {
                if (symbol.equals(message.symbol()) || message.event().kind() == EventKind.MWCB_BREACH) {
                    events.add(placed);
                }
            });
        }
        return bySymbol;
    }

    private static Map<String, List<Placed>> published(final MockProducer<byte[], byte[]> producer, final long seed) {
        final Map<String, List<Placed>> bySymbol = new HashMap<>();
        final Map<String, Long> lastSequences = new HashMap<>();
        for (final ProducerRecord<byte[], byte[]> record : producer.history()) {
            if (!record.topic().equals(Topics.RAW_XNAS)) {
                continue;
            }
            final EventBatch batch = Records.decode(EventBatch.class, record.value());
            final String symbol = batch.getSymbol();
            assertEquals(symbol, FeedFixture.key(record));
            assertEquals(lastSequences.getOrDefault(symbol, 0L), batch.getPreviousSequence(),
                () -> "seed " + seed + ": chain of " + symbol);
            for (final Event event : batch.getEvents()) {
                bySymbol.computeIfAbsent(symbol, s -> new ArrayList<>()).add(new Placed(
                    batch.getFirstSequence() + event.getSequenceOffset(),
                    batch.getVenueTimeNanos() + event.getTimeOffsetNanos(), EventValue.of(event)));
            }
            lastSequences.put(symbol, batch.getLastSequence());
        }
        return bySymbol;
    }
}
