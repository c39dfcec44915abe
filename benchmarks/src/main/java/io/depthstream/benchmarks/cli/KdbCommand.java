package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.KdbSinkRun;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.jobs.cold.ColdBatch;
import io.depthstream.jobs.cold.ColdStore;
import io.depthstream.jobs.config.KdbConfig;
import io.depthstream.jobs.kdb.KdbJob;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.qtest.QScript;
import io.depthstream.local.stack.EmbeddedKdb;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many rows a second the kdb+ job brings into a q server on loopback. */
@Command(name = "kdb", mixinStandardHelpOptions = true,
    description = "Touch records, decoded and sent as the job does, into the embedded q server: with the suite's scripts (log,"
        + " each row once), with a plain insert, and decoded alone.")
final class KdbCommand implements Callable<Integer> {
    private static final LocalDate DAY = LocalDate.of(2020, 1, 30);

    @Mixin
    private BenchOptions options;
    @Mixin
    private TouchOptions touches;
    @Option(names = "--rows", paramLabel = "N", description = "Rows measured (default: ${DEFAULT-VALUE}).")
    private int rows = 3_000_000;
    @Option(names = "--warm-up-rows", paramLabel = "N", description = "Rows before them (default: ${DEFAULT-VALUE}).")
    private int warmUp = 1_500_000;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--rows", rows, 1_000, 20_000_000);
        BenchOptions.require("--warm-up-rows", warmUp, 1, 20_000_000);
        final BenchReport report = new BenchReport("bench kdb");
        report.put("seed", options.seed()).put("rows", rows);
        touches.check(report);
        final List<RawBatch> records = touches.records(options.seed()).next(rows + warmUp);
        final long all = (long) records.size() * touches.changes();
        report.put("decodeRowsPerSecond", decode(records));
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("kdb-"));
                EmbeddedKdb server = EmbeddedKdb.start(folder.path(), DAY, 0)) {
            put(report, "", KdbSinkRun.of(records, all, warmUp, server.port(), Map.of()));
        }
        try (QProcess server = new QProcess(System.err::println)) {
            server.call(() -> {
                server.engine().script(QScript.inlined(
                    Path.of(System.getProperty("depthstream.home", ".."), "kdb", "q"), "schema.q") + ".u.upd:{[t;x]t insert x}\n");
                return null;
            });
            put(report, "plain", KdbSinkRun.of(records, all, warmUp, server.listen(0), Map.of("kdb.chase", "")));
        }
        options.show(report);
        return 0;
    }

    private void put(final BenchReport report, final String which, final KdbSinkRun run) {
        report.put(name(which, "rowsHeld"), run.rows()).put(name(which, "rowsPerSecond"), run.rate()).put(name(which, "cpuNanosPerRow"), run.cpuNanos());
    }

    private static String name(final String which, final String figure) {
        return which.isEmpty() ? figure : which + Character.toUpperCase(figure.charAt(0)) + figure.substring(1);
    }

    /** Records into columns on one thread, the way the task does it. */
    private double decode(final List<RawBatch> records) throws Exception {
        final KdbConfig config = KdbConfig.of(Map.of());
        final int most = config.cold().limits().batchRows();
        final int measuredFrom = records.size() * warmUp / (rows + warmUp);
        long begin = System.nanoTime();
        long done = 0;
        try (ColdStore store = KdbJob.stores(config).create("bench")) {
            ColdBatch batch = store.newBatch();
            for (int i = 0; i < records.size(); i++) {
                if (i == measuredFrom) {
                    begin = System.nanoTime();
                    done = 0;
                }
                batch.add(records.get(i));
                if (batch.rows() >= most) {
                    done += batch.rows();
                    batch = store.newBatch();
                }
            }
            return (done + batch.rows()) * 1e9 / (System.nanoTime() - begin);
        }
    }
}
