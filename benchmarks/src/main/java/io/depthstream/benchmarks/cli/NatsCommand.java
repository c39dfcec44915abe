package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.NatsLegs;
import io.depthstream.benchmarks.pipeline.WorkingFolder;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.jobs.config.JobConfig;
import io.depthstream.jobs.hot.HotCounters;
import io.depthstream.jobs.hot.HotPublisher;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.local.cli.UsageException;
import io.depthstream.local.stack.NatsServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long a state takes to a NATS subscriber, leg by leg. */
@Command(name = "nats", mixinStandardHelpOptions = true,
    description = "States at a fixed rate through the hot publisher to a NATS subscriber: received to published, published to"
        + " subscriber, and both; nothing omitted when something stalls. Needs a nats-server on the PATH.")
final class NatsCommand implements Callable<Integer> {
    private static final Duration DRAIN = Duration.ofSeconds(60);

    @Mixin
    private BenchOptions options;
    @Option(names = "--rate", paramLabel = "R", description = "States a second (default: ${DEFAULT-VALUE}).")
    private int rate = 50_000;
    @Option(names = "--seconds", paramLabel = "N", description = "Measured time (default: ${DEFAULT-VALUE}).")
    private int seconds = 10;
    @Option(names = "--warm-up-seconds", paramLabel = "N",
        description = "Time at the same rate before it (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds = 5;
    @Option(names = "--symbols", paramLabel = "N", description = "Symbols, in turn (default: ${DEFAULT-VALUE}).")
    private int symbols = 8_000;
    @Option(names = "--levels", paramLabel = "N", description = "Levels a side (default: ${DEFAULT-VALUE}).")
    private int levels = 10;

    @Override
    public Integer call() throws Exception {
        BenchOptions.require("--rate", rate, 1, 5_000_000);
        BenchOptions.require("--seconds", seconds, 1, 3_600);
        BenchOptions.require("--warm-up-seconds", warmUpSeconds, 0, 3_600);
        BenchOptions.require("--symbols", symbols, 1, 1_000_000);
        BenchOptions.require("--levels", levels, 1, 100);
        if (!NatsServer.installed()) {
            throw new UsageException("there is no nats-server on the PATH: apt-get install nats-server");
        }
        final BenchReport report = new BenchReport("bench nats");
        report.put("rate", rate).put("seconds", seconds).put("symbols", symbols).put("levels", levels);
        try (WorkingFolder folder = new WorkingFolder(options.workingFolder("nats-"));
                NatsServer server = NatsServer.start(folder.path());
                NatsLegs legs = new NatsLegs(server.uri());
                HotPublisher publisher = HotPublisherFactory.of(JobConfig.of(Map.of(
                    "hot.natsUri", server.uri(), "hot.maxSymbols", Integer.toString(symbols),
                    "book.depthLevels", Integer.toString(levels))).hot()).open(0)) {
            legs.offer(publisher, symbols, levels, rate, warmUpSeconds);
            publisher.drain(DRAIN);
            legs.begin();
            final HotCounters before = publisher.counters();
            legs.offer(publisher, symbols, levels, rate, seconds);
            if (!publisher.drain(DRAIN)) {
                throw new IllegalStateException("NATS did not take every state: " + publisher.counters());
            }
            final HotCounters after = publisher.counters();
            legs.awaitMessages(after.published() - before.published(), DRAIN);
            report
                .put("published", after.published() - before.published())
                .put("conflated", after.conflated() - before.conflated())
                .put("received", legs.messages())
                .put("slowConsumer", legs.slow());
            legs.fill(report);
        }
        options.show(report);
        return 0;
    }
}
