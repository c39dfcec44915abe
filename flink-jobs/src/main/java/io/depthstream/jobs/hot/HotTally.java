package io.depthstream.jobs.hot;

/** Counts for {@link DrainedHotPublisher}: written by its draining thread, read by any. */
final class HotTally {

    private long published;
    private long superseded;
    private long rejected;
    private long batches;
    private long failedBatches;
    private long connects;
    private boolean connected;
    private String lastError = "";

    /** Counts an answered batch; true if it tells an error that differs from the last one. */
    synchronized boolean answered(final BatchReply reply) {
        batches++;
        published += reply.published();
        superseded += reply.superseded();
        rejected += reply.rejected();
        return !reply.firstError().isEmpty() && changed(reply.firstError());
    }

    /** Counts batches that failed; true if the error differs from the last one, so that a log line tells something new. */
    synchronized boolean failed(final int failed, final String error) {
        failedBatches += failed;
        return changed(error);
    }

    /** Notes whether there is a connection; true if that is a change. */
    synchronized boolean connected(final boolean now) {
        final boolean change = connected != now;
        connected = now;
        if (change && now) {
            connects++;
        }
        return change;
    }

    /** What went wrong last, or empty. */
    synchronized String lastError() {
        return lastError;
    }

    /**
     * Everything counted here and in the pending states.
     *
     * @param repairs what the link counted
     * @param down    whether the alert is raised
     */
    HotCounters with(final PendingStates pending, final long repairs, final boolean down) {
        final int unacknowledged = pending.unacknowledged();
        synchronized (this) {
            return new HotCounters(
                    pending.offered(), pending.conflated(), pending.refused(), published, superseded, rejected, batches,
                    failedBatches, repairs, connects, unacknowledged, connected, down, lastError);
        }
    }

    private boolean changed(final String error) {
        final boolean differs = !error.equals(lastError);
        lastError = error;
        return differs;
    }
}
