package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.BookPipeline;
import io.depthstream.benchmarks.pipeline.FrozenRedis;
import io.depthstream.benchmarks.pipeline.HotBooks;
import io.depthstream.benchmarks.pipeline.RedisUsage;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.benchmarks.report.ProcessCpu;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotCounters;
import io.depthstream.jobs.hot.HotPublisher;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.local.cli.UsageException;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.stack.EmbeddedRedis;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many symbol updates a second one Redis takes from the hot publisher. */
@Command(name = "redis", mixinStandardHelpOptions = true,
    description = "Full books of many symbols through the hot publisher into one Redis: guarded, written and published.")
final class RedisCommand implements Callable<Integer> {
    private static final Duration DRAIN = Duration.ofSeconds(60);
    /** The day lasts longer than what is measured of it, or its end would be. */
    private static final int SPARE_SECONDS = 10 + FrozenRedis.SETTLE_SECONDS;

    @Mixin
    private BenchOptions options;
    @Option(names = "--symbols", paramLabel = "N", description = "Symbols updated in turn (default: ${DEFAULT-VALUE}).")
    private int symbols = 8_000;
    @Option(names = "--levels", paramLabel = "N", description = "Levels a side (default: ${DEFAULT-VALUE}).")
    private int levels = 10;
    @Option(names = "--seconds", paramLabel = "N", description = "Measured time (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;
    @Option(names = "--warm-up-seconds", paramLabel = "N",
        description = "Time under the same load before it (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds = 5;
    @Option(names = "--batch", paramLabel = "N", description = "Most symbols a script call (default: ${DEFAULT-VALUE}).")
    private int batch = 64;
    @Option(names = "--stream-length", paramLabel = "N",
        description = "Keep a stream a symbol of about so many entries; 0 for none (default: ${DEFAULT-VALUE}).")
    private int streamLength;
    @Option(names = "--uri", paramLabel = "URI",
        description = "A Redis of yours instead of one started for this; books XNAS:SYM… are written there.")
    private String uri;
    @Mixin
    private RedisServerOption server;
    @Option(names = "--frozen",
        description = "Instead: the whole pipeline at --rate while Redis answers, is stopped, and answers again, --seconds each.")
    private boolean frozen;
    @Option(names = "--rate", paramLabel = "R",
        description = "With --frozen: messages a second into the pipeline (default: ${DEFAULT-VALUE}).")
    private long rate = 100_000;
    @Mixin
    private PipelineOptions pipelineOptions;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--symbols", symbols, 1, 1_000_000);
        BenchOptions.require("--levels", levels, 1, 100);
        BenchOptions.require("--seconds", seconds, 1, 3_600);
        BenchOptions.require("--warm-up-seconds", warmUpSeconds, 0, 3_600);
        BenchOptions.require("--batch", batch, 1, 1_024);
        BenchOptions.require("--stream-length", streamLength, 0, 1_000_000);
        BenchOptions.require("--rate", rate, 100, 20_000_000);
        if (frozen) {
            return compareFrozen();
        }
        final BenchReport report = new BenchReport("bench redis");
        report.put("symbols", symbols).put("levels", levels).put("batchSymbols", batch).put("streamLength", streamLength)
            .put("seconds", seconds);
        if (uri != null) {
            measure(uri, report);
        } else {
            try (WorkingFolder folder = new WorkingFolder(options.workingFolder("redis-"));
                    EmbeddedRedis redis = EmbeddedRedis.start(folder.path(), server.command())) {
                measure(redis.uri(), report);
            }
        }
        options.show(report);
        return 0;
    }

    private int compareFrozen() throws Exception {
        if (uri != null) {
            throw new UsageException("--uri does not go with --frozen: a Redis of yours is not stopped");
        }
        final BenchReport report = new BenchReport("bench redis --frozen");
        final SimulationConfig day = SimulationConfig.compressedDay(options.seed(), warmUpSeconds + 3 * seconds + SPARE_SECONDS, rate);
        report.put("seed", options.seed()).put("symbols", day.symbols()).put("rate", rate).put("seconds", seconds);
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("redis-"));
                BookPipeline pipeline = pipelineOptions.start(folder.path(), server.command(), PipelineOptions.Usual.LIVE, report)) {
            new FrozenRedis(pipeline, day, rate).measure(warmUpSeconds, seconds, report);
        }
        options.show(report);
        return 0;
    }

    private void measure(final String redisUri, final BenchReport report) throws InterruptedException {
        try (HotPublisher publisher = HotPublisherFactory.of(JobConfig.of(settings(redisUri)).hot()).open(0);
                RedisUsage usage = new RedisUsage(redisUri)) {
            final HotBooks books =
                new HotBooks(publisher, symbols, levels, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
            books.offerFor(TimeUnit.SECONDS.toNanos(warmUpSeconds));
            final HotCounters before = publisher.counters();
            final RedisUsage.Sample usedBefore = usage.sample();
            final long cpuBefore = ProcessCpu.nanos();
            final long begin = System.nanoTime();
            books.offerFor(TimeUnit.SECONDS.toNanos(seconds));
            final HotCounters after = publisher.counters();
            final double elapsed = (System.nanoTime() - begin) / 1e9;
            final long cpu = ProcessCpu.nanos() - cpuBefore;
            final RedisUsage.Sample used = usage.sample().since(usedBefore);
            final boolean drained = publisher.drain(DRAIN);
            final long updates = after.published() - before.published();
            if (updates == 0 || !drained) {
                throw new IllegalStateException("Redis took " + updates + " updates; last error: " + after.lastError());
            }
            report
                .put("server", usage.server())
                .put("updates", updates)
                .put("updatesPerSecond", updates / elapsed)
                .put("conflated", after.conflated() - before.conflated())
                .put("refused", after.superseded() + after.rejected() - before.superseded() - before.rejected())
                .put("failedBatches", after.failedBatches() - before.failedBatches())
                .put("symbolsPerCall", (double) updates / Math.max(1, after.batches() - before.batches()))
                .put("scriptMicrosPerUpdate", used.scriptMicros() / (double) updates)
                .put("redisCpuMicrosPerUpdate", used.cpuMicros() / (double) updates)
                .put("publisherCpuMicrosPerUpdate", cpu / 1e3 / updates)
                .put("redisMemoryBytes", usage.sample().memoryBytes());
        }
    }

    private Map<String, String> settings(final String redisUri) {
        final Map<String, String> settings = new HashMap<>();
        settings.put("hot.kind", "redis");
        settings.put("hot.uri", redisUri);
        settings.put("hot.batchSymbols", Integer.toString(batch));
        settings.put("hot.maxSymbols", Integer.toString(symbols));
        settings.put("hot.streamLength", Integer.toString(streamLength));
        settings.put("book.depthLevels", Integer.toString(levels));
        return settings;
    }
}
