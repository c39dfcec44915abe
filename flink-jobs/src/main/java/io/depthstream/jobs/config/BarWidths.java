package io.depthstream.jobs.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads widths of bars as people write them: {@code 10ms}, {@code 1s}, {@code 1m}, {@code 1h}. */
public final class BarWidths {

    /** What a width may be, in words. */
    public static final String ALLOWED = "1ms to 24h, such as 10ms, 1s, 1m, 1h";

    /** Most widths at once. */
    public static final int MOST = 8;

    private static final Pattern WIDTH = Pattern.compile("(\\d{1,8})(ms|s|m|h)");
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MOST_NANOS = 24 * 3_600 * NANOS_PER_SECOND;

    private BarWidths() {}

    /**
     * Width in nanoseconds.
     *
     * @throws IllegalArgumentException naming the text, when it is none
     */
    public static long parse(final String text) {
        final Matcher matcher = WIDTH.matcher(text);
        if (matcher.matches()) {
            final long unit = switch (matcher.group(2)) {
                case "ms" -> NANOS_PER_MILLI;
                case "s" -> NANOS_PER_SECOND;
                case "m" -> 60 * NANOS_PER_SECOND;
                default -> 3_600 * NANOS_PER_SECOND;
            };
            final long nanos = Long.parseLong(matcher.group(1)) * unit;
            if (nanos > 0 && nanos <= MOST_NANOS) {
                return nanos;
            }
        }
        throw new IllegalArgumentException("bar width is \"" + text + "\"; allowed: " + ALLOWED);
    }

    /**
     * Several widths, separated by commas, each once.
     *
     * @throws IllegalArgumentException when one is none, twice there, or there are none or more than {@link #MOST}
     */
    public static List<Long> parseAll(final String text) {
        final List<Long> widths = new ArrayList<>();
        for (final String part : text.split(",", -1)) {
            final long width = parse(part.strip());
            if (widths.contains(width) || widths.size() == MOST) {
                throw new IllegalArgumentException(text);
            }
            widths.add(width);
        }
        return List.copyOf(widths);
    }
}
