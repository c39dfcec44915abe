package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * What the book operator publishes and when.
 *
 * @param depthLevels          levels a side
 * @param depthIntervalMicros  event time between depth records of a symbol; 0 publishes each change
 * @param latestIntervalMillis event time between full books of a symbol; 0 publishes each change
 * @param gapWaitMillis        how long a symbol waits for missing events
 * @param expectedOrders       initial size of the order table of a subtask
 */
public record BookConfig(
        int depthLevels, long depthIntervalMicros, long latestIntervalMillis, long gapWaitMillis, int expectedOrders)
        implements Serializable {

    static BookConfig read(final ConfigReader in) {
        return new BookConfig(
                in.get(ConfigKeys.DEPTH_LEVELS),
                in.get(ConfigKeys.DEPTH_INTERVAL),
                in.get(ConfigKeys.LATEST_INTERVAL),
                in.get(ConfigKeys.GAP_WAIT),
                in.get(ConfigKeys.EXPECTED_ORDERS));
    }
}
