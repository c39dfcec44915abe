package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RecordSenderTest {
    private static final byte[] BYTES = {1};

    private final AtomicLong now = new AtomicLong();
    private final FeedHandlerCounters counters = new FeedHandlerCounters();

    @Test
    void shouldCountTheTimeItWaitsForTheProducersBuffer() {
        final long wait = TimeUnit.MILLISECONDS.toNanos(7);
        final RecordSender sender = sender(new StubbornProducer(true, wait));

        sender.send("t", 0, BYTES, BYTES);
        sender.send("t", 0, BYTES, BYTES);

        assertEquals(2 * wait, counters.blockedNanos());
    }

    @Test
    void shouldNotCallTheWorkOfSendingBlocked() {
        final RecordSender sender = sender(new StubbornProducer(true, RecordSender.BLOCKED_ABOVE_NANOS));

        sender.send("t", 0, BYTES, BYTES);

        assertEquals(0, counters.blockedNanos());
    }

    @Test
    void shouldCountWhatTheBrokerAcknowledges() {
        final StubbornProducer producer = new StubbornProducer(false, 0);
        final RecordSender sender = sender(producer);
        sender.send("t", 0, BYTES, BYTES);
        sender.send("t", 0, BYTES, BYTES);
        assertEquals(0, counters.acknowledged());

        producer.completeNext();

        assertEquals(1, counters.acknowledged());
        sender.requireHealthy();
    }

    @Test
    void shouldKeepTheFirstRecordThatIsGivenUpOn() {
        final StubbornProducer producer = new StubbornProducer(false, 0);
        final RecordSender sender = sender(producer);
        sender.send("t", 0, BYTES, BYTES);
        sender.send("t", 0, BYTES, BYTES);
        final TimeoutException first = new TimeoutException("first");
        producer.errorNext(first);
        producer.errorNext(new TimeoutException("second"));

        final PublishException seen = assertThrows(PublishException.class, sender::requireHealthy);

        assertSame(first, seen.getCause());
        assertTrue(seen.getMessage().startsWith("a record for t-0 could not be delivered"), seen.getMessage());
        assertEquals(2, counters.sendFailures());
    }

    @Test
    void shouldFailAtOnceWhenTheProducerRefusesARecord() {
        final StubbornProducer producer = new StubbornProducer(true, 0);
        final RecordSender sender = sender(producer);
        producer.sendException = new TimeoutException("buffer full for 60 s");

        assertThrows(PublishException.class, () -> sender.send("t", 0, BYTES, BYTES));
        assertThrows(PublishException.class, sender::requireHealthy);
    }

    private RecordSender sender(final StubbornProducer producer) {
        return new RecordSender(producer, counters, now::get);
    }

    /** Takes its time, by the test's clock, over every record. */
    private final class StubbornProducer extends MockProducer<byte[], byte[]> {
        private final long nanosPerSend;

        StubbornProducer(final boolean autoComplete, final long nanosPerSend) {
            super(FeedFixture.cluster(), autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.nanosPerSend = nanosPerSend;
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                final ProducerRecord<byte[], byte[]> record, final Callback callback) {
            now.addAndGet(nanosPerSend);
            return super.send(record, callback);
        }
    }
}
