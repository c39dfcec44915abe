package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.codec.Records;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Parks on {@code market.dlq} by an idempotent producer of its own.
 *
 * <p>The time in a letter is the record's own, so that a record parked again after a failure gives the same letter.
 */
public final class KafkaDeadLetters implements DeadLetters {

    /** What the bytes of a letter are, so that they can be sent back. */
    private static final String FORMAT = "topic-record";
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final byte[] NO_SYMBOL_KEY = Topics.MARKET_WIDE_SYMBOL.getBytes(StandardCharsets.UTF_8);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String publisher;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * Connects.
     *
     * @param bootstrap brokers
     * @param publisher name of the job in its letters
     */
    public KafkaDeadLetters(final String bootstrap, final String publisher) {
        this.publisher = publisher;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                        ProducerConfig.CLIENT_ID_CONFIG, publisher + "-dead-letters",
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void park(final RawBatch record, final String reason, final String message) {
        final long time = Math.max(0, record.timestampMillis()) * NANOS_PER_MILLI;
        final DeadLetter letter = Records.blank(DeadLetter.class);
        letter.setSymbol(record.symbol());
        letter.setSource(record.topic());
        letter.setPublisher(publisher);
        letter.setFormat(FORMAT);
        letter.setPartition(record.partition());
        letter.setOffset(record.offset());
        letter.setReason(reason);
        letter.setMessage(message);
        letter.setFirstTimeNanos(time);
        letter.setLastTimeNanos(time);
        letter.setBytes(record.value() == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(record.value()));
        final byte[] key = record.symbol().isEmpty() ? NO_SYMBOL_KEY : record.symbol().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(Topics.DLQ, key, Records.encode(letter)), (kept, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    @Override
    public void flush() throws IOException {
        try {
            producer.flush();
        } catch (final KafkaException failed) {
            throw new IOException("dead letters were not kept on " + Topics.DLQ + ": " + failed.getMessage(), failed);
        }
        final Exception failed = failure.getAndSet(null);
        if (failed != null) {
            throw new IOException("a dead letter was not kept on " + Topics.DLQ + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
