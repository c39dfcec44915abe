package io.depthstream.jobs.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers settings from a YAML file and from arguments, later ones winning, and turns them into typed values.
 *
 * <p>Collects errors instead of throwing at the first, so that an operator mends a file in one go. A key with an error
 * reads as its default until the errors are looked at.
 */
final class ConfigReader {

    /** Largest file read: a configuration has a few dozen lines. */
    private static final long MAX_FILE_BYTES = 1 << 20;

    private record Setting(String text, String origin) {}

    private final List<ConfigKey<?>> known;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<String> errors = new ArrayList<>();

    /** A reader for a job that has the given keys; any other key is refused. */
    ConfigReader(final List<ConfigKey<?>> known) {
        this.known = known;
    }

    /** Splits {@code --key value} and {@code --key=value}; a repeated key is an error. */
    Map<String, String> arguments(final String... args) {
        final Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--") || args[i].length() == 2) {
                errors.add("argument \"" + args[i] + "\": expected --key value or --key=value");
                continue;
            }
            final int equals = args[i].indexOf('=');
            final String key = args[i].substring(2, equals < 0 ? args[i].length() : equals);
            if (equals < 0 && (i + 1 == args.length || args[i + 1].startsWith("--"))) {
                errors.add(key + ": no value after --" + key);
                continue;
            }
            final String value = equals < 0 ? args[++i] : args[i].substring(equals + 1);
            if (given.put(key, value) != null) {
                errors.add(key + ": given more than once on the command line");
            }
        }
        return given;
    }

    /** Reads a YAML file. */
    void file(final Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                errors.add("config: " + file + " has " + Files.size(file) + " bytes; allowed: at most " + MAX_FILE_BYTES);
                return;
            }
            try (InputStream in = Files.newInputStream(file)) {
                yaml(in, file.toString());
            }
        } catch (final NoSuchFileException missing) {
            errors.add("config: " + file + " does not exist");
        } catch (final IOException unreadable) {
            errors.add("config: " + file + " can't be read: " + unreadable.getMessage());
        }
    }

    /** Reads a YAML resource of this jar. */
    void resource(final String name) {
        try (InputStream in = ConfigReader.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                errors.add("config: resource " + name + " is not on the class path");
                return;
            }
            yaml(in, name);
        } catch (final IOException unreadable) {
            errors.add("config: resource " + name + " can't be read: " + unreadable.getMessage());
        }
    }

    /** Takes settings that win over those read before; origins are shown as prefix and key. */
    void override(final Map<String, String> given, final String originPrefix) {
        given.forEach((key, value) -> set(key, value, originPrefix.isEmpty() ? "given by the program" : originPrefix + key));
    }

    /** The value of a key, or its default where nothing or nothing usable is set. */
    <T> T get(final ConfigKey<T> key) {
        final Setting setting = settings.get(key.name());
        if (setting != null) {
            try {
                return key.parser().apply(setting.text);
            } catch (final IllegalArgumentException notAllowed) {
                errors.add(key.name() + ": got \"" + key.shown(setting.text) + "\" (" + setting.origin + "); allowed: "
                        + key.allowed());
            }
        }
        return key.parser().apply(key.defaultText());
    }

    /** The values of keys that are not known here, as they were given; errors are gathered as with {@link #get}. */
    StoreSettings settings(final List<ConfigKey<?>> keys) {
        final Map<String, String> texts = new TreeMap<>();
        for (final ConfigKey<?> key : keys) {
            get(key);
            final Setting setting = settings.get(key.name());
            texts.put(key.name(), setting == null ? key.defaultText() : setting.text);
        }
        return new StoreSettings(texts);
    }

    /** Adds an error found by whoever reads. */
    void error(final String error) {
        errors.add(error);
    }

    /** Whether no error was found so far. */
    boolean sound() {
        return errors.isEmpty();
    }

    /** All errors found. */
    List<String> errors() {
        return errors;
    }

    private void yaml(final InputStream in, final String origin) throws IOException {
        final YAMLMapper mapper = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
        try {
            final JsonNode root = mapper.readTree(in);
            if (root == null || root.isMissingNode() || root.isNull()) {
                return;
            }
            if (!root.isObject()) {
                errors.add("config: " + origin + " holds no map of keys");
                return;
            }
            flatten("", root, origin);
        } catch (final JsonProcessingException broken) {
            errors.add("config: " + origin + " is not YAML: " + broken.getOriginalMessage()
                    + (broken.getLocation() == null ? "" : " (line " + broken.getLocation().getLineNr() + ")"));
        }
    }

    private void flatten(final String prefix, final JsonNode node, final String origin) {
        for (final Map.Entry<String, JsonNode> field : node.properties()) {
            final String name = prefix + field.getKey();
            final JsonNode value = field.getValue();
            if (value.isObject()) {
                flatten(name + ".", value, origin);
            } else if (value.isArray()) {
                errors.add(name + ": got a list (" + origin + "); allowed: one value");
            } else {
                set(name, value.isNull() ? "" : value.asText(), origin);
            }
        }
    }

    private void set(final String name, final String text, final String origin) {
        for (final ConfigKey<?> key : known) {
            if (key.name().equals(name)) {
                settings.put(name, new Setting(text.strip(), origin));
                return;
            }
        }
        errors.add(name + ": unknown key (" + origin + "); did you mean " + NearestKey.to(name, known) + "?");
    }
}
