package io.depthstream.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Runs a benchmark as the command line does and reads its JSON. */
final class Bench {
    private Bench() {
    }

    /** Runs it with its files in the folder; it must end with 0. */
    static JsonNode run(final Path folder, final String... arguments) throws IOException {
        final Path json = folder.resolve("result.json");
        final List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--cache", folder.resolve("cache").toString(), "--json", json.toString()));
        assertEquals(0, new CommandLine(new BenchCommand()).execute(all.toArray(String[]::new)), "exit code of " + all);
        return new ObjectMapper().readTree(json.toFile());
    }
}
