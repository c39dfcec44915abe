package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.MalformedRecordException;

/**
 * Takes one raw record through its symbol: decode, drop what was seen, notice holes, apply event by event.
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
    }

    /** Longest venue or session taken: MoldUDP64 sessions have ten characters, and keyed state has a limit. */
    static final int MAX_NAME_CHARS = 64;

    private final EventBatchReader reader = new EventBatchReader();
    private final SequenceGuard guard = new SequenceGuard();
    private final Symbols symbols;
    private final EventProcessor events;
    private final DeadLetterPublications deadLetters;
    private final BookTotals totals;

    BatchProcessor(
            final Symbols symbols,
            final EventProcessor events,
            final DeadLetterPublications deadLetters,
            final BookTotals totals) {
        this.symbols = symbols;
        this.events = events;
        this.deadLetters = deadLetters;
        this.totals = totals;
    }

    /**
     * Processes a raw record, sound or not.
     *
     * @return the symbol it changed, or null when it changed none
     */
    SymbolBook process(final RawBatch raw) {
        if (raw.malformed()) {
            return park(raw, "unusable-record", raw.fault().reason());
        }
        try {
            reader.wrap(raw.value());
        } catch (final MalformedRecordException malformed) {
            return park(raw, "malformed-batch", malformed.getMessage());
        }
        if (!raw.symbol().equals(reader.symbol())) {
            return park(raw, "key-mismatch", "record key is " + raw.symbol() + " but the batch is of symbol "
                    + reader.symbol() + "; the publisher must key each batch by its symbol");
        }
        final SymbolBook known = symbols.find(raw.symbol());
        if ((known == null || !known.state.session.equals(reader.session())) && namesTooLong()) {
            return park(raw, "malformed-batch", "venue or session has more than " + MAX_NAME_CHARS + " characters");
        }
        final SymbolBook of = known != null ? known : symbols.open(raw);
        events.beginBatch();
        switch (guard.session(of.state, reader)) {
            case SAME -> { }
            case FIRST -> of.state.beginSession(reader.venue(), reader.session(), reader.priceScale());
            case NEW_DAY -> events.newDay(of, reader);
            case ZOMBIE -> {
                of.state.zombies += reader.eventCount();
                totals.zombies += reader.eventCount();
                return of;
            }
        }
        apply(raw, of);
        return of;
    }

    private boolean namesTooLong() {
        return reader.venue().length() > MAX_NAME_CHARS || reader.session().length() > MAX_NAME_CHARS;
    }

    private void apply(final RawBatch raw, final SymbolBook of) {
        String broken = null;
        try {
            long duplicates = 0;
            while (reader.nextEvent()) {
                if (guard.seen(of.state, reader.sequence())) {
                    duplicates++;
                } else {
                    next(of);
                }
            }
            of.state.duplicates += duplicates;
            totals.duplicates += duplicates;
        } catch (final MalformedRecordException malformed) {
            broken = malformed.getMessage();
        }
        if (events.refused() != null) {
            park(raw, of, events.refused(), events.refusal(), events.refusedSequence());
        }
        if (broken != null) {
            park(raw, of, "malformed-batch", broken, of.state.sequence + 1);
        }
    }

    private void next(final SymbolBook of) {
        events.beforeEvent(of, reader.eventTimeNanos());
        if (guard.hole(of.state, reader)) {
            of.state.gaps++;
            totals.gaps++;
            events.damage(of, QualityReason.SEQUENCE_HOLE);
        }
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
