package io.depthstream.jobs.hot;

/**
 * What a {@link HotPublisher} has done since it was opened; every number only grows, except {@code pending}.
 *
 * @param offered        states given to {@link HotPublisher#offer}
 * @param conflated      states overwritten by a newer one of the same symbol before they were sent
 * @param refused        states refused because the symbol limit was reached
 * @param published      states the store took and published
 * @param superseded     states the store refused because it had the same or a newer one (replay, another publisher)
 * @param rejected       states the store could not take, such as a key of a wrong type; not sent again
 * @param batches        batches acknowledged
 * @param failedBatches  batches that failed as a whole (connection, time-out, script error); their symbols stay pending
 * @param scriptReloads  times the store had lost the script and was given it again
 * @param connects       connections made; the first one included
 * @param pending        symbols changed and not yet acknowledged
 * @param connected      whether there is a connection now
 * @param down           whether the store has answered nothing for so long that the alert is raised
 * @param lastError      text of the last error, or empty
 */
public record HotCounters(
        long offered,
        long conflated,
        long refused,
        long published,
        long superseded,
        long rejected,
        long batches,
        long failedBatches,
        long scriptReloads,
        long connects,
        int pending,
        boolean connected,
        boolean down,
        String lastError) {

    /** Nothing done. */
    public static final HotCounters ZERO = new HotCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, false, "");

    /** Both together; connected if both are, down if one is. */
    HotCounters plus(final HotCounters other) {
        return new HotCounters(
                offered + other.offered, conflated + other.conflated, refused + other.refused,
                published + other.published, superseded + other.superseded, rejected + other.rejected,
                batches + other.batches, failedBatches + other.failedBatches, scriptReloads + other.scriptReloads,
                connects + other.connects, pending + other.pending, connected && other.connected, down || other.down,
                lastError.isEmpty() ? other.lastError : lastError);
    }
}
