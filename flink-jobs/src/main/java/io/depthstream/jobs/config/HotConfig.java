package io.depthstream.jobs.config;

import io.depthstream.jobs.hot.HotStores;
import java.io.Serializable;
import java.util.List;

/**
 * How hot stores are fed, and what each of them is told.
 *
 * @param kinds           names of the stores that {@code hot.kind} asks for
 * @param instance        stream instance in channel names
 * @param depthLevels     levels a side, from {@code book.depthLevels}
 * @param batchSymbols    most symbols in one script call
 * @param inFlightBatches most script calls not yet answered
 * @param lingerMicros    how long a change waits for others to share its call
 * @param timeoutMillis   silence after which the store is left and connected to again
 * @param alertAfterMillis silence after which the alert is raised, if something waits
 * @param maxSymbols      most symbols of a subtask
 * @param closeMillis     how long closing may take to send what is pending
 * @param tls             files for TLS connections
 * @param own             values of the stores' own keys
 */
public record HotConfig(
        List<String> kinds,
        String instance,
        int depthLevels,
        int batchSymbols,
        int inFlightBatches,
        int lingerMicros,
        int timeoutMillis,
        int alertAfterMillis,
        int maxSymbols,
        int closeMillis,
        TlsConfig tls,
        StoreSettings own)
        implements Serializable {

    private static final String NONE = "none";

    static HotConfig read(final ConfigReader in, final int depthLevels) {
        final String kind = in.get(ConfigKeys.HOT_KIND);
        final HotConfig config = new HotConfig(
                kind.equals(NONE) ? List.of() : List.of(kind.split(",")),
                in.get(ConfigKeys.HOT_INSTANCE),
                depthLevels,
                in.get(ConfigKeys.HOT_BATCH),
                in.get(ConfigKeys.HOT_IN_FLIGHT),
                in.get(ConfigKeys.HOT_LINGER),
                in.get(ConfigKeys.HOT_TIMEOUT),
                in.get(ConfigKeys.HOT_ALERT),
                in.get(ConfigKeys.HOT_MAX_SYMBOLS),
                in.get(ConfigKeys.HOT_CLOSE),
                TlsConfig.read(in),
                in.settings(HotStores.keys()));
        for (final String name : config.kinds) {
            if (!HotStores.names().contains(name)) {
                in.error(ConfigKeys.HOT_KIND.name() + ": got \"" + name + "\"; allowed: none, or of " + String.join(", ",
                        HotStores.names()) + " one or several, separated by commas");
            }
        }
        if (in.sound()) {
            HotStores.wanted(config).forEach(store -> store.check(config, in::error));
        }
        return config;
    }

    /** The value of a key that a store brings. */
    public <T> T get(final ConfigKey<T> key) {
        return own.get(key);
    }
}
