package io.depthstream.chaos.cli;

import io.depthstream.local.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What every experiment's command does before and after: checks its options, makes its folder, takes it away. */
final class WorkFolder {
    private WorkFolder() {
    }

    /** A new folder for a run. */
    static Path create(final String prefix) throws IOException {
        final Path home = Path.of(System.getProperty("depthstream.home", "."), ".depthstream", "chaos");
        return Files.createTempDirectory(Files.createDirectories(home), prefix).toAbsolutePath();
    }

    /** Refuses a number outside its range. */
    static void require(final String option, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new UsageException(option + " is " + value + ": must be " + least + " to " + most);
        }
    }

    /** Takes a folder away with all that is in it. */
    static void delete(final Path folder) throws IOException {
        final List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (final Path path : all) {
            Files.delete(path);
        }
    }
}
