package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.BookPipeline;
import io.depthstream.benchmarks.pipeline.FlinkRun;
import io.depthstream.benchmarks.pipeline.JobComparison;
import io.depthstream.benchmarks.pipeline.PacedPackets;
import io.depthstream.benchmarks.pipeline.SteadyBooks;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.checkpoint.SubtaskStateStats;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What checkpoints of full books cost, and how long restoring them takes. */
@Command(name = "checkpoint", mixinStandardHelpOptions = true,
    description = "Checkpoints of full books under steady change: synchronous part, bytes, and the time to restore.")
final class CheckpointCommand implements Callable<Integer> {
    private static final PipelineOptions.Usual USUAL = new PipelineOptions.Usual(1, 200, "heap", true);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final LocalDate DAY = LocalDate.of(2020, 1, 30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final String LIVE_ORDERS = "liveOrders";

    @Mixin
    private BenchOptions options;
    @Mixin
    private PipelineOptions pipelineOptions;
    @Option(names = "--orders", paramLabel = "N", description = "Live orders (default: ${DEFAULT-VALUE}).")
    private int orders = 1_600_000;
    @Option(names = "--symbols", paramLabel = "N", description = "Symbols (default: ${DEFAULT-VALUE}).")
    private int symbols = 8_000;
    @Option(names = "--rate", paramLabel = "R", description = "Messages a second (default: ${DEFAULT-VALUE}).")
    private long rate = 200_000;
    @Option(names = "--seconds", paramLabel = "N", description = "Measured time (default: ${DEFAULT-VALUE}).")
    private int seconds = 30;
    @Option(names = "--warm-up-seconds", paramLabel = "N",
        description = "Time at the same rate before: the compilers are busy at first (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds = 100;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--orders", orders, 1, 20_000_000);
        BenchOptions.require("--symbols", symbols, 1, 65_000);
        BenchOptions.require("--rate", rate, 1, 5_000_000);
        BenchOptions.require("--seconds", seconds, 1, 3_600);
        BenchOptions.require("--warm-up-seconds", warmUpSeconds, 0, 3_600);
        final BenchReport report = new BenchReport("bench checkpoint");
        report.put("seed", options.seed()).put("symbols", symbols).put("rate", rate).put("seconds", seconds)
            .put("warmUpSeconds", warmUpSeconds);
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("checkpoint-"));
                BookPipeline pipeline = pipelineOptions.start(folder.path(), null, USUAL, report)) {
            measure(pipeline, report);
        }
        options.show(report);
        return 0;
    }

    private void measure(final BookPipeline pipeline, final BenchReport report) throws Exception {
        final SteadyBooks market = new SteadyBooks(options.seed(), symbols, orders, rate * (warmUpSeconds + seconds));
        final PacedPackets packets = new PacedPackets(market, "BENCH", market.toFill(), rate);
        final FlinkRun job = pipeline.startJob(null);
        pipeline.feed(packets, DAY, Map.of("loop.idle", "doze"));
        job.awaitMetric(JobComparison.APPLIED, market.toFill(), LIMIT);
        job.awaitMetric(LIVE_ORDERS, orders, LIMIT);
        packets.release();
        watch(pipeline, warmUpSeconds);
        final long warmAt = System.currentTimeMillis();
        watch(pipeline, seconds);
        // One is left out: without a warm-up it may hold the end of the filling.
        final List<CompletedCheckpointStats> checkpoints = job.checkpoints().stream()
            .filter(checkpoint -> checkpoint.getTriggerTimestamp() > warmAt).skip(1).toList();
        fill(report, job, checkpoints);
        pipeline.stopFeed();
        job.cancel();
        // Only now: while the job ran, the next checkpoint removed the one before.
        final List<CompletedCheckpointStats> kept = job.checkpoints();
        pipeline.stopJob();
        report.put("restoreSeconds", restore(pipeline, kept.get(kept.size() - 1).getExternalPath()));
    }

    private static void watch(final BookPipeline pipeline, final int howLong) throws Exception {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(howLong);
        while (System.nanoTime() < end) {
            pipeline.requireHealthy();
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private void fill(final BenchReport report, final FlinkRun job, final List<CompletedCheckpointStats> checkpoints) {
        if (checkpoints.isEmpty()) {
            throw new IllegalStateException("no checkpoint completed in " + seconds + " s: give it more --seconds");
        }
        final long[] sync = sorted(checkpoints, CheckpointCommand::syncMillis);
        final long[] bytes = sorted(checkpoints, CompletedCheckpointStats::getCheckpointedSize);
        final long[] wholeMillis = sorted(checkpoints, CompletedCheckpointStats::getEndToEndDuration);
        report
            .put("liveOrders", job.metrics().sum(LIVE_ORDERS))
            .put("levels", job.metrics().sum("levels"))
            .put("checkpoints", checkpoints.size())
            .put("syncP50Millis", at(sync, 50))
            .put("syncP99Millis", at(sync, 99))
            .put("flushP50Millis", quantile(job, "flushMicros", 0.5) / 1_000)
            .put("flushP99Millis", quantile(job, "flushMicros", 0.99) / 1_000)
            .put("endToEndP50Millis", at(wholeMillis, 50))
            .put("endToEndP99Millis", at(wholeMillis, 99))
            .put("bytesMedian", at(bytes, 50))
            .put("bytesMost", bytes[bytes.length - 1])
            .put("flushBytesMedian", quantile(job, "flushBytes", 0.5))
            .put("changesMedian", quantile(job, "flushSymbols", 0.5))
            .put("stateBytes", checkpoints.get(checkpoints.size() - 1).getStateSize());
    }

    private static double restore(final BookPipeline pipeline, final String checkpoint) throws Exception {
        final long begin = System.nanoTime();
        final FlinkRun restored = pipeline.startJob(checkpoint);
        restored.awaitMetric(LIVE_ORDERS, 1, LIMIT);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long syncMillis(final CompletedCheckpointStats checkpoint) {
        return checkpoint.getAllTaskStateStats().stream()
            .flatMap(task -> Stream.of(task.getSubtaskStats()))
            .mapToLong(SubtaskStateStats::getSyncCheckpointDuration)
            .max().orElse(0);
    }

    private static long[] sorted(
            final List<CompletedCheckpointStats> checkpoints, final ToLongFunction<CompletedCheckpointStats> value) {
        return checkpoints.stream().mapToLong(value).sorted().toArray();
    }

    private static long at(final long[] sorted, final int percentile) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percentile / 100.0) - 1)];
    }

    /** Of the subtask where it is largest: that one holds the checkpoint up. */
    private static double quantile(final FlinkRun job, final String name, final double quantile) {
        return job.metrics().histograms(name).stream()
            .map(Histogram::getStatistics)
            .mapToDouble(statistics -> statistics.getQuantile(quantile))
            .max().orElse(0);
    }
}
