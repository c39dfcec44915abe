package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.EventTopicLoader;
import io.depthstream.benchmarks.pipeline.FlinkRun;
import io.depthstream.benchmarks.pipeline.JobComparison;
import io.depthstream.benchmarks.pipeline.RawTopicLoader;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.benchmarks.report.Median;
import io.depthstream.jobs.config.Compression;
import io.depthstream.local.cli.UsageException;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.stack.EmbeddedKafka;
import io.depthstream.local.stack.MarketTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast the job applies a preloaded topic, and by how much it beats the usual design. */
@Command(name = "job", mixinStandardHelpOptions = true,
    description = "A preloaded topic through the order-book job: exactly-once sink, checkpoints on; with --compare"
        + " through the usual design too, round by round in turn.")
final class JobCommand implements Callable<Integer> {
    private static final long LEAST_MESSAGES = 1_000;
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final String COMPRESSION_KEY = "sink.compression";

    @Mixin
    private BenchOptions options;
    @Mixin
    private JobOverrides overrides;
    @Option(names = "--compare", description = "Run the comparison design too.")
    private boolean compare;
    @Option(names = "--messages", paramLabel = "N", description = "Messages preloaded (default: ${DEFAULT-VALUE}).")
    private long messages = 5_000_000;
    @Option(names = "--their-messages", paramLabel = "N",
        description = "Of these, how many the comparison design gets; it is slow (default: all).")
    private long theirMessages;
    @Option(names = "--rounds", paramLabel = "R",
        description = "Timed rounds, after those to warm up; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;
    @Option(names = "--warm-up-rounds", paramLabel = "R",
        description = "Rounds before: the compilers are busy for the first half minute (default: ${DEFAULT-VALUE}).")
    private int warmUpRounds = 3;
    @Option(names = "--parallelism", paramLabel = "P",
        description = "Partitions of the topics and subtasks of both designs (default: the machine's cores).")
    private int parallelism = Math.min(PipelineOptions.MOST_SUBTASKS, Runtime.getRuntime().availableProcessors());
    @Option(names = "--event-rate", paramLabel = "R",
        description = "Messages a second of event time: what conflation and timers go by (default: ${DEFAULT-VALUE}).")
    private long eventRate = 1_000_000;
    @Option(names = "--checkpoint-millis", paramLabel = "MS",
        description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
    private long checkpointMillis = 200;
    @Option(names = "--snapshot-millis", paramLabel = "MS",
        description = "Event time between a symbol's depth records, in both designs (default: ${DEFAULT-VALUE}).")
    private long snapshotMillis = 100;
    @Option(names = "--packed-messages", paramLabel = "N",
        description = "Messages that wait for company of their symbol when the topic is loaded for our design; the default is"
            + " what comes in 250 ms at a million a second (default: ${DEFAULT-VALUE}).")
    private int packedMessages = 250_000;
    @Option(names = "--compression", paramLabel = "NAME",
        description = "Of what both designs publish, as Kafka names it (default: ${DEFAULT-VALUE}).")
    private String compression = "none";
    @Option(names = "--read-ahead", paramLabel = "N",
        description = "Most batches that our design processes together (default: ${DEFAULT-VALUE}).")
    private int readAhead = 32;
    @Option(names = "--backend", description = "Our state backend, rocksdb or heap (default: ${DEFAULT-VALUE}).")
    private String backend = "rocksdb";

    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private final List<Double> ourCpu = new ArrayList<>();
    private final List<Double> theirCpu = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--messages", messages, LEAST_MESSAGES, 1_000_000_000);
        BenchOptions.require("--their-messages", theirMessages, 0, messages);
        BenchOptions.require("--rounds", rounds, 1, 100);
        BenchOptions.require("--warm-up-rounds", warmUpRounds, 0, 100);
        BenchOptions.require("--parallelism", parallelism, 1, PipelineOptions.MOST_SUBTASKS);
        BenchOptions.require("--event-rate", eventRate, 1, 100_000_000);
        BenchOptions.require("--checkpoint-millis", checkpointMillis, 10, 60_000);
        BenchOptions.require("--snapshot-millis", snapshotMillis, 1, 3_600_000);
        BenchOptions.require("--packed-messages", packedMessages, 1, 1_048_576);
        BenchOptions.require("--read-ahead", readAhead, 1, 256);
        requireCompression();
        final BenchReport report = new BenchReport(compare ? "bench job --compare" : "bench job");
        final long theirCount = theirMessages == 0 ? messages : theirMessages;
        final SimulationConfig day = day();
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("job-"));
                EmbeddedKafka kafka = EmbeddedKafka.start(folder.path().resolve("kafka"))) {
            final String bootstrap = kafka.bootstrapServers();
            MarketTopics.create(bootstrap, parallelism);
            final RawTopicLoader.Loaded loaded = RawTopicLoader.load(day, packedMessages, bootstrap, LIMIT);
            describe(report, day, loaded);
            if (compare) {
                EventTopicLoader.createTopics(bootstrap, parallelism);
                EventTopicLoader.load(day, theirCount, bootstrap);
            }
            final JobComparison comparison = new JobComparison(
                bootstrap, folder.path().resolve("checkpoints"), parallelism, backend, checkpointMillis, compression,
                LIMIT);
            for (int round = 1 - warmUpRounds; round <= rounds; round++) {
                round(comparison, theirCount, round);
            }
            report.put("publishedPerMessage", new TreeMap<>(comparison.publishedPerMessage()));
        }
        result(report, theirCount);
        options.show(report);
        return 0;
    }

    /** Before the topic is loaded, and so that both designs do the same. */
    private void requireCompression() {
        final List<String> known = Arrays.stream(Compression.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
        if (!known.contains(compression)) {
            throw new UsageException("--compression: got " + compression + "; allowed: one of " + String.join(", ", known));
        }
        if (compare && overrides.settings().containsKey(COMPRESSION_KEY)) {
            throw new UsageException("--set " + COMPRESSION_KEY + " is of our design alone, so it does not go with --compare: give --compression,"
                + " which is of both");
        }
    }

    private SimulationConfig day() {
        final int seconds = (int) Math.max(1, Math.min(12 * 3600, messages / eventRate));
        return SimulationConfig.compressedDay(options.seed(), seconds, Math.max(1, messages / seconds))
            .withMessages(messages);
    }

    private void round(final JobComparison comparison, final long theirCount, final int round) throws Exception {
        final FlinkRun.Timing our = comparison.ours(messages, snapshotMillis, readAhead, overrides.settings());
        tell(round, "ours", our);
        if (round > 0) {
            ours.add(our.rate());
            ourCpu.add(our.cpuMicros());
        }
        if (compare) {
            final FlinkRun.Timing their = comparison.theirs(theirCount, snapshotMillis);
            tell(round, "theirs", their);
            if (round > 0) {
                theirs.add(their.rate());
                theirCpu.add(their.cpuMicros());
            }
        }
    }

    private static void tell(final int round, final String design, final FlinkRun.Timing timing) {
        System.out.printf("%s %s: %,d messages, applied in %.2f s, committed after %.2f s, %,.0f msg/s, %.2f CPU µs a message%n",
            round > 0 ? "round " + round : "warm-up", design, timing.applied(), timing.applySeconds(),
            timing.finishedSeconds(), timing.rate(), timing.cpuMicros());
    }

    private void describe(final BenchReport report, final SimulationConfig day, final RawTopicLoader.Loaded loaded) {
        report
            .put("seed", options.seed())
            .put("symbols", day.symbols())
            .put("messages", loaded.messages())
            .put("messagesPerRecord", (double) loaded.messages() / loaded.records())
            .put("bytesPerMessage", (double) loaded.bytes() / loaded.messages())
            .put("eventRate", eventRate)
            .put("parallelism", parallelism)
            .put("checkpointMillis", checkpointMillis)
            .put("snapshotMillis", snapshotMillis)
            .put("packedMessages", packedMessages)
            .put("compression", compression)
            .put("readAhead", readAhead)
            .put("backend", backend)
            .put("set", overrides.settings())
            .put("warmUpRounds", warmUpRounds)
            .put("rounds", rounds);
    }

    private void result(final BenchReport report, final long theirCount) {
        report.put("ours", Median.of(ours)).put("oursCpuMicros", Median.of(ourCpu));
        if (compare) {
            report
                .put("theirMessages", theirCount)
                .put("theirs", Median.of(theirs))
                .put("theirsCpuMicros", Median.of(theirCpu))
                .put("cpuRatio", Median.of(theirCpu) / Median.of(ourCpu))
                .put("ratio", Median.of(ours) / Median.of(theirs));
        }
    }
}
