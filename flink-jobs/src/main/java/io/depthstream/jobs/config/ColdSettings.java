package io.depthstream.jobs.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a job into a cold store was told, checked: what every such job has, and the values of the keys the store brings.
 * Travels with the job.
 *
 * @param cold what every cold job has
 * @param own  values of the store's own keys
 */
public record ColdSettings(ColdConfig cold, StoreSettings own) implements Serializable {

    /**
     * Reads a command line: {@code --config FILE} and any number of {@code --key value} or {@code --key=value}.
     *
     * @param keys     of every cold job, with this one's defaults
     * @param own      keys of the store
     * @param resource read where no file is given; empty for none
     * @throws ConfigException naming every error at once
     */
    public static ColdSettings fromArgs(
            final ColdKeys keys, final List<ConfigKey<?>> own, final String resource, final String... args) {
        final ConfigReader reader = new ConfigReader(Providers.together(List.of(keys.all(), own)));
        final Map<String, String> overrides = reader.arguments(args);
        final String file = overrides.remove("config");
        if (file != null) {
            reader.file(Path.of(file));
        } else if (!resource.isEmpty()) {
            reader.resource(resource);
        }
        reader.override(overrides, "--");
        return read(reader, keys, own);
    }

    /**
     * The defaults with some keys changed, for programs that embed the job.
     *
     * @throws ConfigException naming every error at once
     */
    public static ColdSettings of(final ColdKeys keys, final List<ConfigKey<?>> own, final Map<String, String> overrides) {
        final ConfigReader reader = new ConfigReader(Providers.together(List.of(keys.all(), own)));
        reader.override(overrides, "");
        return read(reader, keys, own);
    }

    private static ColdSettings read(final ConfigReader in, final ColdKeys keys, final List<ConfigKey<?>> own) {
        final ColdSettings settings = new ColdSettings(ColdConfig.read(in, keys), in.settings(own));
        if (!in.sound()) {
            throw new ConfigException(in.errors());
        }
        return settings;
    }

    /** The value of a key that the store brings. */
    public <T> T get(final ConfigKey<T> key) {
        return own.get(key);
    }
}
