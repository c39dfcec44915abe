package io.depthstream.kdb.qtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.kdb.eval.Engine;
import io.depthstream.kdb.value.QError;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The q library and its csv tests on the embedded engine, and what every script of ours must have. */
class LibraryTest {

    private static final Path SCRIPTS = Path.of("q");
    private static final Path TESTS = Path.of("tests");
    /** A function of the library's interface: documented, so its example is part of the text above it. */
    private static final Pattern FUNCTION = Pattern.compile("^(\\.ms\\.\\w+):\\{\\[([\\w;]+)\\].*");
    private static final Pattern EXAMPLE = Pattern.compile("^/ @example (.*)$");

    @ParameterizedTest
    @ValueSource(strings = {"store.csv", "micro.csv"})
    void shouldDoWhatTheTestFileSays(final String file) throws IOException, QSignal {
        final Engine engine = new Engine();
        final List<String> printed = new ArrayList<>();
        engine.setOutput(printed::add);
        final QTestRun run = new QTestRun(code -> evaluate(engine, code)).load(SCRIPTS).run(TESTS.resolve(file));
        assertEquals(List.of(), run.failures());
        assertTrue(run.passed() > 30, run.passed() + " rows of " + file + " were run");
    }

    @Test
    void shouldRunEveryTestFileThereIs() throws IOException {
        final TreeSet<String> files = new TreeSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(TESTS, "*.csv")) {
            found.forEach(file -> files.add(file.getFileName().toString()));
        }
        assertEquals(new TreeSet<>(List.of("store.csv", "micro.csv")), files);
    }

    @Test
    void shouldDocumentEveryFunctionOfTheLibraryWithAnExample() throws IOException {
        final List<String> lines = Files.readAllLines(SCRIPTS.resolve("micro.q"));
        int documented = 0;
        for (int i = 0; i < lines.size(); i++) {
            final Matcher example = EXAMPLE.matcher(lines.get(i));
            if (example.matches()) {
                final Matcher function = FUNCTION.matcher(lines.get(i + 1));
                assertTrue(function.matches(), lines.get(i + 1) + " is no function");
                assertTrue(example.group(1).startsWith(function.group(1)), example.group(1) + " is no example of " + function.group(1));
                final List<String> above = above(lines, i);
                assertTrue(above.get(0).startsWith("/ @desc "), function.group(1));
                assertTrue(above.get(above.size() - 1).startsWith("/ @return "), function.group(1));
                assertEquals(List.of(function.group(2).split(";")), above.stream().filter(line -> line.startsWith("/ @param "))
                    .map(line -> line.substring("/ @param ".length()).strip().split(":")[0]).toList(), function.group(1));
                documented++;
            } else if (lines.get(i).startsWith(".ms.") && !lines.get(i - 1).startsWith("/ ")) {
                assertTrue(false, lines.get(i) + " has nothing above it");
            }
        }
        assertTrue(documented > 15, documented + " functions are documented");
    }

    @Test
    void shouldRunEveryExampleOfTheLibrary() throws IOException {
        final Engine engine = new Engine();
        for (final String script : List.of("schema.q", "store.q", "micro.q")) {
            engine.script(Files.readString(SCRIPTS.resolve(script)));
        }
        engine.script(Files.readString(Path.of("src", "test", "resources", "io", "depthstream", "kdb", "qtest", "examples.q")));
        int run = 0;
        for (final String line : Files.readAllLines(SCRIPTS.resolve("micro.q"))) {
            final Matcher example = EXAMPLE.matcher(line);
            if (example.matches()) {
                assertTrue(!engine.show(example.group(1)).isBlank(), example.group(1));
                assertTrue(engine.show("0<count " + example.group(1)).startsWith("1b"), example.group(1) + " gives no row");
                run++;
            }
        }
        assertTrue(run > 15, run + " examples were run");
    }

    /** The lines of documentation above an example, from the first. */
    private static List<String> above(final List<String> lines, final int example) {
        int first = example;
        while (lines.get(first - 1).startsWith("/ ")) {
            first--;
        }
        return lines.subList(first, example);
    }

    private static boolean evaluate(final Engine engine, final String code) throws QSignal {
        try {
            return engine.show(code).strip().equals("1b");
        } catch (final QError error) {
            throw new QSignal(error.getMessage());
        }
    }
}
