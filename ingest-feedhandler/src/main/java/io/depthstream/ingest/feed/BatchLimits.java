package io.depthstream.ingest.feed;

import java.util.concurrent.TimeUnit;

/**
 * How much may wait in open batches. Each limit bounds memory, delay, or both; docs/decisions/0020 says how the
 * defaults were chosen.
 *
 * @param eventsPerSymbol events of one symbol, 1 or more
 * @param bytesPerSymbol  encoded bytes of one symbol; one event may go over it
 * @param pendingEvents   events of all symbols together, 1 or more
 * @param lingerNanos     how long the oldest event may wait while the input does not drain, 0 or more
 * @param companyNanos    how long the oldest event waits for company though the input has drained, 0 or more
 */
public record BatchLimits(
        int eventsPerSymbol, int bytesPerSymbol, int pendingEvents, long lingerNanos, long companyNanos) {
    /** Refuses limits under which nothing could ever wait. */
    public BatchLimits {
        if (eventsPerSymbol < 1 || bytesPerSymbol < 1 || pendingEvents < 1 || lingerNanos < 0
                || companyNanos < 0) {
            throw new IllegalArgumentException("limits must be 1 or more and linger 0 or more: " + eventsPerSymbol
                + " events, " + bytesPerSymbol + " bytes, " + pendingEvents + " pending, " + lingerNanos + " ns, "
                + companyNanos + " ns");
        }
    }

    /** The limits a configuration names. */
    public static BatchLimits of(final FeedHandlerConfig config) {
        return new BatchLimits(
            config.integer(ConfigKey.BATCH_EVENTS),
            config.integer(ConfigKey.BATCH_BYTES),
            config.integer(ConfigKey.BATCH_PENDING),
            TimeUnit.MICROSECONDS.toNanos(config.number(ConfigKey.BATCH_LINGER)),
            TimeUnit.MICROSECONDS.toNanos(config.number(ConfigKey.BATCH_COMPANY)));
    }
}
