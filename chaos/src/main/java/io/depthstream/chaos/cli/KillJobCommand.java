package io.depthstream.chaos.cli;

import io.depthstream.chaos.ExactlyOnceVerdict;
import io.depthstream.chaos.JobKillExperiment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kills the order-book job's process again and again. */
@Command(name = "kill-job", mixinStandardHelpOptions = true,
    description = "Kill the order-book job's process with signal 9 in mid-stream, restart it from its newest checkpoint, and"
        + " compare every committed record and every book with a run that nothing disturbed.")
final class KillJobCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(names = "--kills", paramLabel = "N", description = "How often, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int kills = 4;
    @Option(names = "--parallelism", paramLabel = "P", description = "Subtasks and partitions, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int parallelism = 2;
    @Option(names = "--changelog", description = "Flink logs each change of state as it is made (default: no).")
    private boolean changelog;
    @Mixin
    private ExperimentOptions options;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        WorkFolder.require("--kills", kills, 1, 1_000);
        WorkFolder.require("--parallelism", parallelism, 1, 64);
        final long messages = options.messages();
        final Path folder = WorkFolder.create("kill-job-");
        final JobKillExperiment.Report report =
            new JobKillExperiment(new JobKillExperiment.Plan(options.seed(), kills, messages, parallelism, changelog), folder).run();
        show(report, spec.commandLine().getOut());
        options.write(report);
        if (!report.passed()) {
            spec.commandLine().getErr().println("Logs, checkpoints and topics are kept in " + folder);
            return FAILED;
        }
        WorkFolder.delete(folder);
        return 0;
    }

    private void show(final JobKillExperiment.Report report, final PrintWriter out) {
        final ExactlyOnceVerdict verdict = report.verdict();
        out.printf("seed                %14d%n", options.seed());
        out.printf("events              %,14d%n", report.events());
        report.kills().forEach(kill -> out.printf("killed              %,14d events committed, %s; went on from checkpoint %d%n",
            kill.applied(), kill.afterCheckpoint() ? "a checkpoint just complete" : "in mid-stream", kill.checkpoint()));
        out.printf("committed records   %,14d%n", verdict.committed());
        out.printf("twice               %,14d%n", verdict.twice());
        out.printf("missing             %,14d%n", verdict.missing());
        out.printf("extra               %,14d%n", verdict.extra());
        out.printf("differing           %,14d%n", verdict.differing());
        out.printf("out of order        %,14d   symbols of a topic%n", verdict.disordered());
        out.printf("uncommitted records %,14d   %,d of them dropped as seen before%n", verdict.uncommitted(), verdict.dropped());
        out.printf("levels              %,14d   price levels of the true books%n", report.books().levels());
        out.printf("differences         %,14d   of them%n", report.books().differences());
        verdict.first().forEach(out::println);
        out.println(report.passed() ? "Every record exactly once; every book exact." : "FAILED");
        out.flush();
    }
}
