package io.depthstream.jobs.book.state;

import java.util.ArrayList;
import java.util.List;

/**
 * What has come of a symbol and is not in its book: batches behind a hole, the parts of a snapshot that is not whole yet,
 * and the ranges that were gone on without. Kept in keyed state by {@link PendingFormat}. One thread.
 */
public final class PendingInput {

    /** Batches behind a hole, by what they need; equal ones as they came. */
    public final List<HeldBatch> held = new ArrayList<>();
    /** Parts of the snapshot under way, in order; empty when there is none. */
    public final List<HeldBatch> snapshot = new ArrayList<>();
    /** Who sends it. */
    public String snapshotPublisher = "";
    /** Sequence it reflects. */
    public long snapshotSequence;
    /** What the book went on without. */
    public final MissingRanges missing = new MissingRanges();
    /** Bytes of all held batches. */
    public long heldBytes;
    /** Bytes of the parts of the snapshot. */
    public long snapshotBytes;

    /** Puts a batch in its place. */
    public void hold(final HeldBatch batch) {
        int at = held.size();
        while (at > 0 && held.get(at - 1).need() > batch.need()) {
            at--;
        }
        held.add(at, batch);
        heldBytes += batch.bytes();
    }

    /** Takes the batch that needs least out. */
    public HeldBatch takeFirst() {
        final HeldBatch first = held.remove(0);
        heldBytes -= first.bytes();
        return first;
    }

    /** Adds a part of the snapshot under way. */
    public void stage(final HeldBatch part) {
        snapshot.add(part);
        snapshotBytes += part.bytes();
    }

    /** Forgets the snapshot under way. */
    public void dropSnapshot() {
        snapshot.clear();
        snapshotBytes = 0;
        snapshotPublisher = "";
        snapshotSequence = 0;
    }

    /** Whether there is nothing to keep. */
    public boolean isEmpty() {
        return held.isEmpty() && snapshot.isEmpty() && !missing.open();
    }

    /** Kafka time from which the oldest held batch has waited, milliseconds; -1 when one has none. */
    public long oldestMillis() {
        long oldest = Long.MAX_VALUE;
        for (int i = 0; i < held.size(); i++) {
            oldest = Math.min(oldest, held.get(i).raw().timestampMillis());
        }
        return oldest;
    }
}
