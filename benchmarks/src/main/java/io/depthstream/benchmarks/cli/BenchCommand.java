package io.depthstream.benchmarks.cli;

import io.depthstream.local.cli.ExtraCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./depthstream bench}: the parent of all benchmarks. */
@Command(name = "bench", mixinStandardHelpOptions = true,
    description = "Measure speed; each benchmark names its machine and its seed.",
    subcommands = {DecodeCommand.class, BookCommand.class, JobCommand.class, AnalyticsCommand.class,
        PacketsCommand.class, PipelineCommand.class, LatencyCommand.class, CheckpointCommand.class,
        QCommand.class, JmhCommand.class, RedisCommand.class, ClickHouseCommand.class, KdbCommand.class,
        NatsCommand.class})
public final class BenchCommand implements ExtraCommand {
    @Spec
    private CommandSpec spec;

    /** Shows what there is: a benchmark must be named. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
