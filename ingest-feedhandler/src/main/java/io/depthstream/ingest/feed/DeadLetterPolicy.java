package io.depthstream.ingest.feed;

/**
 * When unhandled dead letters are an alert.
 *
 * @param agePercent part of the topic's retention that the oldest may be old, 1 to 90: what is left is the time to act
 * @param backlog    most that may lie there, 1 to {@link DeadLetterWatch#MOST_COUNTED}
 */
public record DeadLetterPolicy(int agePercent, long backlog) {
    /** Half of the retention; a thousand letters. */
    public static final DeadLetterPolicy USUAL = new DeadLetterPolicy(50, 1_000);

    /** Checks the ranges. */
    public DeadLetterPolicy {
        if (agePercent < 1 || agePercent > 90) {
            throw new IllegalArgumentException("alert percent is " + agePercent + ": must be 1 to 90");
        }
        if (backlog < 1 || backlog > DeadLetterWatch.MOST_COUNTED) {
            throw new IllegalArgumentException(
                "alert backlog is " + backlog + ": must be 1 to " + DeadLetterWatch.MOST_COUNTED);
        }
    }

    static DeadLetterPolicy of(final FeedHandlerConfig config) {
        return new DeadLetterPolicy(config.integer(ConfigKey.DLQ_ALERT_PERCENT), config.number(ConfigKey.DLQ_ALERT_BACKLOG));
    }
}
