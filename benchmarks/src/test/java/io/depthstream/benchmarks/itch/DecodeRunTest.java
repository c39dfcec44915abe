package io.depthstream.benchmarks.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeRunTest {
    /** More than a piece of the file. */
    private static final SimulationConfig DAY = SimulatedFile.day(11, 60_000);

    @TempDir
    private Path folder;

    @Test
    void shouldReadEveryFieldOfEveryMessageThatWasWritten() throws IOException {
        final FieldSum expected = new FieldSum();
        final MarketSimulator simulator = new MarketSimulator(DAY);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final ItchDecoder decoder = new ItchDecoder();
        for (int length = simulator.next(buffer, 0); length > 0; length = simulator.next(buffer, 0)) {
            decoder.decode(buffer, 0, length, expected);
        }

        final DecodeRun run = DecodeRun.of(SimulatedFile.of(DAY, folder));

        assertEquals(DAY.messages(), run.messages());
        assertEquals(0, run.bad());
        assertEquals(expected.sum(), run.checksum());
    }

    @Test
    void shouldCountAMessageOfNoKnownTypeAndGoOn() throws IOException {
        final Path file = SimulatedFile.of(DAY, folder);
        final byte[] bytes = Files.readAllBytes(file);
        int block = 0;
        for (int i = 0; i < DAY.messages() / 2; i++) {
            block += 2 + (bytes[block] << 8 | bytes[block + 1] & 0xFF);
        }
        bytes[block + 2] = '~';
        Files.write(file, bytes);

        final DecodeRun run = DecodeRun.of(file);

        assertEquals(1, run.bad());
        assertEquals(DAY.messages() - 1, run.messages());
    }
}
