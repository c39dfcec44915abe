package io.depthstream.chaos;

import io.depthstream.local.check.BookDepth;
import io.depthstream.local.run.KdbCheck;
import io.depthstream.local.run.StoreReport;
import io.depthstream.local.stack.FreePorts;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A q server with the suite's scripts: quotes and trades against the committed topics, books against the truth. */
final class KdbUnderTest implements StoreUnderTest {
    private final int port = FreePorts.tcp();
    private final KillableServer server;

    KdbUnderTest(final Path folder, final LocalDate day) {
        server = KdbHost.server(folder, day, port);
    }

    @Override
    public JobHost.Kind job() {
        return JobHost.Kind.KDB;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("kdb.port", Integer.toString(port));
    }

    @Override
    public void start() throws IOException {
        server.start();
    }

    @Override
    public void kill() throws InterruptedException {
        server.kill();
    }

    @Override
    public StoreReport compare(final Map<String, BookDepth> truth, final String bootstrapServers) throws IOException {
        final Map<Long, Long> trades = new HashMap<>();
        long quotes = 0;
        try (TopicReader reader = new TopicReader(bootstrapServers, true)) {
            for (final ConsumerRecord<byte[], byte[]> record : reader.records(Topics.TRADES)) {
                final Trade trade = Records.decode(Trade.class, record.value());
                trades.put(trade.getSequence(), trade.getShares());
            }
            for (final ConsumerRecord<byte[], byte[]> record : reader.records(Topics.BOOK_TOP)) {
                quotes += 1 + Records.decode(TopOfBook.class, record.value()).getEarlier().size();
            }
        }
        try (KdbCheck check = new KdbCheck(port)) {
            final StoreReport held = check.compare(trades, truth);
            final long[] rows = check.rowsAndRepeats("quote");
            return new StoreReport(held.rows() + rows[0], held.missing() + Math.max(0, quotes - rows[0]),
                held.duplicates() + rows[1], held.differences() + Math.max(0, rows[0] - rows[1] - quotes));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
