package io.depthstream.ingest.feed;

import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.NanoClock;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * The one way to Kafka for batches, references and dead letters.
 *
 * <p>Back-pressure: a send waits while the producer's buffer is full, and so the loop reads nothing meanwhile; waits
 * are counted. Failure: the first record the producer gives up on is kept, and {@link #requireHealthy} throws it on the
 * handler's thread. Records carry no timestamp of their own, so the broker's retention goes by when they were sent: a
 * replayed day of 2020 is not deleted on arrival.
 *
 * <p>{@link #send} from one thread; results arrive on the producer's. Allocates the record and what the producer does.
 */
final class RecordSender {
    /** A send that takes no longer has not waited for the buffer: it was the work of sending. */
    static final long BLOCKED_ABOVE_NANOS = 200_000;

    private final Producer<byte[], byte[]> producer;
    private final FeedHandlerCounters counters;
    private final NanoClock clock;
    private final AtomicReference<PublishException> failure = new AtomicReference<>();
    private final Callback onResult = this::onResult;

    RecordSender(final Producer<byte[], byte[]> producer, final FeedHandlerCounters counters, final NanoClock clock) {
        this.producer = producer;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Hands a record to the producer, waiting while its buffer is full.
     *
     * @param partition where it goes, or null to let the producer choose by key
     * @throws PublishException if the producer refuses it
     */
    void send(final String topic, final Integer partition, final byte[] key, final byte[] value) {
        final long before = clock.nanoTime();
        try {
            producer.send(new ProducerRecord<>(topic, partition, key, value), onResult);
        } catch (final KafkaException | IllegalStateException e) {
            fail(topic, e);
            throw failure.get();
        } finally {
            final long waited = clock.nanoTime() - before;
            if (waited > BLOCKED_ABOVE_NANOS) {
                counters.onBlocked(waited);
            }
        }
    }

    private void onResult(final RecordMetadata metadata, final Exception problem) {
        if (problem == null) {
            counters.onAcknowledged();
        } else {
            fail(metadata == null ? "a topic" : metadata.topic() + "-" + metadata.partition(), problem);
        }
    }

    private void fail(final String where, final Exception problem) {
        counters.onSendFailure();
        failure.compareAndSet(null, new PublishException("a record for " + where
            + " could not be delivered and the handler stops rather than leave a hole: " + problem
            + "; see that the broker is up and the topic exists, then start the handler again", problem));
    }

    /** Waits until everything sent is acknowledged or has failed. */
    void flush() {
        producer.flush();
    }

    /**
     * @throws PublishException if a record has been given up on
     */
    void requireHealthy() {
        final PublishException first = failure.get();
        if (first != null) {
            throw first;
        }
    }
}
