package io.depthstream.jobs.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsJobConfigTest {

    @Test
    void shouldHaveTheDefaultsOfItsYamlFile() {
        assertEquals(AnalyticsJobConfig.of(Map.of()), AnalyticsJobConfig.fromArgs());
        assertEquals(List.of(10_000_000L, 1_000_000_000L, 60_000_000_000L),
                AnalyticsJobConfig.of(Map.of()).analytics().barWidthsNanos());
    }

    @Test
    void shouldNameKeyValueAndWhatIsAllowed() {
        final ConfigException refused = assertThrows(ConfigException.class, () -> AnalyticsJobConfig.of(
                Map.of("bars.widths", "1s,2x", "features.windowsSeconds", "1", "alerts.staleFeedMillis", "-1")));
        assertEquals(3, refused.errors().size());
        assertTrue(refused.report().contains("bars.widths: got \"1s,2x\""), refused::report);
        assertTrue(refused.report().contains("such as 10ms, 1s, 1m, 1h"), refused::report);
    }

    @Test
    void shouldRefuseAKeyOfTheOtherJob() {
        final ConfigException refused =
                assertThrows(ConfigException.class, () -> AnalyticsJobConfig.of(Map.of("book.depthLevels", "5")));
        assertTrue(refused.report().contains("book.depthLevels: unknown key"), refused::report);
    }
}
