package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.codec.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReferenceTopicTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.REFERENCE, 0);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final FeedFixture fixture = new FeedFixture(FeedFixture.wide());
    private final MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private long offset;

    @Test
    void shouldKnowTheDaysLocatesAfterReadingBack() {
        onTopic(reference("AAPL", 13, "2020-01-30", "XNAS"), reference("MSFT", 14, "2020-01-30", "XNAS"));

        fixture.references.readBack(consumer, LIMIT, System::nanoTime, fixture.deadLetters);

        assertEquals("AAPL", fixture.directory.symbolOf(13));
        assertEquals("MSFT", fixture.directory.symbolOf(14));
        assertEquals(2, fixture.counters.referencesRestored());
    }

    @Test
    void shouldReadBackWhatItPublishedItself() {
        final FeedFixture before = new FeedFixture(FeedFixture.wide());
        before.feed(before.directoryEntry(200, "ZVZZT"));
        before.feed(before.directoryEntry(201, "ZWZZT"));
        onTopic(before.sent(Topics.REFERENCE).stream().map(record -> record.value()).toArray(byte[][]::new));

        fixture.references.readBack(consumer, LIMIT, System::nanoTime, fixture.deadLetters);

        assertEquals("ZVZZT", fixture.directory.symbolOf(200));
        assertEquals("ZWZZT", fixture.directory.symbolOf(201));
    }

    @Test
    void shouldPassOverOtherDaysAndVenues() {
        onTopic(reference("AAPL", 13, "2020-01-29", "XNAS"), reference("MSFT", 14, "2020-01-30", "XBOS"));

        fixture.references.readBack(consumer, LIMIT, System::nanoTime, fixture.deadLetters);

        assertNull(fixture.directory.symbolOf(13));
        assertNull(fixture.directory.symbolOf(14));
        assertEquals(2, fixture.counters.referencesStale());
        assertEquals(0, fixture.counters.deadLetters());
    }

    @Test
    void shouldParkWhatItCannotReadAndGoOn() {
        onTopic(new byte[] {1, 2, 3}, null, reference("AAPL", 70_000, "2020-01-30", "XNAS"),
            reference("AAPL", 13, "2020-01-30", "XNAS"));

        fixture.references.readBack(consumer, LIMIT, System::nanoTime, fixture.deadLetters);

        assertEquals("AAPL", fixture.directory.symbolOf(13));
        assertEquals(Map.of(DeadLetterReason.BAD_REFERENCE, 2L), fixture.counters.deadLettersByReason());
        final DeadLetter letter = fixture.deadLettersSent().get(0);
        assertEquals(Topics.REFERENCE, letter.getSource());
        assertEquals("topic-record", letter.getFormat());
        assertEquals(0, letter.getPartition());
        assertEquals(0, letter.getOffset());
        assertEquals(3, letter.getBytes().remaining());
    }

    @Test
    void shouldBeginWithNothingOnAnEmptyTopic() {
        onTopic();

        fixture.references.readBack(consumer, LIMIT, System::nanoTime, fixture.deadLetters);

        assertEquals(1, fixture.directory.size());
    }

    @Test
    void shouldRefuseToStartWhenTheEndIsNotReachedInTime() {
        onTopic(reference("AAPL", 13, "2020-01-30", "XNAS"));
        consumer.updateEndOffsets(Map.of(PARTITION, 99L));
        final AtomicLong clock = new AtomicLong();

        final IllegalStateException seen = assertThrows(IllegalStateException.class, () -> fixture.references
            .readBack(consumer, LIMIT, () -> clock.addAndGet(TimeUnit.SECONDS.toNanos(1)), fixture.deadLetters));

        assertTrue(seen.getMessage().contains("could not be read to its end in 5 s"), seen.getMessage());
    }

    private void onTopic(final byte[]... values) {
        final Node node = new Node(1, "127.0.0.1", 9092);
        consumer.updatePartitions(Topics.REFERENCE,
            List.of(new PartitionInfo(Topics.REFERENCE, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) values.length));
        consumer.schedulePollTask(() -> {
            for (final byte[] value : values) {
                consumer.addRecord(new ConsumerRecord<>(Topics.REFERENCE, 0, offset++, new byte[] {'k'}, value));
            }
        });
    }

    private static byte[] reference(final String symbol, final int locate, final String date, final String venue) {
        return Records.encode(Reference.newBuilder().setVenue(venue).setSymbol(symbol).setLocate(locate)
            .setTradingDate(date).build());
    }
}
