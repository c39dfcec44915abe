package io.depthstream.benchmarks.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where RocksDB works in a benchmark: in memory where the system has a folder for that, as the operator's runbook advises, for
 * every design alike. What must survive is in the checkpoint, not here.
 */
final class RocksDbFolder {
    private static final Path MEMORY = Path.of("/dev/shm");

    private RocksDbFolder() {
    }

    /** A fresh folder, in memory where it can be. */
    static WorkingFolder create() throws IOException {
        final String prefix = "depthstream-rocksdb-";
        return new WorkingFolder(Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, prefix) : Files.createTempDirectory(prefix));
    }
}
