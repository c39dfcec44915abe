package io.depthstream.local.analytics;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.SimulatorFile;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.codec.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Two simulated days of the same three symbols, as the feed handler's batches, each in a session of its own. */
final class TwoDays {
    static final String FIRST = "DAY1";
    static final String SECOND = "DAY2";

    private static final long SEED = 61;
    private static final int SYMBOLS = 3;
    private static final LocalDate DATE = LocalDate.of(2020, 1, 30);

    private TwoDays() {
    }

    static List<RawBatch> batches(final Path folder) throws Exception {
        final List<RawBatch> batches = new ArrayList<>(day(folder, DATE, 12, FIRST));
        batches.addAll(day(folder, DATE.plusDays(1), 10, SECOND));
        return batches;
    }

    private static List<RawBatch> day(final Path folder, final LocalDate date, final int seconds, final String session)
            throws Exception {
        final Path file = folder.resolve(session + ".itch");
        SimulatorFile.write(SimulationConfig.compressedDay(SEED, seconds, 1_000).withSymbols(SYMBOLS), file);
        return CaptureBatches.read(file, date).stream().map(batch -> in(session, batch)).toList();
    }

    /** A file has no session of its own: the feed handler gives every one the same. */
    private static RawBatch in(final String session, final RawBatch batch) {
        final EventBatch decoded = Records.decode(EventBatch.class, batch.value());
        decoded.setSession(session);
        return new RawBatch(batch.symbol(), Records.encode(decoded), batch.topic(), batch.partition(), batch.offset());
    }

    /**
     * Sends them to one partition of the raw topic: an order-book job that reads a backlog of several takes them in no order
     * between the symbols.
     */
    static void produce(final String bootstrap, final List<RawBatch> batches) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (final RawBatch batch : batches) {
                producer.send(new ProducerRecord<>(
                    Topics.RAW_XNAS, 0, batch.symbol().getBytes(StandardCharsets.UTF_8), batch.value()));
            }
        }
    }
}
