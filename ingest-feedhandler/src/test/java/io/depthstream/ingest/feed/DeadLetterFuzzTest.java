package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.MalformedRecordException;
import io.depthstream.schemas.codec.Records;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Assertions;

/**
 * Whatever lies on {@code market.dlq}, reading it says letter or malformed, and sending a letter back ends in one of the
 * three outcomes, with every letter accounted for. The input is a letter's Avro body; the header is put before it.
 */
class DeadLetterFuzzTest {
    private static final FeedHandlerConfig CONFIG = FeedHandlerConfig.of(
        Map.of("publisher", "redrive", "trading-date", FeedFixture.DAY.toString()));
    /** Marker and fingerprint of Avro's single-object encoding. */
    private static final int SINGLE_OBJECT_HEADER = 10;
    private static final byte[] HEADER = header();

    @FuzzTest(maxDuration = "60s")
    void shouldReadAnyLetterAndSendItBackOrSayWhyNot(final byte[] body) {
        final byte[] value = new byte[HEADER.length + body.length];
        System.arraycopy(HEADER, 0, value, 0, HEADER.length);
        System.arraycopy(body, 0, value, HEADER.length, body.length);
        final DeadLetter letter;
        try {
            letter = Records.decode(DeadLetter.class, value);
        } catch (final MalformedRecordException e) {
            assertTrue(e.offset() >= 0 && e.offset() <= value.length, e.getMessage());
            return;
        }
        final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();
        final Redriver redriver = new Redriver(CONFIG, producer, emptyDirectory());
        final Redriver.Outcome outcome = redriver.redrive(letter);
        switch (outcome) {
            case NOT_SENDABLE -> assertEquals(0, producer.history().size());
            case PARKED_AGAIN -> {
                final DeadLetter again = Records.decode(DeadLetter.class, only(producer, Topics.DLQ));
                assertEquals(letter.getBytes(), again.getBytes());
                assertEquals(letter.getFirstTimeNanos(), again.getFirstTimeNanos());
                assertEquals(Math.min(Integer.MAX_VALUE, letter.getAttempts() + 1L), again.getAttempts());
            }
            case SENT -> assertSent(letter, producer);
            default -> Assertions.fail("no such outcome: " + outcome);
        }
    }

    private static void assertSent(final DeadLetter letter, final MockProducer<byte[], byte[]> producer) {
        if (letter.getFormat().equals(DeadLetters.FORMAT_RECORD)) {
            assertEquals(letter.getBytes().remaining(), only(producer, letter.getSource()).length);
            return;
        }
        for (final ProducerRecord<byte[], byte[]> record : producer.history()) {
            if (record.topic().equals(Topics.RAW_XNAS)) {
                new EventBatchReader().wrap(record.value()).verify();
            }
        }
    }

    private static byte[] only(final MockProducer<byte[], byte[]> producer, final String topic) {
        final ProducerRecord<byte[], byte[]> last = producer.history().get(producer.history().size() - 1);
        assertEquals(topic, last.topic());
        return last.value();
    }

    private static byte[] header() {
        final byte[] blank = Records.encode(Records.blank(DeadLetter.class));
        return Arrays.copyOf(blank, SINGLE_OBJECT_HEADER);
    }

    private static MockConsumer<byte[], byte[]> emptyDirectory() {
        final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
        final TopicPartition partition = new TopicPartition(Topics.REFERENCE, 0);
        consumer.updatePartitions(Topics.REFERENCE,
            List.of(new PartitionInfo(Topics.REFERENCE, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 0L));
        return consumer;
    }
}
