package io.depthstream.jobs.hot;

/**
 * What became of a batch.
 *
 * @param published  states the store took and published
 * @param superseded states of which the store had the same or a newer one
 * @param rejected   states the store can't take, such as those whose key is of another type
 * @param firstError key and error of the first rejected, or empty
 */
public record BatchReply(long published, long superseded, long rejected, String firstError) {

    /** Nothing, for summing up. */
    public static final BatchReply NONE = new BatchReply(0, 0, 0, "");

    /** Both together. */
    public BatchReply plus(final BatchReply other) {
        return new BatchReply(published + other.published, superseded + other.superseded, rejected + other.rejected,
                firstError.isEmpty() ? other.firstError : firstError);
    }
}
