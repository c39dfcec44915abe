package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * The hot store and how it is fed.
 *
 * @param kind            which store
 * @param uri             its address, credentials included
 * @param instance        stream instance in channel names
 * @param ttlSeconds      time to live of a key after its last change; 0 keeps it
 * @param depthLevels     levels a side, from {@code book.depthLevels}
 * @param batchSymbols    most symbols in one script call
 * @param inFlightBatches most script calls not yet answered
 * @param lingerMicros    how long a change waits for others to share its call
 * @param timeoutMillis   silence after which the store is left and connected to again
 * @param alertAfterMillis silence after which the alert is raised, if something waits
 * @param maxSymbols      most symbols of a subtask
 * @param closeMillis     how long closing may take to send what is pending
 * @param streamLength    entries a symbol's Redis stream is trimmed to; 0 for no streams
 * @param series          bid and ask as time series
 * @param tls             files for TLS connections
 * @param natsUri         NATS servers, separated by commas; empty for none
 * @param natsCredentials NATS credentials file, or empty
 */
public record HotConfig(
        HotKind kind,
        String uri,
        String instance,
        int ttlSeconds,
        int depthLevels,
        int batchSymbols,
        int inFlightBatches,
        int lingerMicros,
        int timeoutMillis,
        int alertAfterMillis,
        int maxSymbols,
        int closeMillis,
        int streamLength,
        SeriesConfig series,
        TlsConfig tls,
        String natsUri,
        String natsCredentials)
        implements Serializable {

    static HotConfig read(final ConfigReader in, final int depthLevels) {
        return new HotConfig(
                in.get(ConfigKeys.HOT_KIND),
                in.get(ConfigKeys.HOT_URI),
                in.get(ConfigKeys.HOT_INSTANCE),
                in.get(ConfigKeys.HOT_TTL),
                depthLevels,
                in.get(ConfigKeys.HOT_BATCH),
                in.get(ConfigKeys.HOT_IN_FLIGHT),
                in.get(ConfigKeys.HOT_LINGER),
                in.get(ConfigKeys.HOT_TIMEOUT),
                in.get(ConfigKeys.HOT_ALERT),
                in.get(ConfigKeys.HOT_MAX_SYMBOLS),
                in.get(ConfigKeys.HOT_CLOSE),
                in.get(ConfigKeys.HOT_STREAM),
                SeriesConfig.read(in),
                TlsConfig.read(in),
                in.get(ConfigKeys.NATS_URI),
                in.get(ConfigKeys.NATS_CREDENTIALS));
    }
}
