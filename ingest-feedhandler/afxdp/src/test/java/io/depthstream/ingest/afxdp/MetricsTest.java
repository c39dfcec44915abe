package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Path README = Path.of("README.md");

    @Test
    void shouldNameEachMetricOnceAndListItInTheReadme() throws IOException {
        final String readme = Files.readString(README);
        final List<String> names = new ArrayList<>(List.of("feedhandler_afxdp_passed_packets"));
        for (final XdpCounter counter : XdpCounter.values()) {
            names.add(counter.metric());
            assertTrue(counter.help().endsWith("."), counter.help());
        }
        for (final MmsgCounter counter : MmsgCounter.values()) {
            names.add(counter.metric());
            assertTrue(counter.help().endsWith("."), counter.help());
        }
        LineValue.ofSequences(new LineSequences(1)).forEach(metric -> names.add(metric.name()));

        assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
        for (final String name : names) {
            assertTrue(readme.contains('`' + name + "_total`"), "README.md lacks " + name);
        }
    }
}
