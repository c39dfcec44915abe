package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.itch.BookRun;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.benchmarks.report.Median;
import io.depthstream.orderbook.ReadAhead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast full by-order books are kept. */
@Command(name = "book", mixinStandardHelpOptions = true,
    description = "ITCH decode and the full by-order book (time priority) of every symbol, one thread.")
final class BookCommand implements Callable<Integer> {
    private static final int MOST_AHEAD = ReadAhead.MAX_MESSAGES;

    @Mixin
    private BenchOptions options;
    @Mixin
    private ItchInput input;
    @Option(names = "--top", description = "Encode a top-of-book record for each change of the best bid and offer.")
    private boolean top;
    @Option(names = "--ahead", paramLabel = "N",
        description = "Messages framed ahead of applying them, so that memory is asked early; 1 is none"
            + " (default: ${DEFAULT-VALUE}).")
    private int ahead = 256;
    @Option(names = "--expected-orders", paramLabel = "N",
        description = "Live orders the order table has room for from the start (default: ${DEFAULT-VALUE}).")
    private int expectedOrders = 262_144;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--ahead", ahead, 1, MOST_AHEAD);
        BenchOptions.require("--expected-orders", expectedOrders, 0, 100_000_000);
        final BenchReport report = new BenchReport(top ? "bench book --top" : "bench book");
        final int rounds = input.rounds();
        final Path file = input.file(options, report);
        BookRun run = BookRun.of(file, expectedOrders, top, ahead);
        final long hash = run.stateHash();
        final List<Double> cpu = new ArrayList<>();
        final List<Double> read = new ArrayList<>();
        final List<Double> rate = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            run = BookRun.of(file, expectedOrders, top, ahead);
            if (run.stateHash() != hash) {
                throw new IllegalStateException("round " + (round + 1) + " built other books: state hash "
                    + Long.toHexString(run.stateHash()) + " after " + Long.toHexString(hash));
            }
            cpu.add(run.cpuSeconds());
            read.add(run.readCpuSeconds());
            rate.add(run.messages() / run.wallSeconds());
        }
        options.show(fill(report, run, cpu, read, rate));
        return run.rejected() == 0 ? 0 : 1;
    }

    private BenchReport fill(
            final BenchReport report, final BookRun run, final List<Double> cpu, final List<Double> read,
            final List<Double> rate) {
        final double cpuSeconds = Median.of(cpu);
        report
            .put("messages", run.messages())
            .put("rejected", run.rejected())
            .put("rounds", cpu.size())
            .put("messagesPerSecond", Median.of(rate))
            .put("cpuSeconds", cpuSeconds)
            .put("readCpuSeconds", Median.of(read))
            .put("cpuNanosPerMessage", cpuSeconds * 1e9 / run.messages())
            .put("liveOrders", run.liveOrders())
            .put("peakLiveOrders", run.peakLiveOrders())
            .put("levels", run.levels())
            .put("structureBytes", run.structureBytes());
        if (top) {
            report.put("topRecords", run.topRecords()).put("topBytes", run.topBytes());
        }
        return report.put("stateHash", Long.toHexString(run.stateHash()));
    }
}
