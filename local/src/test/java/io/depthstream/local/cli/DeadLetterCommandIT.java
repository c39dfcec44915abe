package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import io.depthstream.local.stack.StackFile;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.codec.Records;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dead-letter commands against a real broker, on a topic that also holds what nobody should have put there. */
class DeadLetterCommandIT {
    private static final String DAY = "2020-01-30";
    private static final int LOCATE = 13;

    @Test
    @Timeout(180)
    void shouldListAndRedriveWhatIsSoundAndSayOfTheRestThatItIsNot(@TempDir final Path folder) {
        final Path stackFile = folder.resolve("stack.properties");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            MarketTopics.create(kafka.bootstrapServers(), 1);
            new StackFile(kafka.bootstrapServers(), "redis://127.0.0.1:1", "http://127.0.0.1:1", ProcessHandle.current().pid(), Map.of())
                .write(stackFile);
            final DeadLetter otherDay = letter();
            otherDay.setTradingDate("the day before yesterday");
            final DeadLetter nowhere = letter();
            nowhere.setFormat("topic-record");
            nowhere.setSource(Topics.RAW_XNAS);
            nowhere.setPartition(99);
            nowhere.setSymbol("AAPL");
            publish(kafka.bootstrapServers(), null, "no letter".getBytes(StandardCharsets.UTF_8),
                Records.encode(otherDay), Records.encode(nowhere), Records.encode(letter()));

            final Commands list = new Commands();
            assertEquals(0, list.run("dlq", "list", "--stack", stackFile.toString()), list::error);
            assertTrue(list.out().contains("0:0 is not a dead letter record"), list::out);
            assertTrue(list.out().contains("0:1 is not a dead letter record"), list::out);
            assertTrue(list.out().contains("5 dead letters"), list::out);

            final Commands show = new Commands();
            assertEquals(0, show.run("dlq", "show", "0:4", "--stack", stackFile.toString()), show::error);
            assertTrue(show.out().contains("session 0000000001, sequence 77"), show::out);

            final Commands redrive = new Commands();
            assertEquals(1, redrive.run("dlq", "redrive", "--all", "--stack", stackFile.toString()), redrive::error);
            assertTrue(redrive.out().matches("(?s).*sent +1\\R.*"), redrive::out);
            assertTrue(redrive.out().matches("(?s).*not-sendable +2\\R.*"), redrive::out);
        }
    }

    /** A message that was parked because nobody knew its locate; now the directory does. */
    private static DeadLetter letter() {
        final UnsafeBuffer message = new UnsafeBuffer(new byte[19]);
        new OrderDeleteEncoder().wrap(message, 0).stockLocate(LOCATE).timestamp(1).orderReferenceNumber(4711);
        final DeadLetter letter = Records.blank(DeadLetter.class);
        letter.setVenue("XNAS");
        letter.setSession("0000000001");
        letter.setSequence(77);
        letter.setFormat("itch-message");
        letter.setReason("unknown-locate");
        letter.setTradingDate(DAY);
        letter.setBytes(ByteBuffer.wrap(message.byteArray()));
        return letter;
    }

    private static void publish(final String bootstrapServers, final byte[]... values) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            final byte[] key = "AAPL".getBytes(StandardCharsets.UTF_8);
            for (final byte[] value : values) {
                producer.send(new ProducerRecord<>(Topics.DLQ, 0, key, value));
            }
            producer.send(new ProducerRecord<>(Topics.REFERENCE, key, Records.encode(Reference.newBuilder()
                .setVenue("XNAS").setSymbol("AAPL").setLocate(LOCATE).setTradingDate(DAY).build())));
        }
    }
}
