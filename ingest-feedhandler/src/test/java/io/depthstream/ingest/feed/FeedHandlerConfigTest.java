package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedHandlerConfigTest {
    private static final Path README = Path.of("README.md");
    private static final Path EXAMPLE = Path.of("etc", "feedhandler.example.yaml");

    @TempDir
    private Path folder;

    @Test
    void shouldAcceptItsOwnDefaults() {
        final FeedHandlerConfig config = FeedHandlerConfig.of(Map.of());

        for (final ConfigKey key : ConfigKey.values()) {
            assertTrue(key.accepts(key.defaultValue()), key.key());
            assertEquals(key.defaultValue(), config.text(key));
        }
        assertEquals(new BatchLimits(256, 16_384, 8192, 1_000_000, 0), BatchLimits.of(config));
    }

    @Test
    void shouldNameKeyValueAndRangeInEveryError() {
        assertEquals("batch.max-linger-micros = 'soon': expected a whole number from 0 to 1000000",
            refused(Map.of("batch.max-linger-micros", "soon")));
        assertEquals("batch.max-linger-micros = '1000001': expected a whole number from 0 to 1000000",
            refused(Map.of("batch.max-linger-micros", "1000001")));
        assertEquals("loop.idle = 'sleep': expected one of spin, yield, park, doze", refused(Map.of("loop.idle", "sleep")));
        assertEquals("trading-date = '30.1.2020': expected a date such as 2020-01-30, or today",
            refused(Map.of("trading-date", "30.1.2020")));
        assertEquals("source.lines = 'localhost': expected 1 to 8 of address:port or group:port@interface, separated by "
            + "commas", refused(Map.of("source.lines", "localhost")));
        assertEquals("source.lines = '233.54.12.111:26477': expected 1 to 8 of address:port or group:port@interface, "
            + "separated by commas", refused(Map.of("source.lines", "233.54.12.111:26477")));
        assertEquals("source.speed = '-1': expected max, real, or a factor such as 10",
            refused(Map.of("source.speed", "-1")));
        assertEquals("batch.linger = '1': expected a key the README's configuration table lists",
            refused(Map.of("batch.linger", "1")));
        assertEquals("source.file = '': expected a path, because source.kind is file",
            refused(Map.of("source.kind", "file")));
    }

    @Test
    void shouldReadNestedYamlAndLetArgumentsOverrideIt() throws IOException {
        final Path file = Files.writeString(folder.resolve("feed.yaml"), """
            trading-date: 2020-01-30
            source:
              lines: [127.0.0.1:1, 127.0.0.1:2]
            batch:
              max-linger-micros: 500
              max-pending-events: 100
            """);

        final FeedHandlerConfig config = FeedHandlerConfig.fromArguments(
            "--batch.max-linger-micros", "700", "--config", file.toString(), "--kafka.client.security.protocol", "SSL");

        assertEquals(700, config.number(ConfigKey.BATCH_LINGER));
        assertEquals(100, config.number(ConfigKey.BATCH_PENDING));
        assertEquals("127.0.0.1:1,127.0.0.1:2", config.text(ConfigKey.SOURCE_LINES));
        assertEquals(LocalDate.of(2020, 1, 30), config.tradingDay(Instant.EPOCH).date());
        assertEquals(Map.of("security.protocol", "SSL"), config.clientProperties());
    }

    @Test
    void shouldReadProperties() throws IOException {
        final Path file = Files.writeString(folder.resolve("feed.properties"), "publisher = replica\n");

        assertEquals("replica", FeedHandlerConfig.fromArguments("--config", file.toString()).text(ConfigKey.PUBLISHER));
    }

    @Test
    void shouldRefuseWhatIsNoKeyAndValue() throws IOException {
        final Path broken = Files.writeString(folder.resolve("feed.yaml"), "a: [1\n");

        assertTrue(refusedArguments("replay").startsWith("'replay': expected --key value"));
        assertTrue(refusedArguments("--publisher").startsWith("--publisher: expected a value after it"));
        assertTrue(refusedArguments("--config", "/no/such/file").startsWith("/no/such/file: cannot be read"));
        assertTrue(refusedArguments("--config", broken.toString()).startsWith(broken + ": not YAML"));
    }

    @Test
    void shouldExitWithTwoWhenRefused() {
        assertEquals(2, FeedHandlerMain.run("--loop.idle", "sleep"));
        assertEquals(2, FeedHandlerMain.run("--source.kind", "file", "--source.file", "/no/such/file"));
    }

    @Test
    void shouldNotLetClientPropertiesWeakenDelivery() {
        final Map<String, Object> properties = KafkaClients.producerProperties(FeedHandlerConfig.of(Map.of(
            "kafka.client.acks", "0", "kafka.client.enable.idempotence", "false", "kafka.client.metadata.max.age.ms",
            "1000")));

        assertEquals("all", properties.get(ProducerConfig.ACKS_CONFIG));
        assertEquals(true, properties.get(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG));
        assertEquals("1000", properties.get(ProducerConfig.METADATA_MAX_AGE_CONFIG));
    }

    @Test
    void shouldMakeAProducerAtTheEndsOfItsRanges() {
        for (final String deliverySeconds : new String[] {"1", "3600"}) {
            for (final String lingerMillis : new String[] {"0", "999"}) {
                KafkaClients.producer(FeedHandlerConfig.of(Map.of("kafka.delivery-timeout-seconds", deliverySeconds,
                    "kafka.linger-millis", lingerMillis))).close();
            }
        }
    }

    @Test
    void shouldListEveryKeyInTheReadmeWithItsDefaultAndRange() throws IOException {
        final String readme = Files.readString(README);

        for (final ConfigKey key : ConfigKey.values()) {
            final String row = "| `" + key.key() + "` | " + (key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue()
                + "` ") + "| " + key.allowed() + " | " + key.purpose() + " |";
            assertTrue(readme.contains(row), "README.md lacks the row\n" + row);
        }
    }

    @Test
    void shouldListEveryKeyInTheExampleWithItsDefault() {
        final Map<String, String> example = FeedHandlerConfig.read(EXAMPLE);

        for (final ConfigKey key : ConfigKey.values()) {
            assertEquals(key.defaultValue(), example.remove(key.key()), key.key());
        }
        assertEquals(Map.of(), example);
    }

    private static String refused(final Map<String, String> written) {
        return assertThrows(ConfigException.class, () -> FeedHandlerConfig.of(written)).getMessage();
    }

    private static String refusedArguments(final String... arguments) {
        return assertThrows(ConfigException.class, () -> FeedHandlerConfig.fromArguments(arguments)).getMessage();
    }
}
