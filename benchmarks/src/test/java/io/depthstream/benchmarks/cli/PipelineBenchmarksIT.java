package io.depthstream.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PipelineBenchmarksIT {
    @TempDir
    private Path folder;

    @Test
    void shouldRunBothDesignsOnTheSameMessages() throws Exception {
        final JsonNode result = Bench.run(folder, "job", "--compare", "--messages", "20000",
            "--rounds", "1", "--warm-up-rounds", "1");

        assertEquals(20_000, result.get("messages").asLong());
        assertEquals(20_000, result.get("theirMessages").asLong());
        assertTrue(result.get("ours").asDouble() > 0);
        assertTrue(result.get("theirs").asDouble() > 0);
        assertEquals(result.get("ours").asDouble() / result.get("theirs").asDouble(),
            result.get("ratio").asDouble(), 1e-9);
        assertTrue(result.get("messagesPerRecord").asDouble() > 1);
        shouldLeaveNoWorkingFolder();
    }

    @Test
    void shouldApplyEverythingThatThePipelineWasSent() throws Exception {
        final JsonNode result = Bench.run(
            folder, "pipeline", "--seconds", "2", "--warm-up-seconds", "1", "--rate", "5000");

        assertTrue(result.get("sent").asLong() > 0);
        assertEquals(result.get("sent").asLong(), result.get("applied").asLong());
        assertTrue(result.get("ratePerSecond").asDouble() > 0);
        assertTrue(result.has("lagGrowth"));
        assertEquals(0, result.get("deadLetters").asLong());
    }

    @Test
    void shouldGiveJobAndFeedHandlerTheSettingsAskedFor() throws Exception {
        final JsonNode result = Bench.run(
            folder, "pipeline", "--seconds", "2", "--warm-up-seconds", "0", "--rate", "5000",
            "--set", "book.depthLevels=5", "--handler-set", "batch.max-events-per-symbol=1",
            "--handler-set", "kafka.linger-millis=1");

        assertEquals("5", result.get("set").get("book.depthLevels").asText());
        assertEquals(1, result.get("messagesPerRecord").asDouble(), "the handler's own limit");
        assertEquals("1", result.get("handlerSet").get("kafka.linger-millis").asText());
        assertEquals(result.get("sent").asLong(), result.get("applied").asLong());
    }

    @ParameterizedTest
    @CsvSource({"--set,sink.lingerMillis=soon", "--handler-set,kafka.linger-millis=soon"})
    void shouldRefuseASettingThatItsOwnerRefuses(final String option, final String setting) {
        final StringWriter error = new StringWriter();
        final CommandLine bench = new CommandLine(new BenchCommand()).setErr(new PrintWriter(error));

        assertNotEquals(0, bench.execute("pipeline", "--seconds", "1", "--warm-up-seconds", "0", "--rate", "1000",
            option, setting, "--cache", folder.resolve("cache").toString()));
        assertTrue(error.toString().contains(setting.substring(0, setting.indexOf('='))), error::toString);
    }

    @ParameterizedTest
    @CsvSource({"--compression=lz5,'none, lz4'", "--set=sink.compression=lz4,give --compression"})
    void shouldRefuseACompressionBeforeATopicIsLoaded(final String option, final String advice) throws Exception {
        final StringWriter error = new StringWriter();
        final CommandLine bench = new CommandLine(new BenchCommand()).setErr(new PrintWriter(error));

        assertNotEquals(0, bench.execute("job", "--compare", option, "--cache", folder.resolve("cache").toString()));
        assertTrue(error.toString().contains(advice), error::toString);
        assertTrue(Files.notExists(folder.resolve("cache")), "nothing was made");
    }

    @Test
    void shouldBringEveryRowIntoTheQServerOnce() throws Exception {
        final JsonNode result = Bench.run(
            folder, "kdb", "--rows", "20000", "--warm-up-rows", "4000", "--symbols", "50");

        assertEquals(24_000, result.get("rowsHeld").asLong());
        assertEquals(24_000, result.get("plainRowsHeld").asLong());
        assertTrue(result.get("rowsPerSecond").asDouble() > 0);
        assertTrue(result.get("decodeRowsPerSecond").asDouble() > 0);
        shouldLeaveNoWorkingFolder();
    }

    @Test
    void shouldTellPercentilesPerHop() throws Exception {
        final JsonNode result = Bench.run(
            folder, "latency", "--seconds", "3", "--warm-up-seconds", "1", "--rate", "1000");

        assertEquals(4_000, result.get("sent").asLong());
        assertTrue(result.get("updates").asLong() > 0, "no update reached the Redis subscriber");
        for (final String hop : List.of("rawTopic", "topOfBook", "topOfBookCommitted", "redis")) {
            final JsonNode percentiles = result.get("hops").get(hop);
            assertTrue(percentiles.get("updates").asLong() > 0, "nothing was seen at " + hop);
            assertTrue(percentiles.get("p50Micros").asLong() > 0, hop);
            assertTrue(percentiles.get("p50Micros").asLong() <= percentiles.get("p99Micros").asLong(), hop);
            assertTrue(percentiles.get("p99Micros").asLong() <= percentiles.get("p999Micros").asLong(), hop);
        }
        assertEquals(result.get("p99Micros"), result.get("hops").get("redis").get("p99Micros"));
    }

    @Test
    void shouldCheckpointFullBooksAndRestoreThem() throws Exception {
        final JsonNode result = Bench.run(folder, "checkpoint",
            "--orders", "5000", "--symbols", "200", "--rate", "2000", "--seconds", "4");

        // A barrier may fall between the records of one flush, where a symbol is ahead of another.
        assertEquals(5_000, result.get("liveOrders").asDouble(), 250);
        assertTrue(result.get("checkpoints").asLong() > 0);
        assertTrue(result.get("bytesMedian").asLong() > 0);
        assertTrue(result.get("changesMedian").asDouble() > 0);
        assertTrue(result.get("restoreSeconds").asDouble() > 0);
        assertTrue(result.has("syncP99Millis"));
    }

    @Test
    void shouldRunJmhAndTellAllocation() throws Exception {
        final JsonNode result = Bench.run(folder, "jmh", "DecodeBenchmark", "--gc",
            "--forks", "0", "--iterations", "1", "--iteration-millis", "200");

        assertTrue(result.get("Decode.decodeMessage").get("nanosPerOperation").asDouble() > 0);
        assertTrue(result.get("Decode.decodeMessage").get("bytesPerOperation").asDouble() < 1,
            "decoding a message allocates");
    }

    private void shouldLeaveNoWorkingFolder() throws Exception {
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertEquals(List.of(), left.filter(Files::isDirectory).toList());
        }
    }
}
