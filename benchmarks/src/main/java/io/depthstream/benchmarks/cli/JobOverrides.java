package io.depthstream.benchmarks.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Settings of the order-book job that count before those of the benchmark. */
final class JobOverrides {
    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "A setting of our job, as its configuration has them; may be given again and again.")
    private Map<String, String> settings = new TreeMap<>();

    /** By key; empty if none was given. */
    Map<String, String> settings() {
        return settings;
    }
}
