package io.depthstream.local.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a simulated day as NASDAQ distributes a day: each message after its length in two bytes, big-endian, without
 * any header. One thread a call.
 */
public final class SimulatorFile {

    private static final int LENGTH_BYTES = 2;
    private static final int CHUNK = 1 << 20;
    private static final int PROGRESS_EVERY = 1 << 20;

    private SimulatorFile() {
    }

    /** Writes the whole day; see {@link #write(SimulationConfig, Path, long, LongConsumer)}. */
    public static long write(final SimulationConfig config, final Path file) throws IOException {
        return write(config, file, config.messages(), messages -> { });
    }

    /**
     * Writes the first messages of a day, compressed where the file's name ends in {@code .gz}. A file that is there is
     * replaced.
     *
     * @param mostMessages stops after so many
     * @param progress     told the number of messages written, now and then and at the end
     * @return messages written
     * @throws IOException if the file cannot be written
     */
    public static long write(final SimulationConfig config, final Path file, final long mostMessages,
                             final LongConsumer progress) throws IOException {
        final MarketSimulator simulator = new MarketSimulator(config);
        final byte[] bytes = new byte[CHUNK];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        try (OutputStream out = open(file)) {
            int end = 0;
            while (simulator.sent() < mostMessages) {
                final int length = simulator.next(buffer, end + LENGTH_BYTES);
                if (length == 0) {
                    break;
                }
                bytes[end] = (byte) (length >>> 8);
                bytes[end + 1] = (byte) length;
                end += LENGTH_BYTES + length;
                if (end > CHUNK - LENGTH_BYTES - MarketSimulator.MAX_MESSAGE_LENGTH) {
                    out.write(bytes, 0, end);
                    end = 0;
                }
                if (simulator.sent() % PROGRESS_EVERY == 0) {
                    progress.accept(simulator.sent());
                }
            }
            out.write(bytes, 0, end);
        }
        progress.accept(simulator.sent());
        return simulator.sent();
    }

    private static OutputStream open(final Path file) throws IOException {
        final OutputStream out = Files.newOutputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, 1 << 16) : out;
    }
}
