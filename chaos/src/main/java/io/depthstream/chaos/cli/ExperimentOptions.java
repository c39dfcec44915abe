package io.depthstream.chaos.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options every experiment has: the day, and where the report goes. */
final class ExperimentOptions {
    @Option(names = "--messages", paramLabel = "N",
        description = "Messages of the day, 10000 to 100000000 (default: ${DEFAULT-VALUE}).")
    private long messages = 100_000;
    @Option(names = "--seed", paramLabel = "S", description = "Of the day and of the moments (default: ${DEFAULT-VALUE}).")
    private long seed = 20200130;
    @Option(names = "--json", paramLabel = "FILE", description = "Write the report there.")
    private Path json;

    long messages() {
        WorkFolder.require("--messages", messages, 10_000, 100_000_000);
        return messages;
    }

    long seed() {
        return seed;
    }

    /** Writes the report where the user asked. */
    void write(final Object report) throws IOException {
        if (json != null) {
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), report);
        }
    }
}
