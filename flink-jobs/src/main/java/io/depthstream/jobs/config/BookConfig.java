package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * What the book operator publishes and when.
 *
 * @param depthLevels          levels a side
 * @param depthIntervalMicros  event time between depth records of a symbol; 0 publishes each change
 * @param latestIntervalMillis event time between full books of a symbol; 0 publishes each change
 * @param gapWaitMillis        how long a symbol waits for missing events
 * @param feedSilentMillis     how long nothing may come, not even a heartbeat, before every book is flagged; 0 for never
 * @param symbolSilentMillis   how long a trading symbol may have no event before its book is flagged; 0 for never
 * @param expectedOrders       initial size of the order table of a subtask
 * @param readAhead            most batches that are processed together; 1 processes each as it comes
 */
public record BookConfig(
        int depthLevels, long depthIntervalMicros, long latestIntervalMillis, long gapWaitMillis,
        long feedSilentMillis, long symbolSilentMillis, int expectedOrders, int readAhead)
        implements Serializable {

    /** The same without a limit to silence, each batch by itself. */
    public BookConfig(
            final int depthLevels, final long depthIntervalMicros, final long latestIntervalMillis, final long gapWaitMillis,
            final int expectedOrders) {
        this(depthLevels, depthIntervalMicros, latestIntervalMillis, gapWaitMillis, 0, 0, expectedOrders, 1);
    }

    static BookConfig read(final ConfigReader in) {
        return new BookConfig(
                in.get(ConfigKeys.DEPTH_LEVELS),
                in.get(ConfigKeys.DEPTH_INTERVAL),
                in.get(ConfigKeys.LATEST_INTERVAL),
                in.get(ConfigKeys.GAP_WAIT),
                in.get(ConfigKeys.FEED_SILENT),
                in.get(ConfigKeys.SYMBOL_SILENT),
                in.get(ConfigKeys.EXPECTED_ORDERS),
                in.get(ConfigKeys.READ_AHEAD));
    }
}
