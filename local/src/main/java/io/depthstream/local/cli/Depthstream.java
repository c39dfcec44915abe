package io.depthstream.local.cli;

import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root command; what it can do is in its sub-commands. */
@Command(
    name = "depthstream",
    mixinStandardHelpOptions = true,
    version = "Depthstream 0.1.0",
    description = "Raw venue packets in; exact, live order books out.",
    subcommands = {DemoCommand.class, ReplayCommand.class, LadderCommand.class, DeadLetterCommand.class,
        SimulateCommand.class, QCommand.class, QTestCommand.class, ResyncCommand.class, CheckCommand.class, ClickHouseCheckCommand.class,
        AnalyticsCommand.class, HelpCommand.class},
    footer = {"", "Run by the launcher, over Maven: verify-full (tests that need root or packages), fuzz (searches every reader for "
        + "bytes that break it).", ""},
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:done", "1:a check failed", "2:wrong usage or configuration"})
public final class Depthstream {
    /** Exit code of a run whose check failed. */
    public static final int CHECK_FAILED = 1;
    /** Exit code of wrong usage or configuration. */
    public static final int WRONG_USAGE = 2;

    private Depthstream() {
    }

    /** Runs the command the arguments name and ends the process with its exit code. */
    public static void main(final String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Returns the command line with every command, those of other modules included. */
    static CommandLine commandLine() {
        final CommandLine commandLine = new CommandLine(new Depthstream());
        ServiceLoader.load(ExtraCommand.class).forEach(commandLine::addSubcommand);
        commandLine.setExecutionExceptionHandler((exception, failed, parsed) -> {
            final boolean wrongUsage = isWrongUsage(exception);
            failed.getErr().println(failed.getColorScheme().errorText("depthstream: " + exception.getMessage()));
            if (!wrongUsage) {
                exception.printStackTrace(failed.getErr());
            }
            return wrongUsage ? WRONG_USAGE : CHECK_FAILED;
        });
        return commandLine;
    }

    private static boolean isWrongUsage(final Exception exception) {
        return exception instanceof UsageException
            || exception instanceof io.depthstream.jobs.config.ConfigException
            || exception instanceof io.depthstream.ingest.feed.ConfigException;
    }
}
