package io.depthstream.jobs.hot;

import io.depthstream.jobs.config.HotConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The touch of each symbol as a time series in Redis.
 *
 * @param retentionMillis how long a point is kept; 0 for no series
 * @param rules           what is kept of them for longer, where the server has the TimeSeries module
 */
record SeriesConfig(long retentionMillis, List<Rule> rules) {

    /** Most rules of a series. */
    static final int MOST_RULES = 8;

    static final String RULES = "((avg|first|last|min|max|twa):\\d{1,6}[smhd]:\\d{1,6}[smhd]"
            + "(,(avg|first|last|min|max|twa):\\d{1,6}[smhd]:\\d{1,6}[smhd]){0," + (MOST_RULES - 1) + "})?";
    private static final Pattern RULE = Pattern.compile("(\\w+):(\\d+)([smhd]):(\\d+)([smhd])");

    /**
     * One value for each stretch of time.
     *
     * @param aggregation     which of its points, or what of them, in the words of {@code TS.CREATERULE}
     * @param bucketMillis    length of a stretch
     * @param retentionMillis how long such a value is kept
     */
    record Rule(String aggregation, long bucketMillis, long retentionMillis) {}

    /** Whether there are series. */
    boolean kept() {
        return retentionMillis > 0;
    }

    /** What the configuration asks for. */
    static SeriesConfig of(final HotConfig config) {
        final long retention = config.get(RedisStore.SERIES) * 1_000L;
        return new SeriesConfig(retention, retention == 0 ? List.of() : rules(config));
    }

    /** The rules, whether there are series or not. */
    static List<Rule> rules(final HotConfig config) {
        final List<Rule> rules = new ArrayList<>();
        final Matcher matcher = RULE.matcher(config.get(RedisStore.SERIES_RULES));
        while (matcher.find()) {
            rules.add(new Rule(matcher.group(1), millis(matcher.group(2), matcher.group(3)),
                    millis(matcher.group(4), matcher.group(5))));
        }
        return List.copyOf(rules);
    }

    private static long millis(final String number, final String unit) {
        return Long.parseLong(number) * switch (unit) {
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            default -> 86_400_000L;
        };
    }
}
