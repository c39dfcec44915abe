package io.depthstream.benchmarks.cli;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.query.GenericRecord;
import io.depthstream.benchmarks.pipeline.CodecSizes;
import io.depthstream.benchmarks.pipeline.TouchRecords;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.clickhouse.engine.EngineProcess;
import io.depthstream.jobs.clickhouse.ClickHouseJob;
import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.ColdStore;
import io.depthstream.jobs.config.ClickHouseConfig;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many rows a second ClickHouse takes by the sink's own way, and how many bytes a row takes there. */
@Command(name = "clickhouse", mixinStandardHelpOptions = true,
    description = "Touch records, decoded and written as the job does, into the in-process ClickHouse; bytes a row beside raw ITCH.")
final class ClickHouseCommand implements Callable<Integer> {
    private static final int ITCH_MESSAGES = 200_000;

    @Mixin
    private BenchOptions options;
    @Mixin
    private TouchOptions touches;
    @Option(names = "--rows", paramLabel = "N", description = "Rows measured (default: ${DEFAULT-VALUE}).")
    private int rows = 5_000_000;
    @Option(names = "--batch", paramLabel = "N", description = "Rows an insert (default: ${DEFAULT-VALUE}).")
    private int batch = 100_000;
    @Option(names = "--codecs", description = "Measure every number of the table under every codec too.")
    private boolean codecs;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--rows", rows, 1_000, 1_000_000_000);
        BenchOptions.require("--batch", batch, 100, 10_000_000);
        final BenchReport report = new BenchReport("bench clickhouse");
        report.put("seed", options.seed()).put("rows", rows).put("batchRows", batch);
        touches.check(report);
        final Path home = Path.of(System.getProperty("depthstream.home", "."));
        final Path library = EngineLibrary.require(home.resolve(".depthstream").resolve("npm"), System.err::println);
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("clickhouse-"));
                EngineProcess engine = new EngineProcess(library, folder.path().resolve("data"))) {
            final ClickHouseConfig config = ClickHouseConfig.of(Map.of(
                "clickhouse.url", engine.url(), "retry.callTimeoutMillis", "600000"));
            insert(config, report);
            try (Client client = config.client("bench")) {
                client.query("OPTIMIZE TABLE book_top FINAL").get().close();
                size(client, report);
                if (codecs) {
                    report.put("bytesPerRowByCodec", new CodecSizes(client).measure("book_top", "symbol, venue_time, session, sequence"));
                }
            }
        }
        report.put("itchBytesPerMessage", itchBytes());
        options.show(report);
        return 0;
    }

    private void insert(final ClickHouseConfig config, final BenchReport report) throws Exception {
        final TouchRecords records = touches.records(options.seed());
        final ColdStore store = ClickHouseJob.stores(config).create("bench");
        store.open();
        try {
            fillAndSend(store, records, batch);
            long done = 0;
            long encodeNanos = 0;
            long sendNanos = 0;
            while (done < rows) {
                final List<RawBatch> made = records.next(Math.min(batch, rows - (int) done));
                final long begin = System.nanoTime();
                final ColdBatch filled = fill(store, made);
                final long encoded = System.nanoTime();
                store.send(filled);
                store.confirm();
                encodeNanos += encoded - begin;
                sendNanos += System.nanoTime() - encoded;
                done += filled.rows();
            }
            report
                .put("rowsPerSecond", done * 1e9 / (encodeNanos + sendNanos))
                .put("engineRowsPerSecond", done * 1e9 / sendNanos)
                .put("decodeAndEncodeRowsPerSecond", done * 1e9 / encodeNanos);
        } finally {
            store.close();
        }
    }

    private static void fillAndSend(final ColdStore store, final TouchRecords records, final int rows) throws Exception {
        store.send(fill(store, records.next(rows)));
        store.confirm();
    }

    private static ColdBatch fill(final ColdStore store, final List<RawBatch> records) throws Exception {
        final ColdBatch batch = store.newBatch();
        for (final RawBatch record : records) {
            batch.add(record);
        }
        return batch;
    }

    private static void size(final Client client, final BenchReport report) {
        final GenericRecord whole = client.queryAll("SELECT sum(data_compressed_bytes) AS packed,"
            + " sum(data_uncompressed_bytes) AS plain, sum(rows) AS held FROM system.parts WHERE active AND table = 'book_top'").get(0);
        final double held = whole.getLong("held");
        report.put("bytesPerRow", whole.getLong("packed") / held).put("plainBytesPerRow", whole.getLong("plain") / held);
        final Map<String, Object> columns = new LinkedHashMap<>();
        client.queryAll("SELECT column, sum(column_data_compressed_bytes) AS packed FROM system.parts_columns"
            + " WHERE active AND table = 'book_top' GROUP BY column ORDER BY packed DESC")
            .forEach(row -> columns.put(row.getString("column"), row.getLong("packed") / held));
        report.put("bytesPerRowByColumn", columns);
    }

    private double itchBytes() {
        final MarketSimulator market = new MarketSimulator(SimulationConfig.compressedDay(options.seed(), 20, ITCH_MESSAGES / 10));
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < ITCH_MESSAGES; i++) {
            lengths.add(market.next(buffer, 0));
        }
        return lengths.stream().mapToInt(Integer::intValue).average().orElse(0);
    }
}
