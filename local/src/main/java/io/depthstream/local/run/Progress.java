package io.depthstream.local.run;

/**
 * Where a run stands.
 *
 * @param seconds since it began
 * @param sent messages sent or read so far
 * @param published events the feed handler has published
 * @param applied events in committed books
 * @param ratePerSecond published events a second, over the last tick
 * @param p50Micros median packet-to-subscriber time so far; null where it is not measured
 * @param p99Micros 99th percentile of the same
 * @param done share of the input that has been read, 0 to 1
 */
public record Progress(
    long seconds, long sent, long published, long applied, long ratePerSecond, Long p50Micros, Long p99Micros,
    double done) {
    private static final int BAR = 40;

    /** Returns events published and not yet in a committed book: what a restart would do again. */
    public long behind() {
        return Math.max(0, published - applied);
    }

    /** Returns one line for a log. */
    public String line() {
        return "%4d s  sent %,13d  committed %,13d  behind %,9d  %,9d/s%s".formatted(
            seconds, sent, applied, behind(), ratePerSecond, latency());
    }

    /** Returns a bar that fills as the input is read. */
    public String bar() {
        final int filled = (int) Math.round(Math.max(0, Math.min(1, done)) * BAR);
        return "[" + "█".repeat(filled) + "░".repeat(BAR - filled) + "] %3.0f %%".formatted(100 * done);
    }

    private String latency() {
        return p50Micros == null ? "" : "  p50 %7.2f ms  p99 %7.2f ms".formatted(p50Micros / 1000.0, p99Micros / 1000.0);
    }
}
