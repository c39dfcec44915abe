package io.depthstream.local.cli;

import io.depthstream.local.run.DemoOptions;
import io.depthstream.local.run.DemoRun;
import io.depthstream.local.run.RunReport;
import io.depthstream.local.run.RunView;
import io.depthstream.local.stack.StackFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole pipeline on a simulated day, and every book checked at the end. */
@Command(name = "demo", mixinStandardHelpOptions = true,
    description = "Simulated NASDAQ day -> UDP lines A and B -> feed handler -> Kafka -> Flink -> Kafka and Redis, in one "
        + "process; at the end every book is compared with one rebuilt from what was sent.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--seconds", description = "Length of the run (default: ${DEFAULT-VALUE}).")
    private int seconds = 60;
    @Option(names = "--rate", description = "Messages a second (default: ${DEFAULT-VALUE}).")
    private long rate = 20_000;
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
        description = "Without a re-request server: what both lines lost stays lost, and every book it may touch is flagged.")
    private boolean noRecovery;
    @Option(names = "--headless", description = "Print a line a second instead of live ladders.")
    private boolean headless;
    @Option(names = "--json", paramLabel = "FILE", description = "Write the report there.")
    private Path json;

    @Option(names = "--stack", paramLabel = "FILE",
        description = "Where to leave the stack's addresses while it runs (default: .depthstream/stack.properties).")
    private Path stackFile = StackFile.usualPlace();
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        final DemoOptions options;
        try {
            options = new DemoOptions(seconds, rate, seed, parallelism, lossA, lossB, reorder, !noRecovery);
        } catch (final IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        final RunReport report;
        try (RunView view = new RunView(spec.commandLine().getOut(), headless)) {
            report = new DemoRun(options, stackFile, view).run();
        }
        return Verdict.of(report, json, noRecovery, spec.commandLine().getOut());
    }
}
