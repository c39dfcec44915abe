package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.Records;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * No bytes on the lines make the handler throw, hang, or lose count. Corpus in the test resources, run as a regression
 * by the normal build; {@code ./depthstream fuzz} searches for more.
 *
 * <p>Input is a row of chunks: a byte of choices, a byte of length, and so many bytes. Bit 0 chooses the line; bit 1
 * puts the bytes as a message into a sound packet of the running sequence, so that the search gets past the session;
 * bit 2 leaves out one sequence before it.
 */
class FeedHandlerFuzzTest {
    private static final int MAX_CHUNKS = 64;
    private static final int ON_LINE_B = 1;
    private static final int AS_MESSAGE = 2;
    private static final int AFTER_GAP = 4;

    private static final FeedHandlerConfig CONFIG = FeedHandlerConfig.of(Map.of(
        "trading-date", "2020-01-30",
        "arbiter.max-held-bytes", "65536",
        "arbiter.max-held-packets", "16",
        "batch.max-events-per-symbol", "8"));

    @FuzzTest(maxDuration = "30s")
    void shouldCountWhateverComes(final byte[] input) throws InterruptedException {
        final PacketList source = new PacketList();
        final int packets = fill(source, input);
        final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();
        try (FeedHandler handler = new FeedHandler(CONFIG, source, 2, true, producer, null)) {
            handler.start();
            assertTrue(handler.awaitEnd(Duration.ofSeconds(10)), () -> "still running: " + handler.counters());
            assertCounted(handler.counters(), producer, packets);
        }
    }

    private static int fill(final PacketList source, final byte[] input) {
        final MoldPackets sound = new MoldPackets("FUZZ");
        int at = 0;
        int packets = 0;
        long sequence = 1;
        while (at + 2 <= input.length && packets < MAX_CHUNKS) {
            final int choices = input[at];
            final int end = Math.min(input.length, at + 2 + (input[at + 1] & 0xFF));
            final byte[] bytes = Arrays.copyOfRange(input, at + 2, end);
            at = end;
            if ((choices & AFTER_GAP) != 0) {
                sequence++;
            }
            source.add(choices & ON_LINE_B, (choices & AS_MESSAGE) != 0 ? sound.of(sequence++, bytes) : bytes,
                FeedFixture.RECEIVED + packets);
            packets++;
        }
        source.end();
        return packets;
    }

    private static void assertCounted(
            final FeedHandlerCounters counters, final MockProducer<byte[], byte[]> producer, final int packets) {
        long eventsSent = 0;
        long batchesSent = 0;
        long lettersSent = 0;
        long referencesSent = 0;
        for (final ProducerRecord<byte[], byte[]> record : producer.history()) {
            switch (record.topic()) {
                case Topics.RAW_XNAS -> {
                    final EventBatchReader batch = new EventBatchReader().wrap(record.value());
                    batch.verify();
                    eventsSent += batch.eventCount();
                    batchesSent++;
                }
                case Topics.DLQ -> {
                    assertTrue(Records.decode(DeadLetter.class, record.value()).getMessage().length() > 0);
                    lettersSent++;
                }
                default -> referencesSent++;
            }
        }
        assertEquals(packets, counters.packets(), counters::toString);
        assertEquals(eventsSent, counters.events() + counters.gapEvents(), counters::toString);
        assertEquals(batchesSent, counters.batches(), counters::toString);
        assertEquals(lettersSent, counters.deadLetters(), counters::toString);
        assertEquals(referencesSent, counters.references(), counters::toString);
        assertEquals(counters.messages(), counters.events() + messagesParked(counters), counters::toString);
    }

    private static long messagesParked(final FeedHandlerCounters counters) {
        long parked = 0;
        for (final DeadLetterReason reason : DeadLetterReason.values()) {
            if (reason.compareTo(DeadLetterReason.MALFORMED_PACKET) > 0) {
                parked += counters.deadLetters(reason);
            }
        }
        return parked;
    }
}
