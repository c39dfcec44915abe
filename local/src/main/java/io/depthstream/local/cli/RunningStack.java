package io.depthstream.local.cli;

import io.depthstream.local.stack.StackFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a running stack, shared by the commands that need one. */
final class RunningStack {
    @Option(names = "--stack", paramLabel = "FILE",
        description = "Where a running stack left its addresses (default: .depthstream/stack.properties).")
    private Path file = StackFile.usualPlace();

    StackFile require() {
        return StackFile.read(file).orElseThrow(() -> new UsageException(
            "no running stack: " + file + " is missing or names a process that has ended; start one with ./depthstream demo"));
    }
}
