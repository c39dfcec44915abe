package io.depthstream.ingest.feed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The feed handler's configuration: a YAML or properties file, overridden by {@code --key value} arguments.
 *
 * <p>A nested YAML key is written with dots elsewhere: {@code batch: {max-linger-micros: 500}} is
 * {@code batch.max-linger-micros}. Every value is checked when the configuration is made, so a handler that starts has
 * one that is allowed. {@link ConfigKey} lists the keys.
 *
 * <p>Immutable; any thread.
 */
public final class FeedHandlerConfig {
    private static final String FILE_ARGUMENT = "--config";
    private static final String PREFIX = "--";

    private final Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);
    private final Map<String, String> clientProperties = new TreeMap<>();

    private FeedHandlerConfig(final Map<String, String> written) {
        for (final ConfigKey key : ConfigKey.values()) {
            values.put(key, key.defaultValue());
        }
        written.forEach(this::set);
        checkTogether();
    }

    /**
     * From keys and values, defaults for the rest.
     *
     * @throws ConfigException if a key is unknown or a value not allowed
     */
    public static FeedHandlerConfig of(final Map<String, String> written) {
        return new FeedHandlerConfig(written);
    }

    /**
     * From the command line: {@code --config FILE} first, wherever it stands, then every {@code --key value}.
     *
     * @throws ConfigException if the file cannot be read, a key is unknown, or a value missing or not allowed
     */
    public static FeedHandlerConfig fromArguments(final String... arguments) {
        final Map<String, String> overrides = new LinkedHashMap<>();
        final Map<String, String> written = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            final String name = arguments[i];
            if (!name.startsWith(PREFIX)) {
                throw new ConfigException("'" + name + "': expected --key value");
            }
            if (i + 1 == arguments.length) {
                throw new ConfigException(name + ": expected a value after it");
            }
            if (name.equals(FILE_ARGUMENT)) {
                written.putAll(read(Path.of(arguments[i + 1])));
            } else {
                overrides.put(name.substring(PREFIX.length()), arguments[i + 1]);
            }
        }
        written.putAll(overrides);
        return of(written);
    }

    /**
     * Reads a file into dotted keys: YAML, or properties where the name ends so.
     *
     * @throws ConfigException if it is not there or not in that format
     */
    public static Map<String, String> read(final Path file) {
        final Map<String, String> written = new LinkedHashMap<>();
        try (Reader reader = Files.newBufferedReader(file)) {
            if (file.toString().endsWith(".properties")) {
                final Properties properties = new Properties();
                properties.load(reader);
                properties.stringPropertyNames().forEach(key -> written.put(key, properties.getProperty(key)));
            } else {
                flatten("", new YAMLMapper().readTree(reader), written);
            }
        } catch (final JacksonException e) {
            throw new ConfigException(file + ": not YAML: " + e.getOriginalMessage());
        } catch (final IOException | IllegalArgumentException e) {
            throw new ConfigException(file + ": cannot be read: " + e);
        }
        return written;
    }

    private static void flatten(final String path, final JsonNode node, final Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(entry ->
                flatten(path.isEmpty() ? entry.getKey() : path + '.' + entry.getKey(), entry.getValue(), into));
        } else if (node.isArray()) {
            final StringBuilder joined = new StringBuilder();
            node.forEach(item -> joined.append(joined.isEmpty() ? "" : ",").append(item.asText()));
            into.put(path, joined.toString());
        } else if (!node.isMissingNode() && !node.isNull()) {
            into.put(path, node.asText());
        }
    }

    private void set(final String name, final String value) {
        final String trimmed = value.trim();
        if (name.startsWith(ConfigKey.CLIENT_PREFIX)) {
            clientProperties.put(name.substring(ConfigKey.CLIENT_PREFIX.length()), trimmed);
            return;
        }
        final ConfigKey key = Arrays.stream(ConfigKey.values()).filter(k -> k.key().equals(name)).findFirst()
            .orElseThrow(() -> ConfigException.of(name, value, "a key the README's configuration table lists"));
        if (!key.accepts(trimmed)) {
            throw ConfigException.of(name, value, key.allowed());
        }
        values.put(key, trimmed);
    }

    private void checkTogether() {
        if (text(ConfigKey.SOURCE_KIND).equals("file") && text(ConfigKey.SOURCE_FILE).isEmpty()) {
            throw ConfigException.of(ConfigKey.SOURCE_FILE.key(), "",
                "a path, because " + ConfigKey.SOURCE_KIND.key() + " is " + text(ConfigKey.SOURCE_KIND));
        }
        if (text(ConfigKey.SOURCE_KIND).equals("file") && !text(ConfigKey.RECOVERY_SERVERS).isEmpty()) {
            throw ConfigException.of(ConfigKey.RECOVERY_SERVERS.key(), text(ConfigKey.RECOVERY_SERVERS),
                "nothing, because " + ConfigKey.SOURCE_KIND.key() + " is file: nobody keeps a capture's messages");
        }
    }

    /** The value as text. */
    public String text(final ConfigKey key) {
        return values.get(key);
    }

    /** The value of a key that allows whole numbers. */
    public long number(final ConfigKey key) {
        return Long.parseLong(values.get(key));
    }

    /** The value of a key that allows whole numbers of at most int's range. */
    public int integer(final ConfigKey key) {
        return Math.toIntExact(number(key));
    }

    /** The value of a key that allows true and false. */
    public boolean flag(final ConfigKey key) {
        return Boolean.parseBoolean(values.get(key));
    }

    /** The value of a key in seconds. */
    public Duration seconds(final ConfigKey key) {
        return Duration.ofSeconds(number(key));
    }

    /** The trading day the configuration names, or the one it is in New York at that moment. */
    public TradingDay tradingDay(final Instant now) {
        final String date = text(ConfigKey.TRADING_DATE);
        return date.equals(ValueRule.Day.TODAY) ? TradingDay.at(now) : TradingDay.of(LocalDate.parse(date));
    }

    /** The values whose keys begin with a prefix, by what follows it. */
    public Map<String, String> under(final String prefix) {
        final Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.key().startsWith(prefix)) {
                found.put(key.key().substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** What goes to the Kafka clients as it is. */
    public Map<String, String> clientProperties() {
        return Map.copyOf(clientProperties);
    }
}
