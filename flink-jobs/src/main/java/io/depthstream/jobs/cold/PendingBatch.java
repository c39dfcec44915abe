package io.depthstream.jobs.cold;

import io.depthstream.jobs.source.RawBatch;
import java.util.List;

/**
 * A batch handed over and not confirmed, with the records it was made of: of them it is made again, in parts, where the
 * store refuses it.
 *
 * @param batch     rows
 * @param records   what they came from, in order
 * @param sinceNanos when it was handed over, {@link System#nanoTime()}
 */
record PendingBatch(ColdBatch batch, List<RawBatch> records, long sinceNanos) {
}
