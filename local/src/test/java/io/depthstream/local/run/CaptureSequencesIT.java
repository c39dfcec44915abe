package io.depthstream.local.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.ingest.feed.FeedHandler;
import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.ingest.feed.KafkaClients;
import io.depthstream.ingest.feed.TradingDay;
import io.depthstream.ingest.packet.FilePacketSource;
import io.depthstream.ingest.packet.LineMap;
import io.depthstream.ingest.packet.PacketSources;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Reference;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Genuine MoldUDP64 captures by the way that {@code replay} takes them, onto the raw topic: every event under the session and
 * sequence that the venue gave it. The captures begin in mid-session, so the stock directory is put there first.
 */
class CaptureSequencesIT {
    private static final LocalDate DAY = LocalDate.of(2020, 1, 30);
    private static final TradingDay TRADING_DAY = TradingDay.of(DAY);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    @Timeout(180)
    void shouldKeepTheSequenceNumbersOfRealCaptures(@TempDir final Path folder) throws Exception {
        final Path captures = Path.of(System.getProperty("depthstream.data", "../shared/data"), "itch", "pcap");
        assumeTrue(Files.isDirectory(captures), "real captures not at " + captures + ": skipped");
        final Map<String, List<JsonNode>> byFile = messagesByFile(captures.resolve("decoded.jsonl"));
        assertEquals(8, byFile.size());
        final List<String> expected = new ArrayList<>();
        byFile.values().forEach(messages -> messages.forEach(message -> expected.add(message.get("session").asText().strip()
            + " " + message.get("seq").asLong() + " " + message.get("decoded").get("ts").asLong())));
        assertTrue(expected.size() > 40, () -> expected.size() + " messages");

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
            MarketTopics.create(kafka.bootstrapServers(), 1);
            final FeedHandlerConfig config = FeedHandlerConfig.of(
                Map.of("kafka.bootstrap", kafka.bootstrapServers(), "trading-date", DAY.toString()));
            publishDirectory(config, byFile);
            for (final String file : byFile.keySet()) {
                replay(config, captures.resolve("totalview-itch-5.0").resolve(file));
            }
            final List<String> gaps = new ArrayList<>();
            final List<String> events = published(kafka.bootstrapServers(), gaps);
            assertEquals(new TreeSet<>(expected), new TreeSet<>(events));
            assertEquals(expected.size(), events.size());
            assertTrue(gaps.contains("14764497..19009116"), () -> "the hole between the two packets of one capture: " + gaps);
        }
    }

    private static Map<String, List<JsonNode>> messagesByFile(final Path decoded) throws IOException {
        final Map<String, List<JsonNode>> byFile = new TreeMap<>();
        for (final String row : Files.readAllLines(decoded)) {
            final JsonNode message = new ObjectMapper().readTree(row);
            final String file = message.get("file").asText();
            byFile.computeIfAbsent(file.substring(file.lastIndexOf('/') + 1), name -> new ArrayList<>()).add(message);
        }
        return byFile;
    }

    private static void publishDirectory(final FeedHandlerConfig config, final Map<String, List<JsonNode>> byFile) {
        final Map<Integer, String> symbols = new TreeMap<>();
        byFile.values().forEach(messages -> messages.forEach(message -> {
            final JsonNode decoded = message.get("decoded");
            final int locate = decoded.get("locate").asInt();
            if (decoded.hasNonNull("stock")) {
                symbols.put(locate, decoded.get("stock").asText());
            } else {
                // The capture does not say whose it is.
                symbols.putIfAbsent(locate, "L" + locate);
            }
        }));
        try (Producer<byte[], byte[]> producer = KafkaClients.producer(config)) {
            symbols.forEach((locate, symbol) -> producer.send(new ProducerRecord<>(Topics.REFERENCE,
                symbol.getBytes(StandardCharsets.UTF_8), Records.encode(Reference.newBuilder().setVenue("XNAS")
                    .setSymbol(symbol).setLocate(locate).setTradingDate(DAY.toString()).build()))));
        }
    }

    private static void replay(final FeedHandlerConfig config, final Path capture) throws Exception {
        final FilePacketSource source = PacketSources.open(capture, LineMap.all(), TRADING_DAY.midnightEpochNanos());
        try (FeedHandler handler = new FeedHandler(config, source, 1, true, KafkaClients.producer(config),
                KafkaClients.referenceReader(config))) {
            handler.start();
            assertTrue(handler.awaitEnd(LIMIT), () -> capture + ": " + handler.counters());
            assertEquals(0, handler.counters().deadLetters(), () -> capture + ": " + handler.counters());
        }
    }

    private static List<String> published(final String bootstrapServers, final List<String> gaps) {
        final List<String> events = new ArrayList<>();
        final TopicPartition raw = new TopicPartition(Topics.RAW_XNAS, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(raw));
            consumer.seekToBeginning(List.of(raw));
            final long end = consumer.endOffsets(List.of(raw)).get(raw);
            while (consumer.position(raw) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> read(record.value(), events, gaps));
            }
        }
        return events;
    }

    private static void read(final byte[] value, final List<String> events, final List<String> gaps) {
        final EventBatchReader batch = new EventBatchReader().wrap(value);
        while (batch.nextEvent()) {
            if (batch.kind() == EventKind.GAP) {
                gaps.add(batch.value(0) + ".." + batch.value(1));
            } else {
                events.add(batch.session() + " " + batch.sequence() + " "
                    + (batch.eventTimeNanos() - TRADING_DAY.midnightEpochNanos()));
            }
        }
    }
}
