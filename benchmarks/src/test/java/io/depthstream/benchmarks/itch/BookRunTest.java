package io.depthstream.benchmarks.itch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookRunTest {
    private static final SimulationConfig DAY = SimulatedFile.day(11, 30_000);

    @TempDir
    private Path folder;

    @Test
    void shouldHoldTheTrueBooksWhenTheFileEnds() {
        final MarketSimulator simulator = new MarketSimulator(DAY);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        final BookBuilder builder = new BookBuilder(0, null);
        final ItchDecoder decoder = new ItchDecoder();
        for (int length = simulator.next(buffer, 0); length > 0; length = simulator.next(buffer, 0)) {
            decoder.decode(buffer, 0, length, builder);
        }
        final TruthBooks truth = TruthBooks.ofSimulation(DAY, DAY.messages());

        assertEquals(0, builder.rejected());
        assertTrue(truth.liveOrders() > 100, "a day that ends with an empty market shows nothing");
        assertEquals(truth.liveOrders(), builder.books().liveOrders());
        final Map<String, BookDepth> built = new HashMap<>();
        builder.books().forEach(book -> built.put(book.symbol(), BookDepth.of(book)));
        final BookComparison comparison = BookComparison.of(truth.depths(), built);
        assertTrue(comparison.exact(), comparison.report());
    }

    @Test
    void shouldReadAFileAsTheMessagesThatWereWritten() throws IOException {
        final Path file = SimulatedFile.of(DAY, folder);

        final BookRun run = BookRun.of(file, 0, false, 64);

        assertEquals(DAY.messages(), run.messages());
        assertEquals(0, run.rejected());
        assertEquals(TruthBooks.ofItchFile(file).liveOrders(), run.liveOrders());
    }

    @Test
    void shouldUseAFileThatIsThereAgain() throws IOException {
        final Path file = SimulatedFile.of(DAY, folder);
        final Object written = Files.getLastModifiedTime(file);

        assertEquals(file, SimulatedFile.of(DAY, folder));
        assertEquals(written, Files.getLastModifiedTime(file));
    }

    @Test
    void shouldRefuseAFileThatEndsWithinAMessage() throws IOException {
        final byte[] whole = Files.readAllBytes(SimulatedFile.of(DAY, folder));
        final Path cut = folder.resolve("cut.itch");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 3));

        final IOException refused = assertThrows(IOException.class, () -> DecodeRun.of(cut));
        assertTrue(refused.getMessage().contains("ends within a message"), refused.getMessage());
    }
}
