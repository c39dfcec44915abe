package io.depthstream.jobs.config;

import java.io.Serializable;
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
public record SeriesConfig(long retentionMillis, List<Rule> rules) implements Serializable {

    /** Most rules of a series. */
    public static final int MOST_RULES = 8;

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
    public record Rule(String aggregation, long bucketMillis, long retentionMillis) implements Serializable {}

    /** No series. */
    public static final SeriesConfig NONE = new SeriesConfig(0, List.of());

    /** Whether there are series. */
    public boolean kept() {
        return retentionMillis > 0;
    }

    static SeriesConfig read(final ConfigReader in) {
        final long retention = in.get(ConfigKeys.HOT_SERIES) * 1_000L;
        final List<Rule> rules = new ArrayList<>();
        final Matcher matcher = RULE.matcher(in.get(ConfigKeys.HOT_SERIES_RULES));
        while (matcher.find()) {
            rules.add(new Rule(matcher.group(1), millis(matcher.group(2), matcher.group(3)),
                    millis(matcher.group(4), matcher.group(5))));
        }
        if (in.sound() && rules.stream().anyMatch(rule -> rule.bucketMillis == 0 || rule.retentionMillis == 0)) {
            in.error(ConfigKeys.HOT_SERIES_RULES.name() + ": a length of time is 0; allowed: 1s and more");
        }
        return retention == 0 ? NONE : new SeriesConfig(retention, List.copyOf(rules));
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
