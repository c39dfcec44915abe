package io.depthstream.jobs.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClickHouseConfigTest {

    @Test
    void shouldReadTheResourceAsExactlyTheDefaults() {
        assertEquals(ClickHouseConfig.of(Map.of()), ClickHouseConfig.fromArgs());
        assertEquals(100_000, ClickHouseConfig.fromArgs().cold().limits().batchRows());
    }

    @Test
    void shouldExplainEveryKeyOfItsOwnInTheReadme() throws Exception {
        final String readme = Files.readString(Path.of("README.md"));
        int keys = 0;
        for (final ConfigKey<?> key : ClickHouseConfig.OWN) {
            if (key.name().startsWith("clickhouse.")) {
                final String shown = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
                final String row = "| `" + key.name() + "` | " + shown + " | " + key.allowed() + " | " + key.purpose() + " |";
                assertTrue(readme.contains(row), "README.md lacks the row: " + row);
                keys++;
            }
        }
        assertEquals(6, keys);
    }

    @Test
    void shouldRefuseAnAddressThatIsNone() {
        final ConfigException refused =
                assertThrows(ConfigException.class, () -> ClickHouseConfig.of(Map.of("clickhouse.url", "127.0.0.1:8123")));
        assertTrue(refused.getMessage().contains("clickhouse.url: got \"127.0.0.1:8123\"")
                && refused.getMessage().contains("http:// or https:// with host and port"), refused.getMessage());
    }
}
