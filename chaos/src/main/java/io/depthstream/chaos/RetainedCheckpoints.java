package io.depthstream.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints that a dead job has left: {@code FOLDER/JOB/chk-NUMBER/_metadata}. A checkpoint without its metadata
 * was not complete; numbers go on through restarts, so the highest is the newest. Any thread.
 */
public final class RetainedCheckpoints {
    private static final String METADATA = "_metadata";
    private static final String PREFIX = "chk-";

    private final Path folder;

    /** The checkpoints below a folder, which need not be there yet. */
    public RetainedCheckpoints(final Path folder) {
        this.folder = folder;
    }

    /** The newest complete checkpoint, of whichever job. */
    public Optional<Path> newest() throws IOException {
        return complete().stream().max(Comparator.comparingLong(RetainedCheckpoints::number));
    }

    /** Number of the newest complete checkpoint; 0 if there is none. */
    public long newestNumber() throws IOException {
        return newest().map(RetainedCheckpoints::number).orElse(0L);
    }

    private List<Path> complete() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        // A running job takes older ones away while this looks.
        try (Stream<Path> jobs = Files.list(folder)) {
            return jobs.flatMap(RetainedCheckpoints::inside)
                .filter(path -> path.getFileName().toString().startsWith(PREFIX) && Files.exists(path.resolve(METADATA)))
                .toList();
        } catch (final UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Stream<Path> inside(final Path job) {
        try (Stream<Path> checkpoints = Files.list(job)) {
            return checkpoints.toList().stream();
        } catch (final NoSuchFileException e) {
            return Stream.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(final Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(PREFIX.length()));
    }
}
