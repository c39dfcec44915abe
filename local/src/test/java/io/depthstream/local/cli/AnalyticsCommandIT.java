package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.local.check.TruthTrades;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.SimulatorFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AnalyticsCommandIT {
    private static final String HEADER = "symbol,startNanos,open,high,low,close,volume,trades,vwap,buyVolume,sellVolume";
    private static final String DOLLARS = "\\d+\\.\\d{4}";
    private static final long MINUTE = 60_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void shouldWriteBarsAsCsvAndTheSessionAsJson() throws Exception {
        final Path file = folder.resolve("day.itch.gz");
        final Path csv = folder.resolve("bars.csv");
        final Path json = folder.resolve("out.json");
        final SimulationConfig day = SimulationConfig.compressedDay(7, 120, 250);
        SimulatorFile.write(day, file);

        final Commands commands = new Commands();
        assertEquals(0, commands.run("analytics", file.toString(), "--bars", "1m", "--csv", csv.toString(), "--json",
            json.toString()), commands::error);

        final List<String> lines = Files.readAllLines(csv);
        assertEquals(HEADER, lines.get(0));
        assertTrue(lines.size() > 20, () -> lines.size() + " lines");
        long volume = 0;
        long trades = 0;
        for (final String line : lines.subList(1, lines.size())) {
            final String[] bar = line.split(",", -1);
            assertEquals(11, bar.length, line);
            assertEquals(0, Long.parseLong(bar[1]) % MINUTE, line);
            for (int price = 2; price <= 5; price++) {
                assertTrue(bar[price].matches(DOLLARS), line);
            }
            assertTrue(bar[8].matches("\\d+\\.\\d{6}"), line);
            final BigDecimal vwap = new BigDecimal(bar[8]);
            assertTrue(vwap.compareTo(new BigDecimal(bar[4])) >= 0 && vwap.compareTo(new BigDecimal(bar[3])) <= 0, line);
            assertTrue(Long.parseLong(bar[9]) + Long.parseLong(bar[10]) <= Long.parseLong(bar[6]), line);
            volume += Long.parseLong(bar[6]);
            trades += Long.parseLong(bar[7]);
        }
        final JsonNode summary = new ObjectMapper().readTree(json.toFile());
        long sessions = 0;
        for (final JsonNode symbol : summary.get("symbols")) {
            sessions += symbol.get("volume").asLong();
        }
        assertTrue(trades > 0 && trades <= TruthTrades.ofSimulation(day, day.messages()).sharesBySequence().size());
        assertEquals(sessions, volume);
        assertTrue(commands.out().contains("bars of 1m"), commands::out);
        assertEquals(0, summary.get("records").path("market.late").asLong());
    }

    @Test
    void shouldRefuseAWidthOrAFileThatIsNone() throws Exception {
        final Path file = Files.writeString(folder.resolve("empty.itch"), "");
        final Commands width = new Commands();
        assertEquals(2, width.run("analytics", file.toString(), "--bars", "1x"));
        assertTrue(width.error().contains("--bars"), width::error);
        final Commands missing = new Commands();
        assertEquals(2, missing.run("analytics", folder.resolve("none").toString()));
        assertTrue(missing.error().contains("is not there"), missing::error);
    }
}
