package io.depthstream.jobs.config;

import java.io.Serializable;
import java.util.Map;

/**
 * Values of the keys that a store brings itself, as text; travels with the job, where keys can't. Shows its keys, not its
 * values: those may be credentials.
 *
 * @param texts value by key, checked
 */
public record StoreSettings(Map<String, String> texts) implements Serializable {

    /** Keeps the values. */
    public StoreSettings {
        texts = Map.copyOf(texts);
    }

    /**
     * The value of a key.
     *
     * @throws IllegalArgumentException if the store did not name the key as its own
     */
    public <T> T get(final ConfigKey<T> key) {
        final String text = texts.get(key.name());
        if (text == null) {
            throw new IllegalArgumentException(key.name() + " is not among the keys that a store brings: " + texts.keySet());
        }
        return key.parser().apply(text);
    }

    @Override
    public String toString() {
        return texts.keySet().toString();
    }
}
