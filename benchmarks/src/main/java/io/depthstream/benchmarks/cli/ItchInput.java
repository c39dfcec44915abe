package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.itch.SimulatedFile;
import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.local.cli.UsageException;
import io.depthstream.local.simulator.SimulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ITCH file a benchmark reads: given, or a simulated day written once and kept. */
final class ItchInput {
    /** The simulated day of one symbol is no shorter. */
    private static final long LEAST_MESSAGES = 600;

    @Parameters(arity = "0..1", paramLabel = "FILE",
        description = "Length-prefixed ITCH 5.0 file, not compressed; without it a day is simulated.")
    private Path given;
    @Option(names = "--messages", paramLabel = "N",
        description = "Messages of the simulated day (default: ${DEFAULT-VALUE}).")
    private long messages = 5_000_000;
    @Option(names = "--rounds", paramLabel = "R",
        description = "Timed passes, after one to warm up; the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    /** Timed passes, checked. */
    int rounds() {
        BenchOptions.require("--rounds", rounds, 1, 1_000);
        return rounds;
    }

    /** The file; notes in the report what it is. */
    Path file(final BenchOptions options, final BenchReport report) throws IOException {
        if (given != null) {
            if (!Files.isReadable(given)) {
                throw new UsageException("file " + given + " cannot be read: must be a length-prefixed ITCH 5.0 file");
            }
            report.put("file", given.toString());
            return given;
        }
        BenchOptions.require("--messages", messages, LEAST_MESSAGES, SimulationConfig.MAX_MESSAGES);
        final SimulationConfig day = SimulatedFile.day(options.seed(), messages);
        report.put("seed", options.seed()).put("symbols", day.symbols());
        final Path file = SimulatedFile.of(day, options.cache());
        report.put("file", file.getFileName().toString());
        return file;
    }
}
