package io.depthstream.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.local.stack.NatsServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(300)
class StoreBenchmarksIT {
    @TempDir
    private Path folder;

    @Test
    void shouldTellWhatRedisTookAndWhichItWas() throws Exception {
        final JsonNode result = Bench.run(folder, "redis", "--seconds", "1", "--warm-up-seconds", "1", "--symbols", "500");

        assertTrue(result.get("updates").asLong() > 0);
        assertEquals(0, result.get("failedBatches").asLong());
        assertTrue(result.get("server").asText().startsWith("Redis "), result.get("server").asText());
        assertTrue(result.get("scriptMicrosPerUpdate").asDouble() > 0);
    }

    @Test
    void shouldApplyEverythingThoughRedisIsFrozenAndBringTheNewestAfter() throws Exception {
        final JsonNode result = Bench.run(
            folder, "redis", "--frozen", "--seconds", "2", "--warm-up-seconds", "1", "--rate", "5000");

        assertTrue(result.get("frozenStatesOffered").asLong() > 0);
        assertEquals(0, result.get("frozenStatesPublished").asLong());
        assertTrue(result.get("frozenStatesPendingMost").asLong() > 0);
        assertTrue(result.get("thawedStatesPublished").asLong() > 0);
        assertEquals(result.get("sent").asLong(), result.get("applied").asLong());
        assertTrue(result.has("changePercent"));
    }

    @Test
    void shouldTellRowsASecondAndBytesARowOfClickHouse() throws Exception {
        final JsonNode result = clickHouse("--rows", "20000", "--batch", "5000", "--symbols", "50", "--messages", "20000");

        assertEquals(20_000, result.get("rows").asInt());
        for (final String rate : new String[] {"rowsPerSecond", "engineRowsPerSecond", "decodeAndEncodeRowsPerSecond"}) {
            assertTrue(result.get(rate).asDouble() > 0, rate);
        }
        final double packed = result.get("bytesPerRow").asDouble();
        assertTrue(packed > 0 && packed < result.get("plainBytesPerRow").asDouble(), result.toString());
        assertTrue(result.has("bytesPerRowByColumn"));
        final double itch = result.get("itchBytesPerMessage").asDouble();
        assertTrue(itch > 2 + 12 && itch < 2 + 50, "ITCH messages have 12 to 50 bytes, and their length before them: " + itch);
    }

    @Test
    void shouldMeasureEveryColumnOfEveryTableOnADayThatCameThroughTheJobs() throws Exception {
        final JsonNode result = clickHouse("--codecs", "--messages", "20000");

        assertEquals(20_000, result.get("messages").asLong());
        assertTrue(result.get("bytesPerMessage").asDouble() > 0);
        final JsonNode tables = result.get("tables");
        final List<String> names = new ArrayList<>();
        tables.fieldNames().forEachRemaining(names::add);
        assertEquals(List.of("bars_1m", "bars_1s", "book_depth", "book_top", "depth_heatmap", "market_status", "trades",
            "volume_at_price"), names);
        for (final JsonNode table : tables) {
            assertTrue(table.get("rows").asLong() > 0, tables.toString());
            assertTrue(table.get("bytesPerRow").asDouble() > 0 && table.get("plainBytesPerRow").asDouble() > 0);
        }
        final JsonNode depth = tables.get("book_depth").get("bytesPerRowByCodec");
        for (final String array : new String[] {"bid_prices", "bid_shares", "bid_orders", "ask_prices", "ask_shares", "ask_orders"}) {
            assertEquals(8, depth.get(array).size(), "the schema's codec and seven measured");
            assertTrue(depth.get(array).get("ZSTD(1)").asDouble() < depth.get(array).get("NONE").asDouble(), array);
        }
        assertEquals(4, tables.get("bars_1s").get("bytesPerRowByCodec").get("traded").size(), "no width, no delta");
        assertEquals(4, tables.get("trades").get("bytesPerRowByCodec").get("kind").size(), "no width, no delta");
    }

    private JsonNode clickHouse(final String... arguments) throws Exception {
        final Path npm = Path.of(System.getProperty("depthstream.npm")).getParent();
        assumeTrue(EngineLibrary.find(npm).isPresent(), "no libchdb under .depthstream/npm: npm package " + EngineLibrary.PACKAGE);
        final String home = System.getProperty("depthstream.home");
        System.setProperty("depthstream.home", npm.getParent().getParent().toString());
        try {
            return Bench.run(folder, Stream.concat(Stream.of("clickhouse"), Stream.of(arguments)).toArray(String[]::new));
        } finally {
            if (home == null) {
                System.clearProperty("depthstream.home");
            } else {
                System.setProperty("depthstream.home", home);
            }
        }
    }

    @Test
    void shouldBringEveryStateToTheNatsSubscriberLegByLeg() throws Exception {
        assumeTrue(NatsServer.installed(), "no nats-server on the PATH: apt-get install nats-server");
        final JsonNode result = Bench.run(
            folder, "nats", "--seconds", "1", "--warm-up-seconds", "1", "--rate", "2000", "--symbols", "100");

        assertTrue(result.get("published").asLong() > 0);
        assertEquals(result.get("published"), result.get("received"));
        for (final String leg : new String[] {"receivedToPublished", "publishedToSubscriber", "endToEnd"}) {
            assertTrue(result.get("legs").get(leg).get("p50Micros").asDouble() > 0, leg);
        }
    }
}
