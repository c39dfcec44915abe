package io.depthstream.chaos;

import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.KafkaClients;
import io.depthstream.ingest.feed.TradingDay;
import io.depthstream.ingest.packet.LineMap;
import io.depthstream.ingest.packet.PacketSources;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.SimulatorFile;
import io.depthstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A simulated day on a raw topic, and the same records on another broker: two runs then have the very same input.
 *
 * @param records of the raw topic, in order within a partition
 * @param events  venue events in them
 */
record RawDay(List<ConsumerRecord<byte[], byte[]>> records, long events) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Small batches, as at a low rate: more records to lose. */
    private static final String PENDING_EVENTS = "128";

    /** Publishes a day by the real feed handler, and reads what it published. */
    static RawDay publish(final SimulationConfig day, final Path folder, final String bootstrapServers)
            throws IOException, InterruptedException {
        final Path file = folder.resolve("day.itch");
        SimulatorFile.write(day, file);
        final FeedHandlerConfig config = FeedHandlerConfig.of(Map.of(
            "kafka.bootstrap", bootstrapServers, "trading-date", day.tradingDate().toString(),
            "reference.read-back", "false", "batch.max-pending-events", PENDING_EVENTS));
        final long midnight = TradingDay.of(day.tradingDate()).midnightEpochNanos();
        try (FeedHandler handler = new FeedHandler(config, PacketSources.open(file, LineMap.all(), midnight), 1, true,
                KafkaClients.producer(config), null);
                TopicReader reader = new TopicReader(bootstrapServers, false)) {
            handler.start();
            if (!handler.awaitEnd(LIMIT) || handler.counters().messages() != day.messages()) {
                throw new IllegalStateException("the day was not published in " + LIMIT + ": " + handler.counters());
            }
            return new RawDay(reader.records(Topics.RAW_XNAS), handler.counters().events());
        }
    }

    /** Puts the same records on another broker's raw topic: same partitions, keys, values and times. */
    void copyTo(final String bootstrapServers) {
        copyTo(bootstrapServers, 0, records.size(), Duration.ZERO);
    }

    /** Puts some of them there, evenly over a time. */
    void copyTo(final String bootstrapServers, final int from, final int to, final Duration over) {
        final long begin = System.nanoTime();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5"),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                final ConsumerRecord<byte[], byte[]> record = records.get(i);
                producer.send(new ProducerRecord<>(
                    record.topic(), record.partition(), record.timestamp(), record.key(), record.value()));
                final long due = begin + (long) ((double) over.toNanos() * (i - from + 1) / (to - from));
                while (due - System.nanoTime() > 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
            producer.flush();
        }
    }
}
