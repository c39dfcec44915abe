package io.depthstream.benchmarks.itch;

import io.depthstream.ingest.itch.ItchBlockDecoder;
import io.depthstream.local.simulator.MessageSource;
import io.depthstream.local.simulator.SimulationConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;

/**
 * A simulated day that was made before: its messages come from a file, so that making them takes nothing of the processors
 * that are measured. One thread; allocates nothing after construction.
 */
public final class MessageFile implements MessageSource, AutoCloseable {
    private final FileChunks chunks;
    private int at;

    /**
     * Writes a day into a file and opens it.
     *
     * @param file may exist, and is written anew
     * @throws IOException if the file can't be written or read
     */
    public MessageFile(final SimulationConfig day, final Path file) throws IOException {
        SimulatedFile.write(day, file);
        chunks = new FileChunks(file);
    }

    @Override
    public int next(final MutableDirectBuffer buffer, final int offset) {
        int end = FileChunks.blockEnd(chunks.buffer(), at, chunks.end());
        if (end < 0) {
            final boolean more = more();
            at = 0;
            if (!more) {
                return 0;
            }
            end = FileChunks.blockEnd(chunks.buffer(), 0, chunks.end());
        }
        final int length = end - at - ItchBlockDecoder.LENGTH_BYTES;
        buffer.putBytes(offset, chunks.buffer(), at + ItchBlockDecoder.LENGTH_BYTES, length);
        at = end;
        return length;
    }

    private boolean more() {
        try {
            return chunks.next(at);
        } catch (final IOException e) {
            throw new UncheckedIOException("a simulated day can't be read back", e);
        }
    }

    @Override
    public void close() throws IOException {
        chunks.close();
    }
}
