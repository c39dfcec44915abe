package io.depthstream.jobs.config;

import java.io.Serializable;

/**
 * When an alert is raised; 0 switches one off.
 *
 * @param staleSymbolMillis   silence of a trading symbol while the feed lives, event time
 * @param staleFeedMillis     how far market time may be behind the clock
 * @param crossedMillis       how long a touch may be crossed or locked, event time
 * @param bookImbalancePercent imbalance of the book, over {@code signals.imbalanceLevels}, either way
 * @param bookImbalanceMillis how long it must last, event time
 * @param auctionShares       unpaired shares before a cross
 * @param skewFactor          how many times the median lag one partition may have
 * @param skewRecords         lag below which a partition is never called skewed, records
 */
public record AlertLimits(
        long staleSymbolMillis,
        long staleFeedMillis,
        long crossedMillis,
        int bookImbalancePercent,
        long bookImbalanceMillis,
        long auctionShares,
        int skewFactor,
        long skewRecords)
        implements Serializable {

    static AlertLimits read(final ConfigReader in) {
        return new AlertLimits(
                in.get(AnalyticsKeys.STALE_SYMBOL),
                in.get(AnalyticsKeys.STALE_FEED),
                in.get(AnalyticsKeys.CROSSED),
                in.get(AnalyticsKeys.BOOK_IMBALANCE),
                in.get(AnalyticsKeys.BOOK_IMBALANCE_LASTS),
                in.get(AnalyticsKeys.AUCTION_IMBALANCE),
                in.get(AnalyticsKeys.SKEW_FACTOR),
                in.get(AnalyticsKeys.SKEW_RECORDS));
    }
}
