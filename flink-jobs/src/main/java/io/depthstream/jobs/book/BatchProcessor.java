package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.HeldBatch;
import io.depthstream.jobs.book.state.HoldLimits;
import io.depthstream.jobs.book.state.MissingRanges;
import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.MalformedRecordException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes one raw record through its symbol: decode, drop what was seen, hold back what is behind a hole, apply event by
 * event (docs/decisions/0035).
 *
 * <p>A batch that breaks off in the middle counts as the shorter batch that its good events make: they are applied, the
 * record is parked, and the next batch of the same publisher shows the hole. No allocation of its own on the way of a
 * sound batch; one thread.
 */
final class BatchProcessor {

    /** Looks symbols up; the operator's map. */
    interface Symbols {

        /** The symbol, or null when there has been nothing of it yet. */
        SymbolBook find(String symbol);

        /** Opens the symbol of its first batch; fails where the batch belongs to another subtask. */
        SymbolBook open(RawBatch batch);

        /** Notes that a publisher is alive, though it may have nothing to say. */
        void heartbeat();
    }

    /** Longest venue or session taken: MoldUDP64 sessions have ten characters, and keyed state has a limit. */
    static final int MAX_NAME_CHARS = 64;

    private final EventBatchReader reader = new EventBatchReader();
    private final SequenceGuard guard = new SequenceGuard();
    private final Symbols symbols;
    private final EventProcessor events;
    private final DeadLetterPublications deadLetters;
    private final BookTotals totals;
    private final SnapshotLoader snapshots;
    private final GapWaits waits;
    private final LongSupplier nowMillis;
    private final boolean waitsNever;

    BatchProcessor(
            final Symbols symbols,
            final EventProcessor events,
            final DeadLetterPublications deadLetters,
            final BookTotals totals,
            final long gapWaitMillis,
            final LongSupplier nowMillis,
            final Consumer<SymbolBook> changed) {
        this.symbols = symbols;
        this.events = events;
        this.deadLetters = deadLetters;
        this.totals = totals;
        this.nowMillis = nowMillis;
        snapshots = new SnapshotLoader(events, totals);
        waitsNever = gapWaitMillis == 0;
        waits = new GapWaits(gapWaitMillis, of -> {
            giveUp(of);
            changed.accept(of);
        });
    }

    /**
     * Processes a raw record, sound or not; before it, whoever has waited long enough by its stamp goes on.
     *
     * @return the symbol it changed, or null when it changed none
     */
    SymbolBook process(final RawBatch raw) {
        if (waits.waiting()) {
            waits.record(raw.partition(), raw.timestampMillis(), nowMillis.getAsLong());
        }
        if (raw.malformed()) {
            return park(raw, "unusable-record", raw.fault().reason());
        }
        try {
            reader.wrap(raw.value());
        } catch (final MalformedRecordException malformed) {
            return park(raw, "malformed-batch", malformed.getMessage());
        }
        final SymbolBook known = symbols.find(raw.symbol());
        if (known != null ? !reader.symbolIs(known.key) : !raw.symbol().equals(reader.symbol())) {
            return park(raw, "key-mismatch", "record key is " + raw.symbol() + " but the batch is of symbol "
                    + reader.symbol() + "; the publisher must key each batch by its symbol");
        }
        if (known == null && reader.eventCount() == 0 && raw.symbol().startsWith(Topics.HEARTBEAT_PREFIX)) {
            symbols.heartbeat();
            return null;
        }
        if ((known == null || !known.state.session.equals(reader.session())) && namesTooLong()) {
            return park(raw, "malformed-batch", "venue or session has more than " + MAX_NAME_CHARS + " characters");
        }
        final SymbolBook of = known != null ? known : symbols.open(raw);
        events.beginBatch();
        switch (guard.session(of.state, reader)) {
            case SAME -> { }
            case FIRST -> of.state.beginSession(reader.venue(), reader.session(), reader.priceScale());
            case NEW_DAY -> newDay(raw, of);
            case ZOMBIE -> {
                of.state.zombies += reader.eventCount();
                totals.zombies += reader.eventCount();
                return of;
            }
        }
        switch (snapshots.take(raw, reader, of)) {
            case NO -> arrive(raw, of);
            case PART -> { }
            case LOADED -> {
                releaseReady(of);
                keep(of);
            }
            case MALFORMED -> park(raw, of, "malformed-batch", "part of a snapshot that can't be read", reader.firstSequence());
        }
        of.dropEmptyPending();
        events.settle(of);
        return of;
    }

    /** Goes on without what the first held batch of a symbol waits for, and with all that then can. */
    void giveUp(final SymbolBook of) {
        events.beginBatch();
        giveUpFirst(of);
        of.dropEmptyPending();
        events.settle(of);
    }

    /** The waits of this subtask; for its timer. */
    GapWaits waits() {
        return waits;
    }

    /** Counts what a restored symbol holds, and lets it wait on. */
    void restored(final SymbolBook of) {
        if (of.pending != null) {
            totals.held += of.pending.held.size();
            totals.heldBytes += of.pending.heldBytes + of.pending.snapshotBytes;
            of.waitingSinceMillis = nowMillis.getAsLong();
            waits.update(of, of.waitingSinceMillis);
        }
    }

    private void newDay(final RawBatch raw, final SymbolBook of) {
        while (of.holding()) {
            giveUpFirst(of);
        }
        events.settle(of);
        if (of.pending != null) {
            totals.heldBytes -= of.pending.snapshotBytes;
            of.pend().dropSnapshot();
            of.pending.missing.clear();
        }
        reader.wrap(raw.value());
        events.newDay(of, reader);
    }

    private void arrive(final RawBatch raw, final SymbolBook of) {
        final long low = guard.low(reader);
        if (low > of.state.known() && !(guard.first(of.state, reader) && startsBeforeHeld(low, of))) {
            hold(of, new HeldBatch(raw, low, 0, false));
        } else {
            apply(of, raw, low, 0, false);
        }
        if (of.pending != null) {
            final boolean held = of.holding();
            releaseReady(of);
            if (held && !of.holding()) {
                of.state.filled++;
                totals.filled++;
            }
            keep(of);
        }
    }

    /** Whether a first batch does not jump over what is known to have been. */
    private static boolean startsBeforeHeld(final long low, final SymbolBook of) {
        return !of.holding() || low < of.pending.held.get(0).need();
    }

    /** Applies, in the order of what they need, the held batches that nothing is missing for any more. */
    private void releaseReady(final SymbolBook of) {
        while (of.holding() && of.pending.held.get(0).need() <= of.state.known()) {
            final HeldBatch ready = take(of);
            reader.wrap(ready.raw().value());
            resume(of, ready, false);
        }
    }

    private void giveUpFirst(final SymbolBook of) {
        final HeldBatch first = take(of);
        reader.wrap(first.raw().value());
        if (!first.atGap()) {
            of.state.gaps++;
            totals.gaps++;
            of.pending.missing.add(of.state.known() + 1, first.need());
            of.state.silentThrough = first.need();
            events.damage(of, QualityReason.GAP);
        }
        resume(of, first, first.atGap());
        releaseReady(of);
    }

    private void resume(final SymbolBook of, final HeldBatch batch, final boolean giveUp) {
        final long low = batch.atGap() ? guard.low(reader) : batch.need();
        apply(of, batch.raw(), Math.max(low, batch.done()), batch.done(), giveUp);
    }

    /** Sees to it that what a symbol holds is within the limits, and waits for what is left. */
    private void keep(final SymbolBook of) {
        while (of.holding() && (waitsNever || overLimits(of))) {
            if (!waitsNever) {
                totals.holdLimits++;
            }
            giveUpFirst(of);
        }
        waits.update(of, nowMillis.getAsLong());
    }

    private boolean overLimits(final SymbolBook of) {
        return of.pending.held.size() > HoldLimits.BATCHES_PER_SYMBOL
                || of.pending.heldBytes > HoldLimits.BYTES_PER_SYMBOL
                || totals.held > HoldLimits.BATCHES
                || totals.heldBytes > HoldLimits.BYTES;
    }

    private void hold(final SymbolBook of, final HeldBatch batch) {
        if (!of.holding()) {
            of.waitingSinceMillis = nowMillis.getAsLong();
        }
        of.pend().hold(batch);
        totals.held++;
        totals.heldBytes += batch.bytes();
    }

    private HeldBatch take(final SymbolBook of) {
        final HeldBatch first = of.pend().takeFirst();
        totals.held--;
        totals.heldBytes -= first.bytes();
        return first;
    }

    private boolean namesTooLong() {
        return reader.venue().length() > MAX_NAME_CHARS || reader.session().length() > MAX_NAME_CHARS;
    }

    /**
     * Applies the reader's batch from where it was left, up to a GAP event whose range is not known.
     *
     * @param after  sequence after which the batch says everything
     * @param done   last sequence of it that has been dealt with
     * @param giveUp whether to go on without the range of the first such event
     */
    private void apply(
            final SymbolBook of, final RawBatch raw, final long after, final long done, final boolean giveUp) {
        final MissingRanges missing = of.pending == null ? null : of.pending.missing;
        final SymbolState state = of.state;
        events.beginRecord();
        boolean goOn = giveUp;
        long covered = after;
        long duplicates = 0;
        String broken = null;
        try {
            while (reader.nextEvent()) {
                final long sequence = reader.sequence();
                if (sequence <= done) {
                    continue;
                }
                if (reader.kind() == EventKind.GAP && guard.provesGap(reader)) {
                    silent(of, guard.gapBegin(reader) - 1, sequence);
                } else if (reader.kind() == EventKind.GAP) {
                    final long begin = guard.gapBegin(reader);
                    silent(of, covered, begin - 1);
                    if (sequence > state.known() && !goOn) {
                        hold(of, new HeldBatch(raw, sequence, Math.max(done, covered), true));
                        break;
                    }
                    if (sequence > state.known()) {
                        goOn = false;
                        of.pend().missing.add(Math.max(begin, state.known() + 1), sequence);
                        next(of);
                    } else {
                        duplicates++;
                    }
                } else {
                    if (missing != null) {
                        silent(of, covered, sequence - 1);
                    }
                    if (guard.seen(state, sequence)) {
                        duplicates++;
                        if (missing != null && missing.late(sequence)) {
                            of.pendingChanged = true;
                        }
                    } else {
                        next(of);
                    }
                    if (missing != null && missing.open()) {
                        missing.cover(sequence, sequence);
                    }
                }
                covered = Math.max(covered, sequence);
            }
        } catch (final MalformedRecordException malformed) {
            broken = malformed.getMessage();
        }
        state.duplicates += duplicates;
        totals.duplicates += duplicates;
        if (missing != null) {
            events.heal(of);
        }
        if (events.refused() != null) {
            park(raw, of, events.refused(), events.refusal(), events.refusedSequence());
        }
        if (broken != null) {
            park(raw, of, "malformed-batch", broken, state.sequence + 1);
        }
    }

    /** Notes that a publisher had nothing of the symbol after one sequence and up to another. */
    private void silent(final SymbolBook of, final long after, final long through) {
        if (through <= after) {
            return;
        }
        final SymbolState state = of.state;
        if (after <= state.known() && through > state.known()) {
            state.silentThrough = through;
        }
        if (of.pending != null && of.pending.missing.open()) {
            of.pending.missing.cover(after + 1, through);
            of.pendingChanged = true;
        }
    }

    private void next(final SymbolBook of) {
        events.beforeEvent(of, reader.eventTimeNanos());
        events.event(of, reader);
    }

    private void park(
            final RawBatch raw, final SymbolBook of, final String reason, final String message, final long sequence) {
        final SymbolState at = of.state;
        deadLetters.park(raw, reason, message, at.venue, at.session, sequence, reader.receiveTimeNanos());
        at.deadLetters++;
    }

    /** Parks a record of which nothing could be used. */
    private SymbolBook park(final RawBatch raw, final String reason, final String message) {
        final SymbolBook of = symbols.find(raw.symbol());
        deadLetters.park(raw, reason, message, "", "", 0, 0);
        if (of != null) {
            of.state.deadLetters++;
        }
        return of;
    }
}
