package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.itch.MessageFile;
import io.depthstream.benchmarks.pipeline.BookPipeline;
import io.depthstream.benchmarks.pipeline.FlinkRun;
import io.depthstream.benchmarks.pipeline.JobComparison;
import io.depthstream.benchmarks.pipeline.LagTrend;
import io.depthstream.benchmarks.pipeline.PacedPackets;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.ingest.feed.FeedHandlerCounters;
import io.depthstream.local.simulator.SimulationConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the whole pipeline sustains. */
@Command(name = "pipeline", mixinStandardHelpOptions = true,
    description = "Packets, feed handler, Kafka, job, topics in one process at a planned rate; does the lag grow?")
final class PipelineCommand implements Callable<Integer> {
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A file of 16 GiB or so. */
    private static final long MOST_MESSAGES = 500_000_000;
    /** While the compilers are busy the job can't follow; what it reads late would cost it the caches afterwards. */
    private static final long WARM_UP_LAG_SECONDS = 2;
    /** The handler's own limit. */
    private static final long MOST_PENDING = 1_048_576;
    private static final long CHECKPOINT_MILLIS = 1_000;
    private static final long SINK_LINGER_MILLIS = 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Mixin
    private BenchOptions options;
    @Mixin
    private PipelineOptions pipelineOptions;
    @Option(names = "--seconds", paramLabel = "N", description = "Measured time (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;
    @Option(names = "--warm-up-seconds", paramLabel = "N",
        description = "Time before it, at the same rate or what of it comes through (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds = 100;
    @Option(names = "--rate", paramLabel = "R", description = "Messages a second (default: ${DEFAULT-VALUE}).")
    private long rate = 1_000_000;
    @Option(names = "--linger-micros", paramLabel = "US",
        description = "How long the feed handler lets messages wait for others of their symbol (default: ${DEFAULT-VALUE}).")
    private long lingerMicros = 250_000;
    @Option(names = "--snapshot-millis", paramLabel = "MS",
        description = "Event time between depth records of a symbol (default: ${DEFAULT-VALUE}).")
    private long snapshotMillis = 100;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--seconds", seconds, 1, 36_000);
        BenchOptions.require("--warm-up-seconds", warmUpSeconds, 0, 3_600);
        BenchOptions.require("--rate", rate, 100, 20_000_000);
        BenchOptions.require("--rate times --seconds and --warm-up-seconds, the messages made before into a file,",
            rate * (seconds + warmUpSeconds), 1, MOST_MESSAGES);
        BenchOptions.require("--linger-micros", lingerMicros, 0, 1_000_000);
        BenchOptions.require("--snapshot-millis", snapshotMillis, 0, 60_000);
        final BenchReport report = new BenchReport("bench pipeline");
        final SimulationConfig day = SimulationConfig.compressedDay(options.seed(), seconds + warmUpSeconds, rate);
        report.put("seed", options.seed()).put("symbols", day.symbols()).put("rateAsked", rate).put("seconds", seconds)
            .put("lingerMicros", lingerMicros).put("snapshotMillis", snapshotMillis);
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("pipeline-"));
                BookPipeline pipeline = pipelineOptions.start(folder.path(), null, usual(), report)) {
            pipeline.jobSetting("book.depthIntervalMicros", TimeUnit.MILLISECONDS.toMicros(snapshotMillis));
            pipeline.jobSetting("sink.lingerMillis", SINK_LINGER_MILLIS);
            try (MessageFile messages = new MessageFile(day, folder.path().resolve("day.itch"))) {
                measure(pipeline, day, messages, report);
            }
        }
        options.show(report);
        return 0;
    }

    private static PipelineOptions.Usual usual() {
        final int cores = Runtime.getRuntime().availableProcessors();
        return new PipelineOptions.Usual(Math.min(PipelineOptions.MOST_SUBTASKS, cores), CHECKPOINT_MILLIS, "rocksdb", false);
    }

    private void measure(final BookPipeline pipeline, final SimulationConfig day, final MessageFile messages,
            final BenchReport report) throws Exception {
        final FlinkRun job = pipeline.startJob(null);
        final PacedPackets packets = new PacedPackets(messages, "BENCH", 0, rate);
        final FeedHandlerCounters counters = pipeline.feed(packets, day.tradingDate(), Map.of(
            "batch.min-linger-micros", Long.toString(lingerMicros),
            "batch.max-linger-micros", Long.toString(lingerMicros),
            "batch.max-pending-events", Long.toString(Math.max(8_192, Math.min(MOST_PENDING, rate * lingerMicros / 1_000_000)))));
        packets.release();
        final long begin = System.nanoTime();
        final long warm = begin + TimeUnit.SECONDS.toNanos(warmUpSeconds);
        final long end = warm + TimeUnit.SECONDS.toNanos(seconds);
        final LagTrend lag = new LagTrend();
        long appliedAtWarm = 0;
        long measuredFrom = begin;
        boolean measuring = false;
        for (long now = begin; now < end; now = System.nanoTime()) {
            pipeline.requireHealthy();
            final long applied = job.metrics().sum(JobComparison.APPLIED);
            if (now < warm) {
                packets.hold(applied + WARM_UP_LAG_SECONDS * rate);
                appliedAtWarm = applied;
                measuredFrom = now;
            } else {
                if (!measuring) {
                    measuring = true;
                    packets.release();
                }
                lag.add(packets.sent() - applied);
            }
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
        final long appliedAtEnd = job.metrics().sum(JobComparison.APPLIED);
        final double measured = (System.nanoTime() - measuredFrom) / 1e9;
        pipeline.stopFeed();
        job.awaitMetric(JobComparison.APPLIED, packets.sent(), LIMIT);
        report
            .put("sent", packets.sent())
            .put("applied", job.metrics().sum(JobComparison.APPLIED))
            .put("ratePerSecond", (appliedAtEnd - appliedAtWarm) / measured)
            .put("lagGrowth", lag.growth())
            .put("lagMost", lag.most())
            .put("messagesPerRecord", (double) counters.messages() / Math.max(1, counters.batches()))
            .put("deadLetters", counters.deadLetters())
            .put("checkpoints", job.checkpoints().size());
    }
}
