package io.depthstream.kdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.kdb.ipc.QProcess;
import io.depthstream.kdb.value.QError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Expressions with what the console shows for them, or the error they signal, written down from the q reference. A file
 * is one session; white space at the end of a line is not compared.
 */
class ExpressionsTest {
    private static final String[] FILES = {"literals", "arithmetic", "comparison", "lists", "aggregates", "functions",
        "dictionaries", "strings", "tables", "queries", "joins", "commands", "errors"};
    private static final int LEAST = 900;

    /** One expression with its expected lines. */
    private record Case(String source, List<String> expected) {
    }

    private static List<Case> read(String file) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (InputStream in = ExpressionsTest.class.getResourceAsStream("expressions/" + file + ".txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("\n")) {
                if (line.startsWith("q)")) {
                    cases.add(new Case(line.substring(2), new ArrayList<>()));
                } else if (!line.startsWith("/ ")) {
                    cases.get(cases.size() - 1).expected().add(line.stripTrailing());
                }
            }
        }
        return cases;
    }

    private static String shown(QProcess process, Case each) {
        StringBuilder out = new StringBuilder();
        try {
            out.append(process.call(() -> {
                StringBuilder printed = new StringBuilder();
                process.engine().setOutput(printed::append);
                String value = process.engine().show(each.source());
                return printed + value;
            }));
        } catch (QError e) {
            out.append("'").append(e.getMessage());
        }
        return out.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    @TestFactory
    Stream<DynamicTest> shouldShowWhatTheReferenceSays() {
        return Stream.of(FILES).map(file -> DynamicTest.dynamicTest(file, () -> {
            StringBuilder wrong = new StringBuilder();
            try (QProcess process = new QProcess(line -> { })) {
                for (Case each : read(file)) {
                    String shown = shown(process, each);
                    if (!shown.equals(String.join("\n", each.expected()))) {
                        wrong.append("q)").append(each.source()).append("\nexpected:\n")
                            .append(String.join("\n", each.expected())).append("\nshown:\n").append(shown).append("\n\n");
                    }
                }
            }
            assertEquals("", wrong.toString());
        }));
    }

    @Test
    void shouldHoldHundredsOfExpressionsAndErrorsAmongThem() throws IOException {
        int all = 0;
        int errors = 0;
        for (String file : FILES) {
            for (Case each : read(file)) {
                all++;
                errors += each.expected().stream().anyMatch(line -> line.startsWith("'")) ? 1 : 0;
            }
        }
        assertTrue(all >= LEAST, all + " expressions");
        assertTrue(errors >= 200, errors + " errors");
    }
}
