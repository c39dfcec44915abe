package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clickhouse.client.api.Client;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.depthstream.clickhouse.Migrations;
import io.depthstream.clickhouse.engine.EngineLibrary;
import io.depthstream.clickhouse.engine.EngineProcess;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@Timeout(120)
class ClickHouseCheckCommandIT {
    @TempDir
    private Path folder;

    @Test
    void shouldEndWellWhileEachEventIsThereOnceAndFailWhenOneIsThereTwice() throws Exception {
        final Optional<Path> library = EngineLibrary.find(Path.of(System.getProperty("depthstream.npm")).getParent());
        assumeTrue(library.isPresent(), "no libchdb under .depthstream/npm: npm package " + EngineLibrary.PACKAGE);
        try (EngineProcess engine = new EngineProcess(library.get(), folder.resolve("data"));
                Client client = new Client.Builder().addEndpoint(engine.url()).setUsername("default").setPassword("").build()) {
            assertEquals(2, check(engine).code(), "without tables there is nothing to be told");
            Migrations.apply(client);
            insert(client, "2020-01-30 15:00:00");
            insert(client, "2020-01-30 15:00:00");
            final Checked merging = check(engine);
            assertEquals(0, merging.code(), merging.text());
            assertEquals("trades 1 1", merging.counts());

            insert(client, "2020-01-30 16:00:00");
            final Checked twice = check(engine);
            assertEquals(1, twice.code(), twice.text());
            assertEquals("trades 2 1", twice.counts());
            assertTrue(twice.text().contains("FAILED"), twice.text());
        }
    }

    private record Checked(int code, String text, String counts) {
    }

    private Checked check(final EngineProcess engine) throws Exception {
        final Commands commands = new Commands();
        final Path json = folder.resolve("check.json");
        final int code = commands.run("clickhouse-check", "--url", engine.url(), "--json", json.toString());
        if (code == Depthstream.WRONG_USAGE) {
            return new Checked(code, commands.error(), "");
        }
        final JsonNode trades = new ObjectMapper().readTree(json.toFile()).get("tables").get(0);
        return new Checked(code, commands.out(),
            trades.get("table").asText() + ' ' + trades.get("rows").asLong() + ' ' + trades.get("keys").asLong());
    }

    private static void insert(final Client client, final String time) throws Exception {
        client.query("INSERT INTO trades (symbol, session, sequence, venue_time) VALUES ('AAPL', 'S', 7, '" + time + "')").get().close();
    }
}
