package io.depthstream.jobs.config;

import io.depthstream.orderbook.analytics.RollingWindows;
import io.depthstream.orderbook.analytics.TopK;
import java.util.ArrayList;
import java.util.List;

/**
 * Every configuration key of the analytics job, in the order of the README's table and of its YAML file. What it shares
 * with the order-book job has the same name there.
 */
public final class AnalyticsKeys {

    private static final String NAME = "[A-Za-z0-9._-]{1,120}";
    private static final String NAME_WORDS = "1 to 120 of letters, digits, dot, dash, underscore";
    private static final long HOUR_MILLIS = 3_600_000;

    static final ConfigKey<String> JOB_NAME = ConfigKey.ofText(
            "job.name", "analytics", NAME, NAME_WORDS, "Name shown by Flink.");
    static final ConfigKey<String> GROUP = ConfigKey.ofText(
            "source.group", "depthstream-analytics", NAME, NAME_WORDS,
            "Consumer group; offsets are committed there for lag monitoring, the checkpoint is what counts.");
    static final ConfigKey<Long> LATENESS = ConfigKey.ofLong(
            "source.latenessMillis", 100, 0, HOUR_MILLIS, "milliseconds of event time",
            "How far behind the newest event of its partition an event may be and still be in time;"
                    + " everything is published this late.");
    static final ConfigKey<Long> IDLE = ConfigKey.ofLong(
            "source.idleMillis", 1_000, 1, HOUR_MILLIS, "milliseconds",
            "A partition silent for so long holds up the others no more.");
    static final ConfigKey<Long> AHEAD = ConfigKey.ofLong(
            "source.aheadMillis", 10_000, 0, HOUR_MILLIS, "milliseconds of event time",
            "How far one partition may be read ahead of the others, which bounds what waits in memory while a backlog is"
                    + " read; 0 does not bound it, nor does a bounded source.");
    static final ConfigKey<Long> WATERMARK_INTERVAL = ConfigKey.ofLong(
            "source.watermarkIntervalMillis", 10, 1, 10_000, "milliseconds", "How often event time is looked at.");
    static final ConfigKey<String> TRANSACTIONAL_PREFIX = ConfigKey.ofText(
            "sink.transactionalIdPrefix", "depthstream-analytics", NAME, NAME_WORDS,
            "Start of every transactional id; unique to the job in the cluster and the same after a restart.");
    static final ConfigKey<Long> CHECKPOINT_INTERVAL = ConfigKey.ofLong(
            "checkpoint.intervalMillis", 1_000, 10, HOUR_MILLIS, "milliseconds",
            "Time between checkpoints; a read_committed reader is this late.");

    static final ConfigKey<List<Long>> BAR_WIDTHS = new ConfigKey<>(
            "bars.widths", "10ms,1s,1m", "up to " + BarWidths.MOST + " different widths of " + BarWidths.ALLOWED,
            "Width of each series of bars; windows begin at whole multiples since the epoch, UTC.", false,
            BarWidths::parseAll);
    static final ConfigKey<BarPublishing> BAR_PUBLISHING = ConfigKey.ofChoice(
            "bars.publish", BarPublishing.ACTIVE, "Bars with a trade, with a trade or a quote, or empty ones too.");
    static final ConfigKey<Integer> AMENDABLE_BARS = ConfigKey.ofInt(
            "bars.amendable", 256, 1, 1_048_576, "bars of each width",
            "Closed bars that a late or broken trade can still change.");
    static final ConfigKey<Integer> TRADE_MEMORY = ConfigKey.ofInt(
            "bars.tradeMemory", 4_096, 1, 1_048_576, "trades a symbol", "Trades that can still be broken.");
    static final ConfigKey<Long> GRID = ConfigKey.ofLong(
            "signals.gridMicros", 10_000, 1, 60_000_000, "microseconds of event time",
            "Cell of the signals' grid; as book.depthIntervalMicros of the order-book job.");
    static final ConfigKey<Integer> IMBALANCE_LEVELS = ConfigKey.ofInt(
            "signals.imbalanceLevels", 5, 1, 10, "levels a side", "Levels that the book's imbalance counts.");
    static final ConfigKey<Integer> NEAR = ConfigKey.ofInt(
            "signals.nearBasisPoints", 10, 1, 5_000, "basis points", "How near the mid a level must be to count as near.");
    static final ConfigKey<List<Integer>> FEATURE_WINDOWS = new ConfigKey<>(
            "features.windowsSeconds", "60,300", "up to 8 lengths of 2 to " + RollingWindows.MAX_BUCKETS + " seconds",
            "Length of each rolling window.", false, AnalyticsKeys::windows);
    static final ConfigKey<Long> HORIZON = ConfigKey.ofLong(
            "spreads.horizonMillis", 5_000, 1, HOUR_MILLIS, "milliseconds of event time",
            "After how long a trade's realised spread is taken.");
    static final ConfigKey<Long> PROFILE_INTERVAL = ConfigKey.ofLong(
            "profile.intervalMillis", 60_000, 100, 24 * HOUR_MILLIS, "milliseconds of event time",
            "Between volume profiles of a symbol that traded.");
    static final ConfigKey<Integer> LEADERS = ConfigKey.ofInt(
            "leaders.count", 10, 1, TopK.MAX_K, "symbols", "Symbols in each list of leaders.");
    static final ConfigKey<Integer> PENDING_EVENTS = ConfigKey.ofInt(
            "source.pendingEvents", 65_536, 16, 4_194_304, "events a symbol and topic",
            "Most that wait for their time to be complete; beyond, the oldest is taken before its time.");

    static final ConfigKey<Long> STALE_SYMBOL = ConfigKey.ofLong(
            "alerts.staleSymbolMillis", 60_000, 0, 24 * HOUR_MILLIS, "milliseconds of event time",
            "Silence of a trading symbol while the feed lives; 0 switches the alert off, as for every limit here.");
    static final ConfigKey<Long> STALE_FEED = ConfigKey.ofLong(
            "alerts.staleFeedMillis", 5, 0, HOUR_MILLIS, "milliseconds", "How far market time may be behind the clock.");
    static final ConfigKey<Long> CROSSED = ConfigKey.ofLong(
            "alerts.crossedMillis", 1_000, 0, HOUR_MILLIS, "milliseconds of event time",
            "How long a touch may be crossed or locked.");
    static final ConfigKey<Integer> BOOK_IMBALANCE = ConfigKey.ofInt(
            "alerts.bookImbalancePercent", 95, 0, 100, "percent", "Imbalance of the book, either way.");
    static final ConfigKey<Long> BOOK_IMBALANCE_LASTS = ConfigKey.ofLong(
            "alerts.bookImbalanceMillis", 5_000, 1, HOUR_MILLIS, "milliseconds of event time", "How long it must last.");
    static final ConfigKey<Long> AUCTION_IMBALANCE = ConfigKey.ofLong(
            "alerts.auctionShares", 100_000, 0, 1_000_000_000_000L, "shares", "Unpaired shares before a cross.");
    static final ConfigKey<Integer> SKEW_FACTOR = ConfigKey.ofInt(
            "alerts.skewFactor", 2, 0, 1_000, "times", "How many times the median lag one partition may have.");
    static final ConfigKey<Long> SKEW_RECORDS = ConfigKey.ofLong(
            "alerts.skewRecords", 1_000, 0, 1_000_000_000L, "records", "A smaller lag is never called skewed.");

    /** All keys. */
    public static final List<ConfigKey<?>> ALL = List.of(
            JOB_NAME, ConfigKeys.PARALLELISM, ConfigKeys.MAX_PARALLELISM, ConfigKeys.BUFFER_TIMEOUT,
            ConfigKeys.BOOTSTRAP,
            GROUP, ConfigKeys.START_FROM, ConfigKeys.ISOLATION, ConfigKeys.BOUNDED, LATENESS, IDLE, AHEAD,
            WATERMARK_INTERVAL, PENDING_EVENTS,
            ConfigKeys.DELIVERY, TRANSACTIONAL_PREFIX, ConfigKeys.TRANSACTION_TIMEOUT, ConfigKeys.LINGER,
            ConfigKeys.BATCH_BYTES, ConfigKeys.COMPRESSION, ConfigKeys.SINK_OWN_THREAD,
            CHECKPOINT_INTERVAL, ConfigKeys.CHECKPOINT_TIMEOUT, ConfigKeys.CHECKPOINT_DIR, ConfigKeys.STATE_BACKEND,
            ConfigKeys.ROCKSDB_DIR,
            BAR_WIDTHS, BAR_PUBLISHING, AMENDABLE_BARS, TRADE_MEMORY,
            GRID, IMBALANCE_LEVELS, NEAR, FEATURE_WINDOWS, HORIZON, PROFILE_INTERVAL, LEADERS,
            STALE_SYMBOL, STALE_FEED, CROSSED, BOOK_IMBALANCE, BOOK_IMBALANCE_LASTS, AUCTION_IMBALANCE, SKEW_FACTOR,
            SKEW_RECORDS,
            ConfigKeys.METRICS);

    private AnalyticsKeys() {}

    private static List<Integer> windows(final String text) {
        final List<Integer> lengths = new ArrayList<>();
        for (final String part : text.split(",", -1)) {
            final int length = Integer.parseInt(part.strip());
            if (length < 2 || length > RollingWindows.MAX_BUCKETS || lengths.contains(length) || lengths.size() == 8) {
                throw new IllegalArgumentException(text);
            }
            lengths.add(length);
        }
        return List.copyOf(lengths);
    }
}
