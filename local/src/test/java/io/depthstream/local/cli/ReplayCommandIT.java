package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.check.TruthBooks;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.SimulatorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    @Timeout(300)
    void shouldWriteEveryFinalBookOfASimulatedDayWithABreachedCircuitBreaker() throws Exception {
        final Path file = folder.resolve("day.itch.gz");
        SimulatorFile.write(SimulationConfig.compressedDay(7, 1, 20_000).withMarketWideHalt(true), file);

        final JsonNode books = replay(file);

        final Map<String, BookDepth> truth = TruthBooks.ofItchFile(file).depths();
        assertTrue(truth.size() > 100, () -> truth.size() + " symbols only");
        truth.forEach((symbol, depth) -> {
            assertEquals(levels(depth.bids()), levels(books.path(symbol).path("bids")), symbol);
            assertEquals(levels(depth.asks()), levels(books.path(symbol).path("asks")), symbol);
            assertTrue(List.of(books.path(symbol).path("marketState").asText().split(" ")).contains("mwcb=1"), symbol);
        });
    }

    @Test
    @Timeout(300)
    void shouldGiveTheOtherImplementationsFullDepthOfRealApple() throws Exception {
        final Path itch = Path.of(System.getProperty("depthstream.data", "../shared/data"), "itch");
        if (!Files.isDirectory(itch)) {
            Assumptions.abort("real data not at " + itch + ": skipped");
        }

        final JsonNode apple = replay(itch.resolve("aapl10k.bin")).path("AAPL");

        assertEquals(Files.readAllLines(itch.resolve("expected_bids_after_10000.txt")), oracleLines("B", apple.path("bids")));
        assertEquals(Files.readAllLines(itch.resolve("expected_asks_after_10000.txt")), oracleLines("S", apple.path("asks")));
    }

    private JsonNode replay(final Path file) throws Exception {
        final Path books = folder.resolve("books.json");
        final Commands commands = new Commands();
        assertEquals(0, commands.run("replay", file.toString(), "--headless", "--books", books.toString(),
            "--stack", folder.resolve("stack.properties").toString()), commands::error);
        return JSON.readTree(books.toFile());
    }

    private static List<String> levels(final List<BookDepth.Level> side) {
        return side.stream().map(level -> level.price() + "," + level.shares() + "," + level.orders()).toList();
    }

    private static List<String> levels(final JsonNode side) {
        final List<String> levels = new ArrayList<>();
        side.forEach(level -> levels.add(level.get(0).asLong() + "," + level.get(1).asLong() + "," + level.get(2).asInt()));
        return levels;
    }

    private static List<String> oracleLines(final String side, final JsonNode levels) {
        final List<String> lines = new ArrayList<>();
        levels.forEach(level -> lines.add("%s %d.%02d: %d (%d)".formatted(side, level.get(0).asLong() / 10_000,
            level.get(0).asLong() / 100 % 100, level.get(1).asLong(), level.get(2).asInt())));
        return lines;
    }
}
