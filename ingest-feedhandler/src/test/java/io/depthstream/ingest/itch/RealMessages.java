package io.depthstream.ingest.itch;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The real exchange data beside the project: never part of it, so a test without it skips and says so. */
final class RealMessages {
    private RealMessages() {
    }

    /** Where the named file lies; skips the test if it does not. */
    static Path require(final String name) {
        final Path file = Path.of(System.getProperty("depthstream.data", "../shared/data"), name);
        if (!Files.isRegularFile(file)) {
            Assumptions.abort("real data not at " + file + ": skipped");
        }
        return file;
    }

    /** Hands over each message of a length-prefixed file, plain or gzip; returns how many there were. */
    static int forEach(final Path file, final Consumer<byte[]> consumer) throws IOException {
        int count = 0;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                DataInputStream in = new DataInputStream(file.toString().endsWith(".gz")
                        ? new BufferedInputStream(new GZIPInputStream(raw))
                        : raw)) {
            int high;
            while ((high = in.read()) >= 0) {
                final byte[] message = new byte[high << 8 | in.readUnsignedByte()];
                in.readFully(message);
                consumer.accept(message);
                count++;
            }
        }
        return count;
    }
}
