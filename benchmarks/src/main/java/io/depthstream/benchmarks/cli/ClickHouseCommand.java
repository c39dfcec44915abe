package io.depthstream.benchmarks.cli;

import com.clickhouse.client.api.Client;
import io.depthstream.benchmarks.pipeline.CodecSizes;
import io.depthstream.benchmarks.pipeline.DayIntoClickHouse;
import io.depthstream.benchmarks.pipeline.TableSizes;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.UnsafeBuffer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many rows a second ClickHouse takes by the sink's own way, and how many bytes the rows of a day take there. */
@Command(name = "clickhouse", mixinStandardHelpOptions = true,
    description = "Touch records, decoded and written as the job does, into the in-process ClickHouse; or a day's bytes a row.")
final class ClickHouseCommand implements Callable<Integer> {
    private static final String TOUCHES = "book_top";
    /** A full day has 50 million messages of 8,000 symbols: a part of it has as many a symbol. */
    private static final long MESSAGES_PER_SYMBOL = 6_250;
    private static final int LEAST_MESSAGES = 20_000;
    /** Each message of a file or stream has its length before it. */
    private static final int LENGTH_BYTES = 2;

    @Mixin
    private BenchOptions options;
    @Mixin
    private TouchOptions touches;
    @Option(names = "--rows", paramLabel = "N", description = "Rows measured (default: ${DEFAULT-VALUE}).")
    private int rows = 5_000_000;
    @Option(names = "--batch", paramLabel = "N", description = "Rows an insert (default: ${DEFAULT-VALUE}).")
    private int batch = 100_000;
    @Option(names = "--codecs",
        description = "Instead: a simulated day through the jobs, and each column of each table under every codec.")
    private boolean codecs;
    @Option(names = "--messages", paramLabel = "N",
        description = "With --codecs: messages of the day, of as many symbols as keep it a full one for each (default: ${DEFAULT-VALUE}).")
    private long messages = 5_000_000;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--rows", rows, 1_000, 1_000_000_000);
        BenchOptions.require("--batch", batch, 100, 10_000_000);
        BenchOptions.require("--messages", messages, LEAST_MESSAGES, 50_000_000);
        final BenchReport report = new BenchReport(codecs ? "bench clickhouse --codecs" : "bench clickhouse");
        report.put("seed", options.seed());
        final SimulationConfig day = day();
        final Path home = Path.of(System.getProperty("depthstream.home", "."));
        final Path library = EngineLibrary.require(home.resolve(".depthstream").resolve("npm"), System.err::println);
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("clickhouse-"));
                EngineProcess engine = new EngineProcess(library, folder.path().resolve("data"))) {
            final ClickHouseConfig config = ClickHouseConfig.of(Map.of(
                "clickhouse.url", engine.url(), "retry.callTimeoutMillis", "600000"));
            if (codecs) {
                report.put("messages", messages).put("symbols", day.symbols());
                DayIntoClickHouse.run(day, folder.path(), engine.url());
            } else {
                report.put("rows", rows).put("batchRows", batch);
                touches.check(report);
                insert(config, report);
            }
            try (Client client = config.client("bench")) {
                if (codecs) {
                    tables(client, report);
                } else {
                    final Map<String, Object> sizes = new TableSizes(client).measure(TOUCHES);
                    for (final String key : List.of("bytesPerRow", "plainBytesPerRow", "bytesPerRowByColumn")) {
                        report.put(key, sizes.get(key));
                    }
                }
            }
        }
        report.put("itchBytesPerMessage", itchBytes(day));
        options.show(report);
        return 0;
    }

    /** As much of the full day, from its first hour to its last, as so many messages make. */
    private SimulationConfig day() {
        final int symbols = (int) Math.max(2, messages / MESSAGES_PER_SYMBOL);
        return SimulationConfig.fullDay().withSeed(options.seed()).withSymbols(symbols).withMessages(messages);
    }

    private void tables(final Client client, final BenchReport report) throws Exception {
        final TableSizes sizes = new TableSizes(client);
        final Map<String, Object> tables = new LinkedHashMap<>();
        long bytes = 0;
        for (final String table : sizes.tables()) {
            final Map<String, Object> measured = sizes.measure(table);
            bytes += (Long) measured.get("bytes");
            measured.put("bytesPerRowByCodec", new CodecSizes(client).measure(table));
            tables.put(table, measured);
        }
        report.put("tables", tables).put("bytesPerMessage", bytes / (double) messages);
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

    /** Mean length of the day's messages in a file. */
    private static double itchBytes(final SimulationConfig day) {
        final MarketSimulator market = new MarketSimulator(day);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        long bytes = 0;
        long count = 0;
        for (int length = market.next(buffer, 0); length > 0; length = market.next(buffer, 0)) {
            bytes += LENGTH_BYTES + length;
            count++;
        }
        return bytes / (double) count;
    }
}
