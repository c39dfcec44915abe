package io.depthstream.jobs.book.state;

import io.depthstream.jobs.source.RawBatch;

/**
 * A batch that waits because something before it, or before an event in it, is missing.
 *
 * @param raw   the record as it came
 * @param need  sequence that must be known of the symbol before the batch may go on
 * @param done  last sequence of the batch that has been dealt with; 0 when nothing has
 * @param atGap whether a GAP event inside the batch is what holds it, rather than what its publisher sent before it
 */
public record HeldBatch(RawBatch raw, long need, long done, boolean atGap) {

    /** Bytes counted against {@link HoldLimits}. */
    public long bytes() {
        return raw.value().length;
    }
}
