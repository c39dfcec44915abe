package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.SimulationConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandIT {
    private static final long DEADLINE_SECONDS = 120;

    @Test
    @Timeout(300)
    void shouldGiveExactBooksAndLetOtherCommandsLookAtTheRunningStack(@TempDir final Path folder) throws Exception {
        final Path report = folder.resolve("out.json");
        final Path stack = folder.resolve("stack.properties");
        final CompletableFuture<Integer> demo = CompletableFuture.supplyAsync(() -> new Commands().run(
            "demo", "--seconds", "12", "--rate", "2000", "--analytics", "--headless", "--json", report.toString(), "--stack", stack.toString()));

        final Commands ladder = new Commands();
        final String symbol = firstSymbol();
        assertEquals(0, untilDone(() -> twoSided(ladder, symbol, stack), demo));
        assertTrue(ladder.out().contains(symbol) && ladder.out().contains("spread"), ladder::out);
        final Commands q = new Commands();
        final String query = "select n:count i,vwap:size wavg price by sym from trade where sym in `AAPL`MSFT";
        assertEquals(0, untilDone(() -> answered(q, query, stack), demo));
        assertTrue(q.out().contains("sym | n"), q::out);
        assertTrue(q.out().contains("AAPL| "), q::out);
        final Commands deadLetters = new Commands();
        assertEquals(0, deadLetters.run("dlq", "list", "--stack", stack.toString()), deadLetters::error);
        assertTrue(deadLetters.out().contains("0 dead letters"), deadLetters::out);
        final Commands resync = new Commands();
        assertEquals(0, resync.run("resync", symbol, "--stack", stack.toString()), () -> resync.out() + resync.error());
        assertTrue(resync.out().contains("snapshot of " + symbol + " published"), resync::out);
        final Commands unknown = new Commands();
        assertEquals(2, unknown.run("resync", "NOSUCH", "--stack", stack.toString()), unknown::out);
        assertTrue(unknown.error().contains("no directory entry for NOSUCH"), unknown::error);

        assertEquals(0, demo.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        final JsonNode json = new ObjectMapper().readTree(report.toFile());
        final List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertEquals(List.of("sent", "applied", "bySnapshot", "symbols", "duplicates", "gaps", "deadLetters", "levels", "differences",
            "unflaggedDifferences", "recovered", "recoveryP50Micros", "recoveryP99Micros", "p50Micros", "p99Micros", "ratePerSecond",
            "longestSilenceMillis", "longestStallMillis", "liveChecks", "liveChecksFailed", "liveOk", "liveInconclusive", "liveDifferent", "stores", "analytics"), keys);
        assertEquals(24_000, json.get("sent").asLong());
        assertEquals(24_000, json.get("applied").asLong() + json.get("bySnapshot").asLong());
        assertTrue(json.get("liveChecks").asLong() > 0 && json.get("liveOk").asLong() > 100, json::toString);
        assertEquals(0, json.get("liveDifferent").asLong());
        // Line B repeats every message of line A; what a busy machine made the handler ask for again comes once more.
        assertTrue(json.get("duplicates").asLong() >= 24_000, json::toString);
        assertEquals(0, json.get("differences").asLong());
        assertTrue(json.get("levels").asLong() > 0, json::toString);
        assertEquals(0, json.get("gaps").asLong());
        assertTrue(json.get("symbols").asLong() > 100, json::toString);
        assertTrue(json.get("p50Micros").asLong() > 0, json::toString);
        final JsonNode kdb = json.get("stores").get("kdb");
        assertTrue(kdb.get("rows").asLong() > 100, json::toString);
        assertEquals(0, kdb.get("missing").asLong() + kdb.get("duplicates").asLong() + kdb.get("differences").asLong(), json::toString);
        final JsonNode published = json.get("analytics").get("records");
        for (final String topic : List.of("market.bars", "market.signals", "market.trades.signals", "market.features",
                "market.leaders", "market.alerts")) {
            assertTrue(published.get(topic).asLong() > 0, json::toString);
        }
        assertTrue(json.get("analytics").get("alerts").get("HALT").asLong() > 0, json::toString);
        assertTrue(json.get("analytics").get("mostActive").size() > 0, json::toString);
        assertFalse(Files.exists(stack), "the stack file is left behind");
    }

    @Test
    @Timeout(300)
    void shouldAskForWhatBothLinesLostAndStayExact(@TempDir final Path folder) throws Exception {
        final JsonNode json = lossy(folder);

        assertTrue(json.get("recovered").asLong() > 0, json::toString);
        assertTrue(json.get("recoveryP50Micros").asLong() > 0, json::toString);
        assertEquals(0, json.get("gaps").asLong());
        assertEquals(0, json.get("differences").asLong());
        assertEquals(json.get("sent"), json.get("applied"));
    }

    @Test
    @Timeout(300)
    void shouldFlagEveryBookThatMayBeWrongWhereNothingCanBeRecovered(@TempDir final Path folder) throws Exception {
        final JsonNode json = lossy(folder, "--no-recovery");

        assertTrue(json.get("gaps").asLong() > 0, json::toString);
        assertTrue(json.get("differences").asLong() > 0, json::toString);
        assertEquals(0, json.get("unflaggedDifferences").asLong());
        assertTrue(json.get("applied").asLong() < json.get("sent").asLong(), json::toString);
    }

    @Test
    @Timeout(300)
    void shouldChangeNothingInTheBooksWhenThePrimaryIsKilled(@TempDir final Path folder) throws Exception {
        final Path report = folder.resolve("out.json");
        final Commands commands = new Commands();
        assertEquals(0, commands.run("demo", "--replica", "--kill-primary-at", "3", "--seconds", "6", "--rate", "3000", "--headless",
            "--json", report.toString(), "--stack", folder.resolve("stack.properties").toString()),
            () -> commands.out() + commands.error());

        final JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertTrue(commands.out().contains("killed with SIGKILL"), commands::out);
        assertTrue(json.get("primaryEvents").asLong() > 0, json::toString);
        assertTrue(json.get("primaryKilledAtMillis").asLong() >= 3_000, json::toString);
        assertEquals(18_000, json.get("applied").asLong());
        assertEquals(0, json.get("gaps").asLong());
        assertEquals(0, json.get("differences").asLong());
        assertTrue(json.get("longestSilenceMillis").asLong() > 0, json::toString);
        assertTrue(json.get("longestStallMillis").asLong() > 0, json::toString);
        assertTrue(json.has("silenceAtFailoverMillis") && json.has("stallAtFailoverMillis"), json::toString);
    }

    @Test
    @Timeout(300)
    void shouldJoinInMidSessionByASnapshotAndGoOnFromItsSequence(@TempDir final Path folder) throws Exception {
        final Path report = folder.resolve("out.json");
        final Commands commands = new Commands();
        assertEquals(0, commands.run("demo", "--join-at", "3", "--seconds", "6", "--rate", "4000", "--loss-a", "0.05", "--loss-b",
            "0.05", "--no-kdb", "--headless", "--json", report.toString(), "--stack", folder.resolve("stack.properties").toString()),
            () -> commands.out() + commands.error());

        final JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertTrue(json.get("bySnapshot").asLong() > 1_000, json::toString);
        assertTrue(json.get("applied").asLong() > 1_000, json::toString);
        assertEquals(24_000, json.get("applied").asLong() + json.get("bySnapshot").asLong());
        assertEquals(0, json.get("gaps").asLong());
        assertEquals(0, json.get("differences").asLong());
        assertTrue(json.get("levels").asLong() > 0, json::toString);
        assertTrue(json.get("liveOk").asLong() > 100, json::toString);
        assertEquals(0, json.get("liveDifferent").asLong());
    }

    private static JsonNode lossy(final Path folder, final String... more) throws Exception {
        final Path report = folder.resolve("out.json");
        final List<String> arguments = new ArrayList<>(List.of("demo", "--seconds", "5", "--rate", "6000", "--loss-a", "0.1",
            "--loss-b", "0.1", "--reorder", "0.02", "--no-kdb", "--headless", "--json", report.toString(),
            "--stack", folder.resolve("stack.properties").toString()));
        arguments.addAll(List.of(more));
        final Commands commands = new Commands();
        assertEquals(0, commands.run(arguments.toArray(new String[0])), () -> commands.out() + commands.error());
        return new ObjectMapper().readTree(report.toFile());
    }

    /** Asks the stack's q server; an empty table is not yet an answer. */
    private static int answered(final Commands q, final String query, final Path stack) {
        final int exitCode = q.run("q", "-e", query, "--stack", stack.toString());
        return exitCode == 0 && !q.out().contains("AAPL|") ? 1 : exitCode;
    }

    /** A symbol is shown from its first state on, before anybody has entered an order. */
    private static int twoSided(final Commands ladder, final String symbol, final Path stack) {
        final int exitCode = ladder.run("ladder", symbol, "--once", "--stack", stack.toString());
        return exitCode == 0 && !ladder.out().contains("spread") ? 1 : exitCode;
    }

    private static String firstSymbol() {
        return new MarketSimulator(
            SimulationConfig.compressedDay(20200130, 12, 2000)).symbolsByActivity().get(0);
    }

    /** Runs a command until it succeeds or the demo has ended. */
    private static int untilDone(final IntSupplier command, final CompletableFuture<Integer> demo) {
        int exitCode = command.getAsInt();
        while (exitCode != 0 && !demo.isDone()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            exitCode = command.getAsInt();
        }
        return exitCode;
    }
}
