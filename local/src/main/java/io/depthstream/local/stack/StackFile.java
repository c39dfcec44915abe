package io.depthstream.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Where a running stack says how to reach it, so that {@code ladder} and {@code dlq} in another terminal find it.
 *
 * @param bootstrapServers Kafka, {@code host:port}
 * @param redisUri Redis, {@code redis://host:port}
 * @param flinkUrl Flink's web front
 * @param processId of the process that runs the stack
 * @param more further addresses by name; see {@link #addNote}
 */
public record StackFile(
    String bootstrapServers, String redisUri, String flinkUrl, long processId, Map<String, String> more) {
    /** Name of the feed handlers' control addresses: {@code host:port}, separated by commas. */
    public static final String CONTROL = "control";
    /** Name of the GLIMPSE server's address, {@code host:port}. */
    public static final String GLIMPSE = "glimpse";
    /** Under this name a stack notes where its q server listens, {@code host:port}. */
    public static final String KDB = "kdb";

    private static final Set<String> OWN_KEYS = Set.of("kafka", "redis", "flink", "process");

    /** Takes a copy, so that the record stays as it is. */
    public StackFile {
        more = Map.copyOf(more);
    }

    /** Returns a further address; empty where the stack has none of that name. */
    public Optional<String> address(final String name) {
        return Optional.ofNullable(more.get(name));
    }

    /** Returns the file's usual place: {@code .depthstream/stack.properties} under the project. */
    public static Path usualPlace() {
        return Path.of(System.getProperty("depthstream.home", "."), ".depthstream", "stack.properties");
    }

    /** Writes the file, and its folder where missing. */
    public void write(final Path file) {
        final Properties properties = new Properties();
        properties.setProperty("kafka", bootstrapServers);
        properties.setProperty("redis", redisUri);
        properties.setProperty("flink", flinkUrl);
        properties.setProperty("process", Long.toString(processId));
        more.forEach(properties::setProperty);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (Writer out = Files.newBufferedWriter(file)) {
                properties.store(out, "A running Depthstream stack; removed when it ends.");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("stack file could not be written to " + file, e);
        }
    }

    /** Reads the file; empty when there is none or the process it names has ended. */
    public static Optional<StackFile> read(final Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        final Properties properties = load(file);
        final long processId = Long.parseLong(properties.getProperty("process", "-1"));
        if (ProcessHandle.of(processId).filter(ProcessHandle::isAlive).isEmpty()) {
            return Optional.empty();
        }
        final Map<String, String> more = new HashMap<>();
        properties.stringPropertyNames().stream().filter(name -> !OWN_KEYS.contains(name))
            .forEach(name -> more.put(name, properties.getProperty(name)));
        return Optional.of(new StackFile(properties.getProperty("kafka"), properties.getProperty("redis"),
            properties.getProperty("flink"), processId, more));
    }

    /** Returns what a running stack has noted under a name; empty when it has not, or none runs. */
    public static Optional<String> note(final Path file, final String name) {
        return read(file).map(running -> load(file).getProperty(name));
    }

    /** Adds a note to the file of this process's stack. */
    public static void addNote(final Path file, final String name, final String value) {
        final Properties properties = load(file);
        properties.setProperty(name, value);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, "A running Depthstream stack; removed when it ends.");
        } catch (final IOException e) {
            throw new UncheckedIOException("stack file could not be written to " + file, e);
        }
    }

    private static Properties load(final Path file) {
        final Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
            return properties;
        } catch (final IOException e) {
            throw new UncheckedIOException("stack file could not be read from " + file, e);
        }
    }

    /** Removes the file. */
    public static void remove(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("stack file could not be removed from " + file, e);
        }
    }
}
