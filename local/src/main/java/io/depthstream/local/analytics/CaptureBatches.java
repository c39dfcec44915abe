package io.depthstream.local.analytics;

import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.TradingDay;
import io.depthstream.ingest.packet.LineMap;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PacketSources;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the feed handler makes of a capture: its batches, kept in memory instead of sent to Kafka. */
public final class CaptureBatches {

    /** Most batches kept: a capture of more is refused. */
    public static final int MOST_BATCHES = 20_000_000;

    private static final Duration LIMIT = Duration.ofHours(1);

    /**
     * A capture is read much faster than it was recorded. What a handler may hold back by the clock would be seconds of it, other
     * seconds each time, and symbols would be late to each other.
     */
    private static final String SENT_AFTER_EACH_POLL = "0";

    private CaptureBatches() {}

    /**
     * Reads a capture to its end. The same capture gives the same batches.
     *
     * @throws IOException           when it can't be read
     * @throws IllegalStateException when it has too many batches, or isn't read within an hour
     */
    public static List<RawBatch> read(final Path file, final LocalDate day) throws IOException, InterruptedException {
        final PacketSource source =
            PacketSources.open(file, LineMap.all(), TradingDay.of(day).midnightEpochNanos());
        final Kept kept = new Kept();
        final FeedHandlerConfig config = FeedHandlerConfig.of(Map.of(
            "trading-date", day.toString(), "batch.max-linger-micros", SENT_AFTER_EACH_POLL));
        try (FeedHandler handler = new FeedHandler(config, source, 1, true, kept, null)) {
            handler.start();
            if (!handler.awaitEnd(LIMIT)) {
                throw new IllegalStateException("capture " + file + " was not read within " + LIMIT + ": cut it");
            }
        }
        return kept.batches;
    }

    /** A producer that keeps the raw topic's records and forgets the others. */
    private static final class Kept extends MockProducer<byte[], byte[]> {
        private final List<RawBatch> batches = new ArrayList<>();

        Kept() {
            super(cluster(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        private static Cluster cluster() {
            final Node node = new Node(0, "offline", 9092);
            return new Cluster("offline", List.of(node),
                List.of(new PartitionInfo(Topics.RAW_XNAS, 0, node, new Node[] {node}, new Node[] {node})),
                Set.of(), Set.of());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                final ProducerRecord<byte[], byte[]> record, final Callback callback) {
            if (record.topic().equals(Topics.RAW_XNAS)) {
                if (batches.size() == MOST_BATCHES) {
                    throw new IllegalStateException(
                        "the capture has more than " + MOST_BATCHES + " batches, which are kept in memory: cut it");
                }
                batches.add(new RawBatch(new String(record.key(), StandardCharsets.UTF_8), record.value(),
                    record.topic(), 0, batches.size()));
            }
            final Future<RecordMetadata> sent = super.send(record, callback);
            clear();
            return sent;
        }
    }
}
