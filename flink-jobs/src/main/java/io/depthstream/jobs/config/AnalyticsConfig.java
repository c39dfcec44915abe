package io.depthstream.jobs.config;

import java.io.Serializable;
import java.util.List;

/**
 * What the analytics operators compute and how much they remember.
 *
 * @param barWidthsNanos        width of each series of bars
 * @param barPublishing         which bars are published
 * @param amendableBars         closed bars of each width that a late or broken trade can still change
 * @param tradeMemory           trades of a symbol's session that can still be broken
 * @param gridNanos             cell of the signals' grid; as {@code book.depthIntervalMicros} of the order-book job
 * @param imbalanceLevels       levels a side that the book's imbalance counts
 * @param nearBasisPoints       how near the mid a level must be to count as near
 * @param featureWindowsSeconds length of each rolling window
 * @param horizonNanos          after how long a trade's realised spread is taken
 * @param profileNanos          event time between volume profiles of a symbol
 * @param leaders               symbols in each list of leaders
 * @param pendingEvents         most events of a symbol and topic waiting for their time to be complete
 * @param alerts                when alerts are raised
 */
public record AnalyticsConfig(
        List<Long> barWidthsNanos,
        BarPublishing barPublishing,
        int amendableBars,
        int tradeMemory,
        long gridNanos,
        int imbalanceLevels,
        int nearBasisPoints,
        List<Integer> featureWindowsSeconds,
        long horizonNanos,
        long profileNanos,
        int leaders,
        int pendingEvents,
        AlertLimits alerts)
        implements Serializable {

    private static final long NANOS_PER_MICRO = 1_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** The defaults. */
    public static AnalyticsConfig defaults() {
        return read(new ConfigReader(AnalyticsKeys.ALL));
    }

    static AnalyticsConfig read(final ConfigReader in) {
        return new AnalyticsConfig(
                in.get(AnalyticsKeys.BAR_WIDTHS),
                in.get(AnalyticsKeys.BAR_PUBLISHING),
                in.get(AnalyticsKeys.AMENDABLE_BARS),
                in.get(AnalyticsKeys.TRADE_MEMORY),
                in.get(AnalyticsKeys.GRID) * NANOS_PER_MICRO,
                in.get(AnalyticsKeys.IMBALANCE_LEVELS),
                in.get(AnalyticsKeys.NEAR),
                in.get(AnalyticsKeys.FEATURE_WINDOWS),
                in.get(AnalyticsKeys.HORIZON) * NANOS_PER_MILLI,
                in.get(AnalyticsKeys.PROFILE_INTERVAL) * NANOS_PER_MILLI,
                in.get(AnalyticsKeys.LEADERS),
                in.get(AnalyticsKeys.PENDING_EVENTS),
                AlertLimits.read(in));
    }

    /** The same with other bars. */
    public AnalyticsConfig withBars(final List<Long> widthsNanos, final BarPublishing publishing) {
        return new AnalyticsConfig(List.copyOf(widthsNanos), publishing, amendableBars, tradeMemory, gridNanos,
                imbalanceLevels, nearBasisPoints, featureWindowsSeconds, horizonNanos, profileNanos,
                leaders, pendingEvents, alerts);
    }

    /** The same with other memories: amendable bars and trades. */
    public AnalyticsConfig withMemory(final int bars, final int trades) {
        return new AnalyticsConfig(barWidthsNanos, barPublishing, bars, trades, gridNanos,
                imbalanceLevels, nearBasisPoints, featureWindowsSeconds, horizonNanos, profileNanos, leaders,
                pendingEvents, alerts);
    }

    /** The same with other alerts. */
    public AnalyticsConfig withAlerts(final AlertLimits limits) {
        return new AnalyticsConfig(barWidthsNanos, barPublishing, amendableBars, tradeMemory, gridNanos,
                imbalanceLevels, nearBasisPoints, featureWindowsSeconds, horizonNanos, profileNanos, leaders,
                pendingEvents, limits);
    }
}
