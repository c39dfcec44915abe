package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.report.BenchReport;
import io.depthstream.local.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options every benchmark has. */
final class BenchOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
    private Path json;
    @Option(names = "--seed", paramLabel = "S", description = "Of the simulated day (default: ${DEFAULT-VALUE}).")
    private long seed = 20200130;
    @Option(names = "--cache", paramLabel = "FOLDER",
        description = "Where generated files and working folders go (default: .depthstream/bench).")
    private Path cache = Path.of(System.getProperty("depthstream.home", "."), ".depthstream", "bench");

    long seed() {
        return seed;
    }

    Path cache() {
        return cache;
    }

    /** A new empty folder under the cache, for a run that takes it away at its end. */
    Path workingFolder(final String prefix) {
        try {
            Files.createDirectories(cache);
            return Files.createTempDirectory(cache, prefix).toAbsolutePath();
        } catch (final IOException e) {
            throw new UsageException("--cache is " + cache + ": no folder can be made there (" + e.getMessage() + ")");
        }
    }

    /** Prints the report, and writes it where the user asked. */
    void show(final BenchReport report) {
        report.print(System.out);
        if (json != null) {
            report.writeJson(json);
        }
    }

    /** Refuses a number outside its range. */
    static void require(final String option, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new UsageException(option + " is " + value + ": must be " + least + " to " + most);
        }
    }
}
