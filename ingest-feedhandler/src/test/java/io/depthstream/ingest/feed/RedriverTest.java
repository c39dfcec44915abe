package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.codec.Records;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedriverTest {
    private final MockProducer<byte[], byte[]> producer = FeedFixture.recordingProducer();

    @Test
    void shouldSendAMessageUnderItsOwnSequenceOnceItsSymbolIsKnown() {
        final DeadLetter letter = parkedDelete();

        assertEquals(Redriver.Outcome.SENT, redriver(List.of(reference("AAPL", FeedFixture.AAPL))).redrive(letter));

        final EventBatch batch = only(Topics.RAW_XNAS, EventBatch.class);
        assertEquals("AAPL", batch.getSymbol());
        assertEquals(letter.getSequence(), batch.getFirstSequence());
        assertEquals(letter.getFirstTimeNanos(), batch.getReceiveTimeNanos());
        assertEquals(EventKind.DELETE, batch.getEvents().get(0).getKind());
        assertEquals(4711, batch.getEvents().get(0).getOrderRef());
    }

    @Test
    void shouldParkAgainWithItsFirstTimeAndOneAttemptMoreWhatStillCannotBeUsed() {
        final DeadLetter letter = parkedDelete();

        assertEquals(Redriver.Outcome.PARKED_AGAIN, redriver(List.of()).redrive(letter));

        final DeadLetter again = only(Topics.DLQ, DeadLetter.class);
        assertEquals(2, again.getAttempts());
        assertEquals(letter.getFirstTimeNanos(), again.getFirstTimeNanos());
        assertEquals(letter.getBytes(), again.getBytes());
        assertEquals(letter.getSequence(), again.getSequence());
    }

    @Test
    void shouldPutARecordBackWhereItCameFrom() {
        final DeadLetter letter = parkedDelete();
        letter.setFormat(DeadLetters.FORMAT_RECORD);
        letter.setSource(Topics.RAW_XNAS);
        letter.setSymbol("AAPL");
        letter.setPartition(1);

        assertEquals(Redriver.Outcome.SENT, redriver(List.of()).redrive(letter));

        assertEquals(1, producer.history().size());
        assertEquals(1, producer.history().get(0).partition());
        assertEquals("AAPL", FeedFixture.key(producer.history().get(0)));
    }

    @ParameterizedTest
    @CsvSource({"market.itch.raw, 99", "market.itch.raw, -1", "market.nowhere, 0"})
    void shouldSayThatARecordWhosePlaceIsNotThereCannotBeSent(final String topic, final int partition) {
        final DeadLetter letter = parkedDelete();
        letter.setFormat(DeadLetters.FORMAT_RECORD);
        letter.setSource(topic);
        letter.setSymbol("AAPL");
        letter.setPartition(partition);

        assertEquals(Redriver.Outcome.NOT_SENDABLE, redriver(List.of()).redrive(letter));
        assertEquals(0, producer.history().size());
    }

    @Test
    void shouldSayThatAPacketWithoutMessagesCannotBeSent() {
        final DeadLetter letter = parkedDelete();
        letter.setFormat(DeadLetters.FORMAT_PACKET);

        assertEquals(Redriver.Outcome.NOT_SENDABLE, redriver(List.of()).redrive(letter));
        assertEquals(0, producer.history().size());
    }

    /** A message parked because its stock locate was unknown. */
    private static DeadLetter parkedDelete() {
        final FeedFixture fixture = new FeedFixture(FeedFixture.wide());
        fixture.sequence = 77;
        fixture.feed(new OrderDeleteEncoder().wrap(fixture.buffer, 0)
            .stockLocate(FeedFixture.AAPL).timestamp(1).orderReferenceNumber(4711));
        return fixture.deadLettersSent().get(0);
    }

    private static byte[] reference(final String symbol, final int locate) {
        return Records.encode(Reference.newBuilder().setVenue(FeedFixture.IDENTITY.venue()).setSymbol(symbol)
            .setLocate(locate).setTradingDate(FeedFixture.DAY.toString()).build());
    }

    private Redriver redriver(final List<byte[]> references) {
        final TopicPartition partition = new TopicPartition(Topics.REFERENCE, 0);
        final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
        final Node node = new Node(1, "127.0.0.1", 9092);
        consumer.updatePartitions(Topics.REFERENCE,
            List.of(new PartitionInfo(Topics.REFERENCE, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) references.size()));
        consumer.schedulePollTask(() -> {
            for (int i = 0; i < references.size(); i++) {
                consumer.addRecord(new ConsumerRecord<>(Topics.REFERENCE, 0, i, new byte[] {'k'}, references.get(i)));
            }
        });
        return new Redriver(FeedHandlerConfig.of(Map.of("publisher", "redrive", "trading-date", FeedFixture.DAY.toString())),
            producer, consumer);
    }

    private <T extends SpecificRecord> T only(final String topic, final Class<T> type) {
        final List<T> records = producer.history().stream().filter(record -> record.topic().equals(topic))
            .map(record -> Records.decode(type, record.value())).toList();
        assertEquals(1, records.size(), () -> topic + " holds " + records);
        return records.get(0);
    }
}
