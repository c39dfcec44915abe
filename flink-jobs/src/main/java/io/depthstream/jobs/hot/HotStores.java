package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.ConfigKey;
import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.config.Providers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The hot stores there are: Redis, NATS, and whatever else the class path holds. Any thread. */
public final class HotStores {

    private static final Map<String, HotStoreProvider> ALL = Providers.find(HotStoreProvider.class, HotStoreProvider::name);
    private static final List<ConfigKey<?>> KEYS =
            Providers.together(inOrder().stream().map(HotStoreProvider::keys).toList());

    private HotStores() {}

    /** Their names, in order. */
    public static Collection<String> names() {
        return new TreeSet<>(ALL.keySet());
    }

    /** The keys that they bring. */
    public static List<ConfigKey<?>> keys() {
        return KEYS;
    }

    /** Those that the configuration asks for. */
    public static List<HotStoreProvider> wanted(final HotConfig config) {
        return inOrder().stream().filter(store -> store.wanted(config)).toList();
    }

    private static List<HotStoreProvider> inOrder() {
        return names().stream().map(ALL::get).toList();
    }
}
