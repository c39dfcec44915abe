package io.depthstream.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.depthstream.local.stack.NatsServer;
import java.nio.file.Path;
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
