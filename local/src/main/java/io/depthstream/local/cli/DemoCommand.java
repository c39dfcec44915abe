package io.depthstream.local.cli;

import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.ingest.packet.UnavailableHereException;
import io.depthstream.local.run.DemoOptions;
import io.depthstream.local.run.DemoRun;
import io.depthstream.local.run.DemoStores;
import io.depthstream.local.run.DemoWire;
import io.depthstream.local.run.PrimaryPlan;
import io.depthstream.local.run.RunReport;
import io.depthstream.local.run.RunView;
import io.depthstream.local.stack.NatsServer;
import io.depthstream.local.stack.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole pipeline on a simulated day, and every book checked at the end. */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Simulated NASDAQ day -> UDP lines A and B -> feed handler -> Kafka -> Flink -> Kafka, Redis and kdb+, in "
        + "one process; at the end every book is compared with one rebuilt from what was sent.")
final class DemoCommand implements Callable<Integer> {
    private static final long RATE = 20_000;
    /** Two feed handlers publish everything twice: so much leaves two cores time to spare, and a silence is a silence. */
    private static final long RATE_WITH_REPLICA = 5_000;

    @Option(names = "--seconds", description = "Length of the run (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;
    @Option(names = "--rate", description = "Messages a second (default: " + RATE + ", with --replica " + RATE_WITH_REPLICA + ").")
    private Long rate;
    @Option(names = "--seed", description = "Seed of the simulated day (default: ${DEFAULT-VALUE}).")
    private long seed = 20200130;
    @Option(names = "--parallelism", description = "Subtasks of the job, partitions of each topic (default: ${DEFAULT-VALUE}).")
    private int parallelism = 2;
    @Option(names = "--loss-a", paramLabel = "SHARE", description = "Share of packets line A loses, 0 to 1.")
    private double lossA;
    @Option(names = "--loss-b", paramLabel = "SHARE", description = "Share of packets line B loses, 0 to 1.")
    private double lossB;
    @Option(names = "--reorder", paramLabel = "SHARE", description = "Share of packets that come late on each line, 0 to 1.")
    private double reorder;
    @Option(names = "--no-recovery",
        description = "Without re-request and snapshot server: what both lines lost stays lost, and every book it may touch is flagged.")
    private boolean noRecovery;
    @Option(names = "--join-at", paramLabel = "SECOND",
        description = "Start the feed handler so long after the first message: it joins in mid-session by a GLIMPSE snapshot.")
    private int joinAt;
    @ArgGroup(exclusive = false)
    private Replica replica;
    @Option(names = "--source", paramLabel = "KIND",
        description = "What the feed handler receives by: udp on loopback, or afxdp or recvmmsg in network namespaces that are"
            + " made and removed (root, Linux and a JDK 25; default: ${DEFAULT-VALUE}).")
    private String source = "udp";
    @Option(names = "--clickhouse",
        description = "Feed ClickHouse too, in process, and check its tables; fetches it by npm the first time (178 MB).")
    private boolean clickHouse;
    @Option(names = "--nats", description = "Feed NATS too, and check what a subscriber hears; needs a nats-server on the PATH.")
    private boolean nats;
    @Option(names = "--kdb", negatable = true, fallbackValue = "true",
        description = "Feed kdb+ too (the embedded q server), and check its tables; --no-kdb leaves it out. On unless two feed"
            + " handlers run (--replica): they and it want more than two processors.")
    private Boolean kdb;
    @Option(names = "--analytics", description = "Run the analytics job too, and say what it published.")
    private boolean analytics;
    @Option(names = "--headless", description = "Print a line a second instead of live ladders.")
    private boolean headless;
    @Option(names = "--json", paramLabel = "FILE", description = "Write the report there.")
    private Path json;

    @Option(names = "--stack", paramLabel = "FILE",
        description = "Where to leave the stack's addresses while it runs (default: .depthstream/stack.properties).")
    private Path stackFile = StackFile.usualPlace();
    @Spec
    private CommandSpec spec;

    private long rate() {
        if (rate != null) {
            return rate;
        }
        return replica == null ? RATE : RATE_WITH_REPLICA;
    }

    private DemoStores.Wish stores(final RunView view) throws InterruptedException {
        if (nats && !NatsServer.installed()) {
            throw new UsageException("--nats: there is no nats-server on the PATH; install it (apt-get install nats-server)");
        }
        final boolean withKdb = kdb == null ? replica == null : kdb;
        if (!clickHouse) {
            return new DemoStores.Wish(null, nats, withKdb, analytics);
        }
        try {
            final Path npm = Path.of(System.getProperty("depthstream.home", "."), ".depthstream", "npm");
            return new DemoStores.Wish(EngineLibrary.require(npm, view::say), nats, withKdb, analytics);
        } catch (final IOException unavailable) {
            throw new UsageException("--clickhouse: " + unavailable.getMessage());
        }
    }

    /** Two feed handlers, and what happens to one of them. */
    private static final class Replica {
        @Option(names = "--replica", required = true,
            description = "Two feed handlers publish hot-hot to the same topics: the primary in a process of its own, the "
                + "replica in this one.")
        private boolean wanted;
        @Option(names = "--kill-primary-at", paramLabel = "SECOND",
            description = "Kill the primary with SIGKILL (kill -9) so long after the first message.")
        private int killAt;
        @Option(names = "--freeze-primary-at", paramLabel = "SECOND", description = "Freeze the primary (SIGSTOP).")
        private int freezeAt;
        @Option(names = "--wake-primary-at", paramLabel = "SECOND",
            description = "Wake the frozen primary (SIGCONT): a zombie that publishes what is long known.")
        private int wakeAt;

        private PrimaryPlan plan() {
            return new PrimaryPlan(killAt, freezeAt, wakeAt);
        }
    }

    @Override
    public Integer call() throws Exception {
        if (!DemoWire.SOURCES.contains(source)) {
            throw new UsageException("--source is " + source + ": must be one of " + String.join(", ", DemoWire.SOURCES));
        }
        if (replica != null && !source.equals("udp")) {
            throw new UsageException("--source " + source + " runs in namespaces of its own, which --replica's second process"
                + " is not in: leave one of them out");
        }
        final DemoOptions options;
        try {
            options = new DemoOptions(seconds, rate(), seed, parallelism, lossA, lossB, reorder, !noRecovery,
                replica == null ? null : replica.plan(), joinAt);
        } catch (final IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        final RunReport report;
        try (RunView view = new RunView(spec.commandLine().getOut(), headless)) {
            report = new DemoRun(options, source, stackFile, view).withStores(stores(view)).run();
        } catch (final UnavailableHereException e) {
            throw new UsageException("--source " + source + ": " + e.getMessage());
        }
        return Verdict.of(report, json, noRecovery, spec.commandLine().getOut());
    }
}
