package io.depthstream.ingest.feed;

import java.util.List;

/**
 * The dead letters that nobody has handled, and what there is to be said about them. Immutable.
 *
 * @param pending         letters after the handled mark; counted up to {@link DeadLetterWatch#MOST_COUNTED}
 * @param oldestAgeMillis how long the oldest of them has lain there; 0 without one
 * @param retentionMillis after how long the broker deletes a letter; -1 for never
 * @param lost            letters that were deleted before anybody handled them, at most
 * @param alerts          what somebody should do something about, in words; empty where all is well
 */
public record DeadLetterBacklog(
    long pending, long oldestAgeMillis, long retentionMillis, long lost, List<String> alerts) {

    /** Before the first look. */
    public static final DeadLetterBacklog UNKNOWN = new DeadLetterBacklog(0, 0, -1, 0, List.of());

    /** Takes a copy, so that the record stays as it is. */
    public DeadLetterBacklog {
        alerts = List.copyOf(alerts);
    }
}
