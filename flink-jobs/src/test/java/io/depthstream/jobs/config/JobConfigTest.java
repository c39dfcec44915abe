package io.depthstream.jobs.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.hot.HotStoreProvider;
import io.depthstream.jobs.hot.HotStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void shouldReadTheResourceAsExactlyTheDefaults() {
        assertEquals(JobConfig.of(Map.of()), JobConfig.fromArgs());
    }

    @Test
    void shouldReadTheExampleAsExactlyTheDefaults() {
        final Path example = MODULE.resolve("etc/order-book-job.example.yaml");
        assertEquals(JobConfig.of(Map.of()), JobConfig.fromArgs("--config", example.toString()));
    }

    @Test
    void shouldExplainEveryKeyInTheExampleAndTheReadme() throws IOException {
        final String example = Files.readString(MODULE.resolve("etc/order-book-job.example.yaml"));
        final String readme = Files.readString(MODULE.resolve("README.md"));
        assertTrue(JobConfig.KEYS.size() > 30, "keys were lost: " + JobConfig.KEYS.size());
        for (final ConfigKey<?> key : JobConfig.KEYS) {
            if (key.name().startsWith("hot.table")) {
                continue; // Brought by a store of the tests.
            }
            assertTrue(example.contains("# " + key.purpose()), "example lacks the purpose of " + key.name());
            assertTrue(example.contains("# Allowed: " + key.allowed()), "example lacks the range of " + key.name());
            final String shownDefault = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
            final String row = "| `" + key.name() + "` | " + shownDefault + " | " + key.allowed() + " | " + key.purpose() + " |";
            assertTrue(readme.contains(row), "README.md lacks the row: " + row);
        }
    }

    @Test
    void shouldLetTheFileWinOverDefaultsAndArgumentsOverTheFile() throws IOException {
        final Path file = yaml("""
                checkpoint:
                  intervalMillis: 500
                  timeoutMillis: 5000
                job.parallelism: 2
                """);
        final JobConfig config =
                JobConfig.fromArgs("--config", file.toString(), "--checkpoint.intervalMillis", "50", "--hot.kind=redis");
        assertEquals(50, config.checkpoint().intervalMillis());
        assertEquals(5_000, config.checkpoint().timeoutMillis());
        assertEquals(2, config.run().parallelism());
        assertEquals(List.of("redis"), config.hot().kinds());
        assertEquals(10, config.book().depthLevels());
    }

    @Test
    void shouldAcceptAnEmptyFile() throws IOException {
        assertEquals(JobConfig.of(Map.of()), JobConfig.fromArgs("--config", yaml("# nothing\n").toString()));
    }

    @Test
    void shouldNameKeyValueOriginAndRangeOfEveryErrorAtOnce() throws IOException {
        final Path file = yaml("""
                job:
                  parallelism: many
                checkpoint:
                  intervalMillis: 5
                hot:
                  kind: memcached
                """);
        final ConfigException refused = refused("--config", file.toString(), "--source.bounded", "yes");
        assertEquals(
                List.of(
                        "job.parallelism: got \"many\" (" + file + "); allowed: whole number 1 to 1024 subtasks",
                        "source.bounded: got \"yes\" (--source.bounded); allowed: true or false",
                        "checkpoint.intervalMillis: got \"5\" (" + file + "); allowed: whole number 10 to 3600000 milliseconds",
                        "hot.kind: got \"memcached\"; allowed: none, or of nats, redis, table one or several, separated by commas"),
                refused.errors());
        assertTrue(refused.report().startsWith("ERROR: configuration refused, 4 errors"), refused.report());
        assertEquals(2, ConfigException.EXIT_CODE);
    }

    @Test
    void shouldSayTheAllowedRangeForEveryKeyThatCanBeWrong() {
        for (final ConfigKey<?> key : JobConfig.KEYS) {
            final ConfigException refused = refused("--" + key.name() + "=\t§ no value of any key");
            assertEquals(1, refused.errors().size(), refused.getMessage());
            final String error = refused.errors().get(0);
            assertTrue(error.startsWith(key.name() + ": got \""), error);
            assertTrue(error.endsWith("allowed: " + key.allowed()), error);
        }
    }

    @Test
    void shouldAcceptTheEndsOfARangeAndRefuseWhatLiesBeyond() {
        for (final String accepted : List.of("10", "3600000")) {
            // The transaction must outlive the checkpoint interval.
            assertDoesNotThrow(() -> JobConfig.of(Map.of("checkpoint.intervalMillis", accepted,
                    "sink.transactionTimeoutMillis", "86400000")));
        }
        for (final String beyond : List.of("9", "3600001", "-1", "1e3", "99999999999999999999", "")) {
            final ConfigException refused =
                    assertThrows(ConfigException.class, () -> JobConfig.of(Map.of("checkpoint.intervalMillis", beyond)));
            assertTrue(refused.getMessage().contains("got \"" + beyond + "\""), refused.getMessage());
        }
    }

    @Test
    void shouldRefuseUnknownKeysAndNameTheNearest() {
        assertEquals(
                List.of("checkpoint.intervalMilis: unknown key (--checkpoint.intervalMilis);"
                        + " did you mean checkpoint.intervalMillis?"),
                refused("--checkpoint.intervalMilis", "100").errors());
        assertEquals(
                List.of("depthlevels: unknown key (--depthlevels); did you mean book.depthLevels?"),
                refused("--depthlevels", "5").errors());
    }

    @Test
    void shouldRefuseArgumentsThatAreNoKeyAndValue() {
        assertEquals(
                List.of(
                        "argument \"run\": expected --key value or --key=value",
                        "job.name: given more than once on the command line",
                        "hot.kind: no value after --hot.kind"),
                refused("run", "--job.name", "a", "--job.name", "b", "--hot.kind").errors());
    }

    @Test
    void shouldRefuseFilesThatAreMissingBrokenOrNoMap() throws IOException {
        final Path missing = folder.resolve("missing.yaml");
        assertEquals(List.of("config: " + missing + " does not exist"), refused("--config", missing.toString()).errors());
        final Path list = yaml("- a\n- b\n");
        assertEquals(List.of("config: " + list + " holds no map of keys"), refused("--config", list.toString()).errors());
        final Path broken = yaml("job: {name: [\n");
        final String error = refused("--config", broken.toString()).errors().get(0);
        assertTrue(error.startsWith("config: " + broken + " is not YAML: "), error);
        final Path twice = yaml("job:\n  name: a\n  name: b\n");
        assertTrue(refused("--config", twice.toString()).errors().get(0).contains("uplicate"), "a repeated key must be refused");
        final Path listed = yaml("kafka:\n  bootstrap: [\"a:1\", \"b:2\"]\n");
        assertEquals(
                List.of("kafka.bootstrap: got a list (" + listed + "); allowed: one value"),
                refused("--config", listed.toString()).errors());
    }

    @Test
    void shouldFeedNatsByItsAddressAloneAndMissTheAddressWhereItIsNamedWithout() {
        assertEquals(List.of("nats"), names(JobConfig.of(Map.of("hot.natsUri", "nats://127.0.0.1:4222"))));
        assertEquals(List.of("nats", "redis"),
                names(JobConfig.of(Map.of("hot.kind", "redis,nats", "hot.natsUri", "nats://127.0.0.1:4222"))));
        assertEquals(List.of(), names(JobConfig.of(Map.of())));
        final String error = refused("--hot.kind", "nats").errors().get(0);
        assertTrue(error.startsWith("hot.natsUri: empty, and hot.kind names nats; allowed: empty, or nats://"), error);
    }

    @Test
    void shouldRefuseSeriesRulesWithoutLength() {
        assertEquals(List.of("hot.seriesRules: a length of time is 0; allowed: 1s and more"),
                refused("--hot.kind", "redis", "--hot.seriesRules", "last:0s:1d").errors());
    }

    private static List<String> names(final JobConfig config) {
        return HotStores.wanted(config.hot()).stream().map(HotStoreProvider::name).toList();
    }

    @Test
    void shouldShowNoCredentialsOfAStore() {
        assertFalse(JobConfig.of(Map.of("hot.uri", "redis://desk:s3cret@redis:6379")).toString().contains("s3cret"));
    }

    @Test
    void shouldHideCredentialsInErrors() {
        final String error = refused("--hot.uri", "http://desk:s3cret@redis:6379").errors().get(0);
        assertFalse(error.contains("s3cret"), error);
        assertTrue(error.contains("http://***@redis:6379"), error);
    }

    @Test
    void shouldRefusePartsThatDoNotFitTogether() {
        assertEquals(
                List.of("job.parallelism: got 8; allowed: at most job.maxParallelism, which is 4"),
                refused("--job.parallelism", "8", "--job.maxParallelism", "4").errors());
        assertEquals(
                List.of("sink.transactionTimeoutMillis: got 10000; allowed: at least checkpoint.intervalMillis +"
                        + " checkpoint.timeoutMillis, which is 60200 milliseconds: the broker would abort a transaction"
                        + " before its checkpoint commits it"),
                refused("--sink.transactionTimeoutMillis", "10000").errors());
        assertDoesNotThrow(() -> JobConfig.fromArgs("--sink.transactionTimeoutMillis", "10000", "--sink.delivery", "at-least-once"));
    }

    private static ConfigException refused(final String... args) {
        return assertThrows(ConfigException.class, () -> JobConfig.fromArgs(args));
    }

    private Path yaml(final String text) throws IOException {
        final Path file = Files.createTempFile(folder, "job", ".yaml");
        return Files.writeString(file, text);
    }
}
