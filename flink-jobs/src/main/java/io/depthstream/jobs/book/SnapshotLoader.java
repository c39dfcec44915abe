package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.HeldBatch;
import io.depthstream.jobs.book.state.HoldLimits;
import io.depthstream.jobs.book.state.PendingInput;
import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.orderbook.Applied;
import io.depthstream.orderbook.BookSide;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.MalformedRecordException;

/**
 * Collects the batches of a symbol's snapshot and, when its END has come, puts it in the place of the book as one
 * (docs/protocol/event-batch.md, "Snapshots").
 *
 * <p>Until then the book goes on as it was. A snapshot older than the book is left alone and counted: a book can't go
 * back. Another publisher's BEGIN takes over; the parts of the first are then ignored. One thread.
 */
final class SnapshotLoader {

    /** What became of a batch that may be part of a snapshot. */
    enum Taken {
        /** It is none: process it as any other. */
        NO,
        /** Kept for later, or of no use. */
        PART,
        /** It was the last part: the book is the snapshot's now. */
        LOADED,
        /** It can't be read. */
        MALFORMED
    }

    private final EventBatchReader reader = new EventBatchReader();
    private final EventProcessor events;
    private final BookTotals totals;

    SnapshotLoader(final EventProcessor events, final BookTotals totals) {
        this.events = events;
        this.totals = totals;
    }

    /** Takes a batch, whose header {@code batch} has read, if it is part of a snapshot. */
    Taken take(final RawBatch raw, final EventBatchReader batch, final SymbolBook of) {
        final PendingInput under = of.pending;
        final boolean staged = under != null && !under.snapshot.isEmpty();
        final boolean own = staged && under.snapshotPublisher.equals(batch.publisher());
        if (batch.firstSequence() != batch.lastSequence() || batch.eventCount() == 0) {
            if (own && batch.lastSequence() > under.snapshotSequence) {
                drop(of);
            }
            return Taken.NO;
        }
        final boolean continues = own && batch.firstSequence() == under.snapshotSequence;
        boolean part = continues;
        try {
            final EventKind first = batch.nextEvent() ? batch.kind() : EventKind.UNKNOWN;
            batch.rewind();
            part |= isSnapshot(first);
            if (part) {
                return stage(raw, batch, of, first, lastKind(raw), continues);
            }
        } catch (final MalformedRecordException malformed) {
            batch.rewind();
            if (continues) {
                drop(of);
            }
            return part ? Taken.MALFORMED : Taken.NO;
        }
        if (own && batch.lastSequence() > under.snapshotSequence) {
            drop(of);
        }
        return Taken.NO;
    }

    /** Reads the whole batch, so that a part that breaks off is found before any of the snapshot is loaded. */
    private EventKind lastKind(final RawBatch raw) {
        EventKind last = EventKind.UNKNOWN;
        reader.wrap(raw.value());
        while (reader.nextEvent()) {
            last = reader.kind();
        }
        return last;
    }

    private Taken stage(
            final RawBatch raw, final EventBatchReader batch, final SymbolBook of, final EventKind first,
            final EventKind last, final boolean continues) {
        final long sequence = batch.firstSequence();
        if (sequence < of.state.known() || !continues && first != EventKind.SNAPSHOT_BEGIN
                || batch.publisher().length() > BatchProcessor.MAX_NAME_CHARS) {
            totals.snapshotsIgnored += last == EventKind.SNAPSHOT_END ? 1 : 0;
            if (continues) {
                drop(of);
            }
            return Taken.PART;
        }
        final PendingInput pending = of.pend();
        if (first == EventKind.SNAPSHOT_BEGIN) {
            totals.heldBytes -= pending.snapshotBytes;
            pending.dropSnapshot();
            pending.snapshotPublisher = batch.publisher();
            pending.snapshotSequence = sequence;
        }
        if (pending.snapshotBytes + raw.value().length > HoldLimits.SNAPSHOT_BYTES
                || totals.heldBytes + raw.value().length > HoldLimits.BYTES) {
            totals.holdLimits++;
            totals.snapshotsIgnored++;
            drop(of);
            return Taken.PART;
        }
        pending.stage(new HeldBatch(raw, 0, 0, false));
        totals.heldBytes += raw.value().length;
        if (last != EventKind.SNAPSHOT_END) {
            return Taken.PART;
        }
        load(of, pending);
        return Taken.LOADED;
    }

    private void load(final SymbolBook of, final PendingInput pending) {
        reader.wrap(pending.snapshot.get(0).raw().value());
        events.beginSnapshot(of, reader.venueTimeNanos());
        boolean good = true;
        for (final HeldBatch part : pending.snapshot) {
            reader.wrap(part.raw().value());
            while (reader.nextEvent()) {
                good &= apply(of);
            }
        }
        final long sequence = pending.snapshotSequence;
        drop(of);
        pending.missing.clear();
        of.state.damage = good ? QualityReason.NONE : QualityReason.DANGLING_REFERENCE;
        of.state.silentThrough = 0;
        of.state.snapshots++;
        totals.snapshots++;
        events.endSnapshot(of, sequence, reader.venueTimeNanos(), reader.receiveTimeNanos());
    }

    private boolean apply(final SymbolBook of) {
        switch (reader.kind()) {
            case SNAPSHOT_ORDER -> {
                if (reader.side() == Side.NONE) {
                    return false;
                }
                final BookSide side = reader.side() == Side.BID ? BookSide.BID : BookSide.ASK;
                return of.book.add(reader.orderRef(), side, reader.price(), reader.shares()) == Applied.OK;
            }
            case TRADING_ACTION -> {
                events.tradingAction(of, reader.codes());
                return true;
            }
            case OPERATIONAL_HALT -> {
                events.operationalHalt(of, reader.codes());
                events.marketState(of, reader);
                return true;
            }
            case REG_SHO, LULD_COLLAR, IPO_QUOTING, MWCB_LEVELS, MWCB_BREACH -> {
                events.marketState(of, reader);
                return true;
            }
            default -> {
                return true;
            }
        }
    }

    private void drop(final SymbolBook of) {
        totals.heldBytes -= of.pending.snapshotBytes;
        of.pend().dropSnapshot();
    }

    private static boolean isSnapshot(final EventKind kind) {
        return kind == EventKind.SNAPSHOT_BEGIN || kind == EventKind.SNAPSHOT_ORDER || kind == EventKind.SNAPSHOT_END;
    }
}
