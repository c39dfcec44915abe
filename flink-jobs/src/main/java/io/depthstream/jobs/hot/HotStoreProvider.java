package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.ConfigKey;
import io.depthstream.jobs.config.HotConfig;
import java.util.List;
import java.util.function.Consumer;

/**
 * A kind of hot store: its name, the configuration keys it brings, and its {@link HotLink}. Found by
 * {@link java.util.ServiceLoader}, so a store is one class and its name in
 * {@code META-INF/services/io.depthstream.jobs.hot.HotStoreProvider} (docs/adding-a-store.md).
 *
 * <p>Has a public constructor without arguments and no state; any thread.
 */
public interface HotStoreProvider {

    /** The name in {@code hot.kind}, in threads, messages and the label of metrics: lower-case letters and digits. */
    String name();

    /** The keys it brings, each beginning with {@code hot.}; a job that does not feed it knows them too. */
    default List<ConfigKey<?>> keys() {
        return List.of();
    }

    /** Whether the configuration asks for it: by default, whether {@code hot.kind} names it. */
    default boolean wanted(final HotConfig config) {
        return config.kinds().contains(name());
    }

    /**
     * Looks for values that are allowed one by one and don't fit together; called where the store is wanted.
     *
     * @param errors takes a sentence each, beginning with the key
     */
    default void check(final HotConfig config, final Consumer<String> errors) {
        // Most keys can be checked alone.
    }

    /**
     * A link that is not connected, for one subtask.
     *
     * @param name of the subtask, to end the name that the connection gives itself
     */
    HotLink link(HotConfig config, String name);
}
