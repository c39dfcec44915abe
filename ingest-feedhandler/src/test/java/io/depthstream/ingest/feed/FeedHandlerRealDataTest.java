package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.codec.EventBatchReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Ten thousand real messages: the counts are those that three other decoders gave. */
class FeedHandlerRealDataTest {
    private static final int MESSAGES_A_PACKET = 23;

    @Test
    void shouldMakeTenThousandEventsOfTenThousandRealMessages() throws Exception {
        final List<byte[]> messages = messages(realData("itch/aapl10k.bin"));
        assertEquals(10_000, messages.size());
        final MoldPackets packets = new MoldPackets("AAPL10K");
        final PacketList source = new PacketList();
        for (int from = 0; from < messages.size(); from += MESSAGES_A_PACKET) {
            final byte[] packet = packets.of(from + 1,
                messages.subList(from, Math.min(messages.size(), from + MESSAGES_A_PACKET)));
            source.add(0, packet, FeedFixture.RECEIVED).add(1, packet, FeedFixture.RECEIVED);
        }
        source.add(0, packets.endOfSession(messages.size() + 1), FeedFixture.RECEIVED).end();
        final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();

        try (FeedHandler handler = new FeedHandler(FeedHandlerConfig.of(Map.of("trading-date", "2020-01-30")), source, 2,
            true, producer, null)) {
            handler.start();
            assertTrue(handler.awaitEnd(Duration.ofSeconds(30)));

            assertEquals(10_000, handler.counters().events(), handler.counters()::toString);
            assertEquals(10_000, handler.counters().duplicates());
            assertEquals(0, handler.counters().deadLetters(), handler.counters()::toString);
            assertEquals(0, handler.counters().gaps());
            assertEquals(1, handler.counters().references());
        }
        assertEquals(Map.of(EventKind.ADD, 4760, EventKind.DELETE, 4083, EventKind.EXECUTE, 849, EventKind.TRADE, 240,
            EventKind.PARTICIPANT_POSITION, 52, EventKind.REPLACE, 7, EventKind.CANCEL, 6, EventKind.DIRECTORY, 1,
            EventKind.TRADING_ACTION, 1, EventKind.REG_SHO, 1), kinds(producer));
    }

    private static Map<EventKind, Integer> kinds(final MockProducer<byte[], byte[]> producer) {
        final Map<EventKind, Integer> kinds = new EnumMap<>(EventKind.class);
        final EventBatchReader batch = new EventBatchReader();
        long sequence = 0;
        for (final ProducerRecord<byte[], byte[]> record : producer.history()) {
            if (record.topic().equals(Topics.RAW_XNAS)) {
                batch.wrap(record.value());
                assertEquals("AAPL", batch.symbol());
                while (batch.nextEvent()) {
                    assertEquals(++sequence, batch.sequence());
                    kinds.merge(batch.kind(), 1, Integer::sum);
                }
            }
        }
        return kinds;
    }

    private static List<byte[]> messages(final Path file) throws IOException {
        final List<byte[]> messages = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            while (in.available() > 0) {
                final byte[] message = new byte[in.readUnsignedShort()];
                in.readFully(message);
                messages.add(message);
            }
        }
        return messages;
    }

    private static Path realData(final String name) {
        final Path file = Path.of(System.getProperty("depthstream.data", "../shared/data"), name);
        if (!Files.isRegularFile(file)) {
            Assumptions.abort("real data not at " + file + ": skipped");
        }
        return file;
    }
}
