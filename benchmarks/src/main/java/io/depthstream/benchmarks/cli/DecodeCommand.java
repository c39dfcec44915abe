package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.itch.DecodeRun;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.benchmarks.report.Median;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How fast every field of every message is decoded. */
@Command(name = "decode", mixinStandardHelpOptions = true,
    description = "ITCH decode of every field of every message, one thread, reading the file included.")
final class DecodeCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;
    @Mixin
    private ItchInput input;

    @Override
    public Integer call() throws Exception {
        final BenchReport report = new BenchReport("bench decode");
        final int rounds = input.rounds();
        final Path file = input.file(options, report);
        DecodeRun run = DecodeRun.of(file);
        final long checksum = run.checksum();
        final List<Double> cpu = new ArrayList<>();
        final List<Double> read = new ArrayList<>();
        final List<Double> rate = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            run = DecodeRun.of(file);
            if (run.checksum() != checksum) {
                throw new IllegalStateException("round " + (round + 1) + " decoded other values: checksum "
                    + Long.toHexString(run.checksum()) + " after " + Long.toHexString(checksum));
            }
            cpu.add(run.cpuSeconds());
            read.add(run.readCpuSeconds());
            rate.add(run.messages() / run.wallSeconds());
        }
        final double cpuSeconds = Median.of(cpu);
        options.show(report
            .put("bytes", Files.size(file))
            .put("messages", run.messages())
            .put("badMessages", run.bad())
            .put("rounds", rounds)
            .put("messagesPerSecond", Median.of(rate))
            .put("cpuSeconds", cpuSeconds)
            .put("readCpuSeconds", Median.of(read))
            .put("cpuNanosPerMessage", cpuSeconds * 1e9 / run.messages())
            .put("checksum", Long.toHexString(checksum)));
        return run.bad() == 0 ? 0 : 1;
    }
}
