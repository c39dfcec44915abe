package io.depthstream.local.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.feed.FeedHandlerConfig;
import io.depthstream.jobs.config.JobConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class UsageTest {
    private final Commands commands = new Commands();

    @ParameterizedTest
    @ValueSource(strings = {"demo", "replay", "simulate", "ladder", "dlq", "analytics", "clickhouse-check"})
    void shouldExplainEveryCommand(final String command) {
        assertEquals(0, commands.run(command, "--help"));
        assertTrue(commands.out().contains("Usage: depthstream " + command), commands::out);
    }

    @ParameterizedTest
    @CsvSource({
        "--seconds, 0, '--seconds is 0: must be 1 to 86400'",
        "--rate, 99, '--rate is 99: must be 100 to 5000000'",
        "--parallelism, 65, '--parallelism is 65: must be 1 to 64'"})
    void shouldRefuseAValueOutOfRangeWithTheOptionTheValueAndTheRange(
            final String option, final String value, final String message) {
        assertEquals(2, commands.run("demo", option, value));
        assertTrue(commands.error().contains(message), commands::error);
    }

    @Test
    void shouldRefuseASourceThatIsNoneOrCannotBeHad() {
        assertEquals(2, commands.run("demo", "--source", "carrier-pigeon"));
        assertTrue(commands.error().contains("must be one of udp, afxdp, recvmmsg"), commands::error);
        assertEquals(2, commands.run("demo", "--source", "afxdp", "--replica"));
        assertTrue(commands.error().contains("leave one of them out"), commands::error);
        // The native module is not on this test's class path, whatever the JDK.
        assertEquals(2, commands.run("demo", "--source", "afxdp"));
        assertTrue(commands.error().contains("--source afxdp: a private network needs "), commands::error);
    }

    @Test
    void shouldSayWhereClickHouseWasLookedForWhenItIsNotThere() {
        assertEquals(2, commands.run("clickhouse-check", "--url", "http://127.0.0.1:1"));
        assertTrue(commands.error().contains("http://127.0.0.1:1"), commands::error);
        assertEquals(2, commands.run("clickhouse-check", "--url", "ftp://127.0.0.1"));
        assertTrue(commands.error().contains("clickhouse.url"), commands::error);
    }

    @Test
    void shouldRefuseAnUnknownOption() {
        assertEquals(2, commands.run("demo", "--fast"));
        assertTrue(commands.error().contains("--fast"), commands::error);
    }

    @ParameterizedTest
    @MethodSource("refusedConfigurations")
    void shouldEndWithTheCodeOfWrongUsageWhereAConfigurationIsRefused(final RuntimeException refused) {
        final StringWriter error = new StringWriter();
        final CommandLine commandLine = Depthstream.commandLine().addSubcommand("refusing", new Refusing(refused));
        commandLine.setErr(new PrintWriter(error));

        assertEquals(Depthstream.WRONG_USAGE, commandLine.execute("refusing"));
        assertEquals("depthstream: " + refused.getMessage(), error.toString().strip());
    }

    static Stream<RuntimeException> refusedConfigurations() {
        return Stream.of(
            assertThrows(io.depthstream.jobs.config.ConfigException.class,
                () -> JobConfig.of(Map.of("sink.lingerMillis", "soon"))),
            assertThrows(io.depthstream.ingest.feed.ConfigException.class,
                () -> FeedHandlerConfig.of(Map.of("kafka.linger-millis", "soon"))));
    }

    @Command(name = "refusing")
    private record Refusing(RuntimeException refused) implements Callable<Integer> {
        @Override
        public Integer call() {
            throw refused;
        }
    }

    @Test
    void shouldRefuseToReplayAFileThatIsNotThere(@TempDir final Path folder) {
        final Path missing = folder.resolve("missing.pcap");
        assertEquals(2, commands.run("replay", missing.toString()));
        assertTrue(commands.error().contains(missing.toString()), commands::error);
    }

    @Test
    void shouldSayHowToStartAStackWhereNoneRuns(@TempDir final Path folder) {
        final String file = folder.resolve("stack.properties").toString();
        assertAll(
            () -> assertEquals(2, commands.run("ladder", "AAPL", "--stack", file)),
            () -> assertEquals(2, commands.run("dlq", "list", "--stack", file)),
            () -> assertTrue(commands.error().contains("./depthstream demo"), commands::error));
    }

    @Test
    void shouldRefuseAResyncOfNothingAndOneThatNobodyCanTake(@TempDir final Path folder) {
        final String file = folder.resolve("stack.properties").toString();
        assertEquals(2, commands.run("resync", "--stack", file));
        assertTrue(commands.error().contains("name the symbols to resync, or --all"), commands::error);
        assertEquals(2, commands.run("resync", "AAPL", "--all", "--stack", file));
        assertEquals(2, commands.run("resync", "--all", "--stack", file));
        assertTrue(commands.error().contains("no running stack"), commands::error);
        assertEquals(1, commands.run("resync", "--all", "--control", "127.0.0.1:1"));
        assertTrue(commands.out().contains("no answer from the feed handler at 127.0.0.1:1"), commands::out);
    }

    @Test
    void shouldRefuseAPlanForThePrimaryThatCanNotBe() {
        assertEquals(2, commands.run("demo", "--replica", "--kill-primary-at", "60"));
        assertTrue(commands.error().contains("--kill-primary-at is 60: must be within the run, 1 to 59"), commands::error);
        assertEquals(2, commands.run("demo", "--replica", "--wake-primary-at", "5"));
        assertTrue(commands.error().contains("must be after --freeze-primary-at"), commands::error);
        assertEquals(2, commands.run("demo", "--kill-primary-at", "5"));
        assertTrue(commands.error().contains("--replica"), commands::error);
        assertEquals(2, commands.run("demo", "--replica", "--join-at", "5"));
        assertTrue(commands.error().contains("--join-at is 5"), commands::error);
    }
}
