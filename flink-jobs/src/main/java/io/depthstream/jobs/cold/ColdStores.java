package io.depthstream.jobs.cold;

import io.depthstream.jobs.config.ColdSettings;
import io.depthstream.jobs.config.ConfigException;
import io.depthstream.jobs.config.Providers;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The cold stores there are: kdb+, ClickHouse, and whatever else the class path holds. Any thread. */
public final class ColdStores {

    private static final Map<String, ColdStoreProvider> ALL = Providers.find(ColdStoreProvider.class, ColdStoreProvider::name);

    private ColdStores() {}

    /**
     * The store of that name.
     *
     * @throws ConfigException if there is none; it says which there are
     */
    public static ColdStoreProvider named(final String name) {
        final ColdStoreProvider store = ALL.get(name);
        if (store == null) {
            throw new ConfigException(List.of("store: got \"" + name + "\"; allowed: one of "
                    + String.join(", ", new TreeSet<>(ALL.keySet()))));
        }
        return store;
    }

    /** Makes the stores of a job; travels with it, where the provider can't. */
    static ColdStoreFactory factory(final ColdStoreProvider provider, final ColdSettings settings) {
        final String store = provider.name();
        return name -> named(store).store(settings, name);
    }
}
