package io.depthstream.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FileBenchmarksTest {
    private static final String MESSAGES = "20000";

    @TempDir
    private Path folder;

    @Test
    void shouldDecodeEveryMessageAndNameMachineAndSeed() throws IOException {
        final JsonNode result = Bench.run(folder, "decode", "--messages", MESSAGES, "--rounds", "2", "--seed", "7");

        assertEquals(20_000, result.get("messages").asLong());
        assertEquals(0, result.get("badMessages").asLong());
        assertEquals(7, result.get("seed").asLong());
        assertTrue(result.get("messagesPerSecond").asDouble() > 0);
        assertTrue(result.get("readCpuSeconds").asDouble() > 0);
        assertTrue(result.get("cpuSeconds").asDouble() > result.get("readCpuSeconds").asDouble());
        assertTrue(result.get("machine").get("cores").asInt() > 0);
        assertTrue(result.get("machine").hasNonNull("jdk"));
        assertTrue(result.get("machine").hasNonNull("loadAverage"));
    }

    @Test
    void shouldFindTheSameChecksumForTheSameSeedOnly() throws IOException {
        final String first = checksum("7");

        assertEquals(first, checksum("7"));
        assertNotEquals(first, checksum("8"));
    }

    private String checksum(final String seed) throws IOException {
        return Bench.run(folder, "decode", "--messages", MESSAGES, "--rounds", "1", "--seed", seed)
            .get("checksum").asText();
    }

    @Test
    void shouldBuildTheSameBooksHoweverFarAheadMessagesAreFramed() throws IOException {
        final JsonNode plain = Bench.run(folder, "book", "--messages", MESSAGES, "--rounds", "1", "--ahead", "1");
        final JsonNode ahead = Bench.run(folder, "book", "--messages", MESSAGES, "--rounds", "1", "--ahead", "100");

        assertEquals(0, plain.get("rejected").asLong());
        assertTrue(plain.get("liveOrders").asLong() > 0);
        assertTrue(plain.get("levels").asLong() > 0);
        assertTrue(plain.get("structureBytes").asLong() > 0);
        assertTrue(plain.get("readCpuSeconds").asDouble() > 0);
        assertEquals(plain.get("stateHash").asText(), ahead.get("stateHash").asText());
    }

    @Test
    void shouldEncodeARecordForEachChangeOfTheTop() throws IOException {
        final JsonNode result = Bench.run(folder, "book", "--messages", MESSAGES, "--rounds", "1", "--top");

        assertTrue(result.get("topRecords").asLong() > 100);
        assertTrue(result.get("topRecords").asLong() < 20_000);
        assertTrue(result.get("topBytes").asLong() > 20 * result.get("topRecords").asLong());
    }

    @Test
    void shouldWantASubCommand() {
        final CommandLine command = new CommandLine(new BenchCommand());
        command.setErr(new PrintWriter(Writer.nullWriter()));

        assertEquals(2, command.execute());
    }
}
