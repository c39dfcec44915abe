package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.TruthBooks;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorFileTest {

    private static final SimulationConfig DAY = SimulationConfig.compressedDay(4, 20, 5_000);

    @TempDir
    private Path folder;

    @Test
    void shouldWriteADayThatRebuildsToTheSameBooks() throws Exception {
        final Path file = folder.resolve("day.itch");
        assertEquals(100_000, SimulatorFile.write(DAY, file));
        final TruthBooks read = TruthBooks.ofItchFile(file);
        assertEquals(100_000, read.messages());
        assertEquals(0, read.rejected());
        final BookComparison comparison = BookComparison.of(
            TruthBooks.ofSimulation(DAY, 100_000).depths(), read.depths());
        assertTrue(comparison.exact(), comparison.report());
        assertTrue(comparison.levels() > 1_000, comparison.report());
    }

    @Test
    void shouldCompressByTheNameOfTheFile() throws Exception {
        final Path plain = folder.resolve("day.itch");
        final Path packed = folder.resolve("day.itch.gz");
        SimulatorFile.write(DAY, plain);
        SimulatorFile.write(DAY, packed);
        assertTrue(Files.size(packed) < Files.size(plain) * 3 / 4);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            assertArrayEquals(Files.readAllBytes(plain), in.readAllBytes());
        }
        assertEquals(100_000, TruthBooks.ofItchFile(packed).messages());
    }

    @Test
    void shouldStopAtTheNumberAskedForAndTellProgress() throws Exception {
        final AtomicLong progress = new AtomicLong();
        assertEquals(1_234, SimulatorFile.write(DAY, folder.resolve("part.itch"), 1_234, progress::set));
        assertEquals(1_234, progress.get());
    }
}
