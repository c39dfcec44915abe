package io.depthstream.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.benchmarks.comparison.avro.BookSnapshot;
import io.depthstream.benchmarks.pipeline.EventTopicLoader;
import io.depthstream.benchmarks.pipeline.JobComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.stack.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonJobIT {
    private static final int LEVELS = 10;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final SimulationConfig DAY = SimulationConfig.compressedDay(3, 2, 5_000);

    @TempDir
    private Path folder;

    @Test
    void shouldEndWithTheTrueBestLevelsOfEverySymbol() throws Exception {
        final Map<String, BookSnapshot> last;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            EventTopicLoader.createTopics(kafka.bootstrapServers(), 1);
            EventTopicLoader.load(DAY, DAY.messages(), kafka.bootstrapServers());
            new JobComparison(kafka.bootstrapServers(), folder.resolve("checkpoints"), 1, "rocksdb", 200, "none", LIMIT)
                .theirs(DAY.messages(), 100);
            last = lastSnapshots(kafka.bootstrapServers());
        }

        final Map<String, BookDepth> truth = TruthBooks.ofSimulation(DAY, DAY.messages()).depths();
        assertTrue(last.size() > 10, "only " + last.size() + " symbols were written");
        truth.forEach((symbol, depth) -> {
            final BookSnapshot snapshot = last.get(symbol);
            assertEquals(snapshot == null ? List.of() : side(
                snapshot.getBidPricesE4(), snapshot.getBidShares(), snapshot.getBidOrders()), best(depth.bids()), symbol);
            assertEquals(snapshot == null ? List.of() : side(
                snapshot.getAskPricesE4(), snapshot.getAskShares(), snapshot.getAskOrders()), best(depth.asks()), symbol);
        });
    }

    private static List<BookDepth.Level> best(final List<BookDepth.Level> side) {
        return side.subList(0, Math.min(LEVELS, side.size()));
    }

    private static List<BookDepth.Level> side(
            final List<Long> prices, final List<Long> shares, final List<Long> orders) {
        final List<BookDepth.Level> side = new ArrayList<>();
        for (int i = 0; i < prices.size(); i++) {
            side.add(new BookDepth.Level(prices.get(i), shares.get(i), orders.get(i).intValue()));
        }
        return side;
    }

    private static Map<String, BookSnapshot> lastSnapshots(final String bootstrapServers) throws IOException {
        final SpecificDatumReader<BookSnapshot> reader = new SpecificDatumReader<>(BookSnapshot.class);
        final Map<String, BookSnapshot> last = new HashMap<>();
        final TopicPartition partition = new TopicPartition(ComparisonJob.OUTPUT_TOPIC, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            final long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (final ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    final BookSnapshot snapshot =
                        reader.read(null, DecoderFactory.get().binaryDecoder(record.value(), null));
                    last.put(snapshot.getSymbol(), snapshot);
                }
            }
        }
        return last;
    }
}
