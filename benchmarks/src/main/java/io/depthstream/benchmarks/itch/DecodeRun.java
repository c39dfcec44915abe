package io.depthstream.benchmarks.itch;

import io.depthstream.benchmarks.report.CpuClock;
import io.depthstream.ingest.itch.ItchBlockDecoder;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One pass over a file, decoding every field of every message on the calling thread.
 *
 * @param messages       messages decoded
 * @param bad            messages the decoder refused: 0 for a sound file
 * @param checksum       {@link FieldSum#sum}
 * @param wallSeconds    time taken
 * @param cpuSeconds     CPU time of the thread, reading the file included
 * @param readCpuSeconds how much of it was reading the file
 */
public record DecodeRun(
        long messages, long bad, long checksum, double wallSeconds, double cpuSeconds, double readCpuSeconds) {
    /**
     * Runs one pass.
     *
     * @throws IOException if the file can't be read or ends within a message
     */
    public static DecodeRun of(final Path file) throws IOException {
        try (FileChunks chunks = new FileChunks(file)) {
            final CpuClock clock = new CpuClock();
            final FieldSum fields = new FieldSum();
            final ItchBlockDecoder decoder = new ItchBlockDecoder();
            long bad = 0;
            int consumed = 0;
            while (chunks.next(consumed)) {
                final UnsafeBuffer buffer = chunks.buffer();
                final int end = chunks.end();
                consumed = decoder.decode(buffer, 0, end, fields);
                for (int next = FileChunks.blockEnd(buffer, consumed, end); next >= 0;
                        next = FileChunks.blockEnd(buffer, consumed, end)) {
                    bad++;
                    consumed = decoder.decode(buffer, next, end, fields);
                }
            }
            return new DecodeRun(fields.messages(), bad, fields.sum(), clock.wallSeconds(), clock.cpuSeconds(),
                chunks.readCpuSeconds());
        }
    }
}
