package io.depthstream.benchmarks.cli;

import io.depthstream.benchmarks.pipeline.TouchRecords;
import io.depthstream.benchmarks.report.BenchReport;
import picocli.CommandLine.Option;

/** What the records of touches look like that a cold store is given. */
final class TouchOptions {
    @Option(names = "--symbols", paramLabel = "N", description = "Symbols (default: ${DEFAULT-VALUE}).")
    private int symbols = 2_000;
    @Option(names = "--changes", paramLabel = "N", description = "Changes of the touch a record (default: ${DEFAULT-VALUE}).")
    private int changes = 4;

    /** Refuses numbers out of their ranges, and notes the others in a report. */
    void check(final BenchReport report) {
        BenchOptions.require("--symbols", symbols, 1, 100_000);
        BenchOptions.require("--changes", changes, 1, 256);
        report.put("symbols", symbols).put("changesPerRecord", changes);
    }

    int changes() {
        return changes;
    }

    TouchRecords records(final long seed) {
        return new TouchRecords(seed, symbols, changes);
    }
}
