package io.depthstream.jobs.cold;

import io.depthstream.jobs.config.ColdKeys;
import io.depthstream.jobs.config.ColdSettings;
import io.depthstream.jobs.config.ConfigKey;
import java.util.List;

/**
 * A kind of cold store: its name, the topics it wants, the configuration keys it brings, and its {@link ColdStore}. Found by
 * {@link java.util.ServiceLoader}, so a store is one class and its name in
 * {@code META-INF/services/io.depthstream.jobs.cold.ColdStoreProvider} (docs/adding-a-store.md); {@link ColdJob} runs it.
 *
 * <p>Has a public constructor without arguments and no state; any thread.
 */
public interface ColdStoreProvider {

    /** The name after {@code --store}, in threads, alerts and dead letters: lower-case letters and digits. */
    String name();

    /** The derived topics it is fed from. */
    List<String> topics();

    /** The keys that it brings. */
    default List<ConfigKey<?>> keys() {
        return List.of();
    }

    /** The keys of every cold job, with the defaults that suit this store. */
    default ColdKeys coldKeys() {
        return ColdKeys.of(name());
    }

    /** A resource of the class path with the settings where no file is given; empty for none, and then the defaults hold. */
    default String resource() {
        return "";
    }

    /**
     * A store that is not connected, for one subtask.
     *
     * @param name of job and subtask, for logs and for the connection's name where the store shows one
     */
    ColdStore store(ColdSettings settings, String name);
}
