package io.depthstream.local.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthBooksTest {

    @Test
    void shouldApplyAWholeSimulatedDayWithoutARejection() {
        final SimulationConfig config = SimulationConfig.compressedDay(31, 20, 100_000).withSymbols(1_000);
        final TruthBooks truth = TruthBooks.ofSimulation(config, config.messages());
        assertEquals(List.of(), truth.rejections());
        assertEquals(0, truth.rejected());
        assertEquals(2_000_000, truth.messages());
        assertEquals(1_000, truth.depths().size());
        assertTrue(truth.liveOrders() > 10_000, "live orders: " + truth.liveOrders());
    }

    @Test
    void shouldStopWhereTheSendingStopped() {
        final SimulationConfig config = SimulationConfig.compressedDay(32, 20, 5_000);
        final MarketSimulator simulator = new MarketSimulator(config);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        while (simulator.sent() < 61_803) {
            simulator.next(buffer, 0);
        }
        final TruthBooks truth = TruthBooks.ofSimulation(config, 61_803);
        assertEquals(61_803, truth.messages());
        assertEquals(simulator.liveOrders(), truth.liveOrders());
    }

    @Test
    void shouldRefuseMoreMessagesThanTheDayHas() {
        final SimulationConfig config = SimulationConfig.compressedDay(32, 1, 2_000);
        final String message = assertThrows(IllegalArgumentException.class,
            () -> TruthBooks.ofSimulation(config, 2_001)).getMessage();
        assertTrue(message.startsWith("messagesSent is 2001, but the day has only 2000 messages"), message);
    }

    @Test
    void shouldSayWhereAFileWasCutOff(@TempDir final Path folder) throws IOException {
        final Path file = Files.write(folder.resolve("cut.itch"), new byte[] {0, 12, 'S', 0});
        final String message = assertThrows(IOException.class, () -> TruthBooks.ofItchFile(file)).getMessage();
        assertTrue(message.endsWith("cut.itch ends within message 1: is it complete?"), message);
    }

    @Test
    void shouldRejectWhatNoBookCanApply() {
        final TruthBooks truth = new TruthBooks();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[19]);
        buffer.putByte(0, (byte) 'D');
        truth.onMessage(buffer, 0, 19);
        truth.onMessage(buffer, 0, 18);
        assertEquals(2, truth.rejected());
        assertTrue(truth.rejections().get(0).startsWith("message 1: UNKNOWN_ORDER"), truth.rejections().get(0));
        assertEquals("message 2 of 18 bytes: SHORT", truth.rejections().get(1));
    }

    @Test
    void shouldRebuildTheRealAppleBookAsAnotherImplementationDid() throws IOException {
        final Path itch = realData().resolve("itch");
        final TruthBooks truth = TruthBooks.ofItchFile(itch.resolve("aapl10k.bin"));
        assertEquals(List.of(), truth.rejections());
        assertEquals(215, truth.liveOrders());
        final BookDepth depth = truth.depths().get("AAPL");
        assertEquals(Files.readAllLines(itch.resolve("expected_bids_after_10000.txt")), lines("B", depth.bids()));
        assertEquals(Files.readAllLines(itch.resolve("expected_asks_after_10000.txt")), lines("S", depth.asks()));
    }

    private static List<String> lines(final String side, final List<BookDepth.Level> levels) {
        return levels.stream().map(level -> side + " " + level.price() / 10_000 + "."
            + String.valueOf(100 + level.price() / 100 % 100).substring(1) + ": " + level.shares()
            + " (" + level.orders() + ")").toList();
    }

    private static Path realData() {
        final Path data = Path.of(System.getProperty("depthstream.data", "../shared/data"));
        if (!Files.isDirectory(data)) {
            Assumptions.abort("real data not at " + data + ": skipped");
        }
        return data;
    }
}
