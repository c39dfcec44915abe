package io.depthstream.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that goes with everything in it when it is closed: a broker's log and a job's checkpoints are of no use after
 * a benchmark, and are large.
 *
 * @param path the folder
 */
public record WorkingFolder(Path path) implements AutoCloseable {
    private static final int TRIES = 10;

    /** Deletes it; files that vanish meanwhile (a cluster cleaning up) are no error. */
    @Override
    public void close() {
        for (int i = 0; i < TRIES && Files.exists(path); i++) {
            try (Stream<Path> files = Files.walk(path)) {
                files.sorted(Comparator.reverseOrder()).forEach(WorkingFolder::delete);
            } catch (final IOException | UncheckedIOException e) {
                if (i == TRIES - 1) {
                    System.err.println("working folder " + path + " could not be deleted (" + e.getMessage()
                        + "): delete it by hand");
                }
            }
        }
    }

    private static void delete(final Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (final NoSuchFileException gone) {
            return;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
