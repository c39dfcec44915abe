package io.depthstream.benchmarks.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageFileTest {
    /** More than one piece of the file. */
    private static final int MESSAGES = 100_000;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheMessagesOfTheDayThatTheSimulatorMakes() throws Exception {
        final SimulationConfig day = SimulatedFile.day(7, MESSAGES);
        final MarketSimulator simulator = new MarketSimulator(day);
        final UnsafeBuffer made = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final UnsafeBuffer read = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        long bytes = 0;
        try (MessageFile file = new MessageFile(day, folder.resolve("day.itch"))) {
            for (int i = 0; i < MESSAGES; i++) {
                final int length = simulator.next(made, 0);
                assertEquals(length, file.next(read, 0));
                read.setMemory(length, read.capacity() - length, (byte) 0);
                made.setMemory(length, made.capacity() - length, (byte) 0);
                assertEquals(made, read);
                bytes += length;
            }
            assertEquals(0, file.next(read, 0));
            assertEquals(0, file.next(read, 0), "and no more");
        }
        assertTrue(bytes > 2L * FileChunks.CHUNK_BYTES, "pieces of the file: " + bytes);
    }
}
