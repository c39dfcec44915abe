package io.depthstream.chaos.cli;

import io.depthstream.local.cli.ExtraCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./depthstream chaos}: the parent of all experiments. */
@Command(name = "chaos", mixinStandardHelpOptions = true,
    description = "Break something on purpose, and check that nothing was lost and nothing came twice.",
    subcommands = {KillJobCommand.class, OutageCommand.class})
public final class ChaosCommand implements ExtraCommand {
    @Spec
    private CommandSpec spec;

    /** Shows what there is: an experiment must be named. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
