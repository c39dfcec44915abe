package io.depthstream.jobs.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KdbConfigTest {

    @Test
    void shouldHaveTheDefaultsInItsResource() {
        assertEquals(KdbConfig.of(Map.of()), KdbConfig.fromArgs());
    }

    @Test
    void shouldDescribeEveryKeyWithItsDefaultInTheReadme() throws IOException {
        final String readme = Files.readString(Path.of("README.md"));
        for (final ConfigKey<?> key : KdbConfig.OWN) {
            final String row = "| `" + key.name() + "` | " + (key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`")
                    + " | " + key.allowed() + " | " + key.purpose() + " |";
            assertTrue(readme.contains(row), "README.md has no row " + row);
        }
    }

    @Test
    void shouldNameEveryErrorAtOnce() {
        final ConfigException refused = assertThrows(ConfigException.class, () -> KdbConfig.of(Map.of(
                "kdb.port", "70000", "kdb.prot", "1", "retry.firstPauseMillis", "9000")));
        assertEquals(List.of(
                "kdb.prot: unknown key (given by the program); did you mean kdb.port?",
                "retry.longestPauseMillis: got 5000; allowed: at least retry.firstPauseMillis, which is 9000",
                "kdb.port: got \"70000\" (given by the program); allowed: whole number 1 to 65535"), refused.errors());
    }
}
