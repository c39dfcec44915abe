package io.depthstream.jobs.cold;

import java.io.Serializable;

/**
 * Every limit of a cold sink. Memory of a subtask stays below {@code (inFlightBatches + 1)} batches.
 *
 * @param batchRows          rows that make a batch full
 * @param batchBytes         bytes that make a batch full, as {@link ColdBatch#bytes()} counts
 * @param lingerMillis       how long a batch may wait to fill
 * @param inFlightBatches    batches handed over and not confirmed; at the limit the task waits, which is back-pressure
 * @param firstPauseMillis   pause before the first attempt to connect again; each further one is twice as long
 * @param longestPauseMillis longest such pause
 * @param callTimeoutMillis  a call to the store that takes longer is aborted
 * @param alertAfterMillis   a batch unconfirmed for longer raises the alert
 */
public record ColdLimits(
        int batchRows,
        long batchBytes,
        long lingerMillis,
        int inFlightBatches,
        long firstPauseMillis,
        long longestPauseMillis,
        long callTimeoutMillis,
        long alertAfterMillis)
        implements Serializable {

    /** Checks that every limit allows something to move. */
    public ColdLimits {
        atLeast("batchRows", batchRows, 1);
        atLeast("batchBytes", batchBytes, 1);
        atLeast("lingerMillis", lingerMillis, 0);
        atLeast("inFlightBatches", inFlightBatches, 1);
        atLeast("firstPauseMillis", firstPauseMillis, 1);
        atLeast("longestPauseMillis", longestPauseMillis, firstPauseMillis);
        atLeast("callTimeoutMillis", callTimeoutMillis, 1);
        atLeast("alertAfterMillis", alertAfterMillis, 1);
    }

    /** Batches sent before the sender asks for a confirmation: half, so that the other half fills meanwhile. */
    int confirmEvery() {
        return Math.max(1, inFlightBatches / 2);
    }

    private static void atLeast(final String name, final long value, final long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
        }
    }
}
