package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.analytics.AnalyticsJobRun;
import io.depthstream.benchmarks.analytics.AnalyticsRound;
import io.depthstream.benchmarks.analytics.BesideBooks;
import io.depthstream.benchmarks.analytics.BusyMarket;
import io.depthstream.benchmarks.itch.SimulatedFile;
import io.depthstream.benchmarks.pipeline.FlinkRun;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.benchmarks.report.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast analytics are computed. */
@Command(name = "analytics", mixinStandardHelpOptions = true,
    description = "Bars of three widths, signals, trade costs, features, profiles and alerts of a busy market, one thread:"
        + " decode, order, compute, encode.")
final class AnalyticsCommand implements Callable<Integer> {
    private static final long BOOK_MESSAGES = 2_000_000;

    @Mixin
    private BenchOptions options;
    @Option(names = "--symbols", paramLabel = "N", description = "Symbols (default: ${DEFAULT-VALUE}).")
    private int symbols = 1_000;
    @Option(names = "--changes", paramLabel = "N",
        description = "Changes of the touch and trades (default: ${DEFAULT-VALUE}).")
    private int changes = 1_000_000;
    @Option(names = "--per-second", paramLabel = "N",
        description = "How many of them a second of event time has (default: ${DEFAULT-VALUE}).")
    private int perSecond = 500_000;
    @Option(names = "--rounds", paramLabel = "R",
        description = "Timed passes, after one to warm up; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;
    @Option(names = "--beside-books",
        description = "Build order books on a second thread meanwhile, as the order-book job would beside this one.")
    private boolean besideBooks;

    @Option(names = "--job",
        description = "Measure the whole job in Flink, records from memory, and not its mathematics alone.")
    private boolean job;

    private final List<Double> rate = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--symbols", symbols, 1, 20_000);
        BenchOptions.require("--changes", changes, 1, 10_000_000);
        BenchOptions.require("--per-second", perSecond, 1, 10_000_000);
        BenchOptions.require("--rounds", rounds, 1, 1_000);
        final BusyMarket market = new BusyMarket(options.seed(), symbols, changes, perSecond);
        final BenchReport report = new BenchReport(
            "bench analytics" + (job ? " --job" : "") + (besideBooks ? " --beside-books" : ""))
            .put("seed", options.seed())
            .put("symbols", symbols)
            .put("records", market.records().size())
            .put("bookUpdates", market.bookUpdates())
            .put("rounds", rounds);
        final BesideBooks books = besideBooks ? new BesideBooks(bookFile()) : null;
        try {
            if (job) {
                measureJob(market, report);
            } else {
                measureEngine(market, report);
            }
        } finally {
            if (books != null) {
                books.close();
            }
        }
        options.show(books == null ? report : report.put("bookMessagesPerSecond", books.messagesPerSecond()));
        return 0;
    }

    private void measureEngine(final BusyMarket market, final BenchReport report) {
        AnalyticsRound round = AnalyticsRound.of(market);
        final long hash = round.hash();
        for (int i = 0; i < rounds; i++) {
            round = AnalyticsRound.of(market);
            if (round.hash() != hash) {
                throw new IllegalStateException("round " + (i + 1) + " published other records");
            }
            rate.add(market.bookUpdates() / round.wallSeconds());
            cpu.add(round.cpuSeconds());
        }
        speed(market, report)
            .put("late", round.late())
            .put("published", round.published())
            .put("publishedBytes", round.bytes())
            .put("stateBytesPerSymbol", round.stateBytes() / round.symbols())
            .put("memoryBytesPerSymbol", round.memoryBytes() / round.symbols());
    }

    private void measureJob(final BusyMarket market, final BenchReport report) throws Exception {
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("analytics-"))) {
            for (int i = 0; i <= rounds; i++) {
                final FlinkRun.Timing timing = AnalyticsJobRun.of(market, folder.path());
                if (i > 0) {
                    rate.add(timing.rate());
                    cpu.add(timing.cpuSeconds());
                }
            }
        }
        speed(market, report);
    }

    private BenchReport speed(final BusyMarket market, final BenchReport report) {
        return report
            .put("updatesPerSecond", Median.of(rate))
            .put("updatesPerCpuSecond", market.bookUpdates() / Median.of(cpu))
            .put("cpuNanosPerUpdate", Median.of(cpu) * 1e9 / market.bookUpdates());
    }

    private Path bookFile() throws IOException {
        return SimulatedFile.of(SimulatedFile.day(options.seed(), BOOK_MESSAGES), options.cache());
    }
}
