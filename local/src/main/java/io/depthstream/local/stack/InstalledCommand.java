package io.depthstream.local.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** Looks for commands on the {@code PATH}. */
final class InstalledCommand {
    private InstalledCommand() {
    }

    /** Returns whether the {@code PATH} has an executable of that name. */
    static boolean onPath(final String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Path.of(folder, command).toFile().canExecute());
    }
}
