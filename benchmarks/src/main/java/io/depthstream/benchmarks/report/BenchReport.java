package io.depthstream.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The result of one benchmark: named values in order, printed as a table and written as JSON. One thread. */
public final class BenchReport {
    private static final int INDENT = 2;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String benchmark;
    private final Machine machine = Machine.present();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * A report that notes the machine's load as it is now, so make it before the benchmark begins.
     *
     * @param benchmark the command, such as {@code bench decode}
     */
    public BenchReport(final String benchmark) {
        this.benchmark = benchmark;
    }

    /** Adds a value: a number, a text, or a map of such. */
    public BenchReport put(final String key, final Object value) {
        values.put(key, value);
        return this;
    }

    /** The values so far. */
    public Map<String, Object> values() {
        return values;
    }

    /** Prints the machine and every value. */
    public void print(final PrintStream out) {
        out.println(benchmark);
        out.println("machine: " + machine);
        table(out, INDENT, values);
        out.flush();
    }

    private static void table(final PrintStream out, final int indent, final Map<?, ?> values) {
        final int width = values.keySet().stream().mapToInt(key -> key.toString().length()).max().orElse(0);
        values.forEach((key, value) -> {
            out.print(" ".repeat(indent) + key + " ".repeat(width - key.toString().length()));
            if (value instanceof Map<?, ?> nested) {
                out.println();
                table(out, indent + INDENT, nested);
            } else {
                out.println("  " + text(value));
            }
        });
    }

    private static String text(final Object value) {
        if (value instanceof Double number) {
            return Math.abs(number) >= 1_000
                ? String.format(Locale.ROOT, "%,.0f", number) : String.format(Locale.ROOT, "%.3f", number);
        }
        return value instanceof Long || value instanceof Integer
            ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue()) : String.valueOf(value);
    }

    /**
     * Writes everything as one JSON object: the benchmark's values at the top, the machine under {@code machine}.
     *
     * @throws UncheckedIOException if the file can't be written
     */
    public void writeJson(final Path file) {
        final Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("benchmark", benchmark);
        whole.putAll(values);
        whole.put("machine", machine.values());
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            JSON.writeValue(file.toFile(), whole);
        } catch (final IOException e) {
            throw new UncheckedIOException("benchmark result could not be written to " + file, e);
        }
    }
}
