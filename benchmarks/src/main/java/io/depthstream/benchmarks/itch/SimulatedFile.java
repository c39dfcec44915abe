package io.depthstream.benchmarks.itch;

import io.depthstream.ingest.itch.ItchBlockDecoder;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A simulated day as a file: each message after its length in two bytes, big-endian. The same day always gives the same
 * bytes, so a file that is there is used again.
 */
public final class SimulatedFile {
    private static final int BUFFER_BYTES = 1 << 20;

    private SimulatedFile() {
    }

    /** The day a benchmark of so many messages uses: the full day's course, with as many symbols as it bears. */
    public static SimulationConfig day(final long seed, final long messages) {
        final int symbols = SimulationConfig.symbolsFor(messages);
        return SimulationConfig.fullDay().withSeed(seed).withSymbols(symbols).withMessages(messages);
    }

    /**
     * The file of a day, written into the folder unless it is there already.
     *
     * @throws IOException if the folder or the file can't be written
     */
    public static Path of(final SimulationConfig day, final Path folder) throws IOException {
        Files.createDirectories(folder);
        final Path file = folder.resolve(
            "day-" + day.messages() + "-messages-" + day.symbols() + "-symbols-seed-" + day.seed() + ".itch");
        if (Files.exists(file)) {
            return file;
        }
        final Path part = Files.createTempFile(folder, "day-", ".part");
        try {
            write(day, part);
            return Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static void write(final SimulationConfig day, final Path file) throws IOException {
        final MarketSimulator simulator = new MarketSimulator(day);
        final byte[] bytes = new byte[BUFFER_BYTES];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        try (OutputStream out = Files.newOutputStream(file)) {
            int at = 0;
            while (true) {
                if (at + ItchBlockDecoder.LENGTH_BYTES + MarketSimulator.MAX_MESSAGE_LENGTH > bytes.length) {
                    out.write(bytes, 0, at);
                    at = 0;
                }
                final int length = simulator.next(buffer, at + ItchBlockDecoder.LENGTH_BYTES);
                if (length == 0) {
                    break;
                }
                buffer.putShort(at, (short) length, ByteOrder.BIG_ENDIAN);
                at += ItchBlockDecoder.LENGTH_BYTES + length;
            }
            out.write(bytes, 0, at);
        }
    }
}
