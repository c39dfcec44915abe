package io.depthstream.ingest.packet;

/**
 * How fast a file is replayed.
 *
 * @param factor 1 is real time, 10 ten times as fast, {@link Double#POSITIVE_INFINITY} as fast as it goes; above 0
 */
public record ReplaySpeed(double factor) {

    /** As fast as packets are taken. */
    public static final ReplaySpeed UNLIMITED = new ReplaySpeed(Double.POSITIVE_INFINITY);
    /** As fast as it was captured. */
    public static final ReplaySpeed REAL_TIME = new ReplaySpeed(1.0);
    private static final double SLOWEST = 1e-6;

    /** Checks the range. */
    public ReplaySpeed {
        if (!(factor >= SLOWEST)) {
            throw new IllegalArgumentException("replay speed " + factor + ": expected at least " + SLOWEST
                    + ", where 1 is real time, or max");
        }
    }

    /** Reads {@code max}, {@code real}, {@code 10} or {@code x10}. */
    public static ReplaySpeed parse(final String text) {
        return switch (text) {
            case "max" -> UNLIMITED;
            case "real" -> REAL_TIME;
            default -> {
                try {
                    yield new ReplaySpeed(Double.parseDouble(text.startsWith("x") ? text.substring(1) : text));
                } catch (final NumberFormatException e) {
                    throw new IllegalArgumentException("replay speed \"" + text + "\": expected max, real or a factor such as 10", e);
                }
            }
        };
    }

    /** True if nothing is ever waited for. */
    public boolean unlimited() {
        return factor == Double.POSITIVE_INFINITY;
    }
}
