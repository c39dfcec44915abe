package io.depthstream.local.cli;

import io.depthstream.local.run.ReplayOptions;
import io.depthstream.local.run.ReplayRun;
import io.depthstream.local.run.RunReport;
import io.depthstream.local.run.RunView;
import io.depthstream.local.stack.StackFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The whole pipeline on a capture, and every book checked at the end. */
@Command(name = "replay", mixinStandardHelpOptions = true,
    description = "A pcap, pcapng or length-prefixed ITCH file (plain or gzip) through the whole pipeline; at the end every "
        + "book is compared with one rebuilt from the file.")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The capture; its kind is told by its first bytes.")
    private Path file;
    @Option(names = "--speed", paramLabel = "X",
        description = "1 for real time, 10 for ten times that, 0 for as fast as possible (default: ${DEFAULT-VALUE}).")
    private double speed;
    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "Trading day of the capture (default: ${DEFAULT-VALUE}).")
    private LocalDate date = LocalDate.of(2020, 1, 30);
    @Option(names = "--parallelism", description = "Subtasks of the job, partitions of each topic (default: ${DEFAULT-VALUE}).")
    private int parallelism = 2;
    @Option(names = "--headless", description = "Print a line a second instead of live ladders.")
    private boolean headless;
    @Option(names = "--json", paramLabel = "FILE", description = "Write the report there.")
    private Path json;
    @Option(names = "--books", paramLabel = "FILE", description = "Write every final book there.")
    private Path books;

    @Option(names = "--stack", paramLabel = "FILE",
        description = "Where to leave the stack's addresses while it runs (default: .depthstream/stack.properties).")
    private Path stackFile = StackFile.usualPlace();
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(file)) {
            throw new UsageException("capture " + file + " is not there or can't be read: give a pcap, pcapng or ITCH file");
        }
        final ReplayOptions options;
        try {
            options = new ReplayOptions(file, speed, date, parallelism, books);
        } catch (final IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        final RunReport report;
        try (RunView view = new RunView(spec.commandLine().getOut(), headless)) {
            report = new ReplayRun(options, stackFile, view).run();
        }
        return Verdict.of(report, json, false, spec.commandLine().getOut());
    }
}
