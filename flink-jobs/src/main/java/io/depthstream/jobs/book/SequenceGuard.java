package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.schemas.codec.EventBatchReader;

/**
 * Decides by session and sequence what a batch, and each event in it, is to a symbol: new, seen before, behind a hole,
 * of a new day, or of a day that is over.
 *
 * <p>(venue, session, sequence) names an event for good, so re-sent, replayed and re-split batches are recognised event
 * by event. What its publisher knows to come before it travels in each batch, so a chain needs no memory here, and any
 * number of publishers may send the same symbol. Pure decisions on the state as it is: replay decides the same. No allocation; one thread.
 */
final class SequenceGuard {

    /** What a batch's session is to a symbol. */
    enum Session {
        /** The symbol has had no session yet. */
        FIRST,
        /** The one the symbol is in. */
        SAME,
        /** A later one: the book and the sequence begin again. */
        NEW_DAY,
        /** One that is over, sent by a publisher that woke up late: nothing of it counts. */
        ZOMBIE
    }

    /** What the session of a batch is to the symbol; sessions are ordered by venue time, as their names need not be. */
    Session session(final SymbolState state, final EventBatchReader batch) {
        if (state.session.equals(batch.session())) {
            return state.session.isEmpty() && state.appliedInSession == 0 ? Session.FIRST : Session.SAME;
        }
        if (state.venue.isEmpty() && state.appliedInSession == 0) {
            return Session.FIRST;
        }
        return batch.venueTimeNanos() > state.venueTimeNanos ? Session.NEW_DAY : Session.ZOMBIE;
    }

    /** Whether an event of this sequence has been applied (or came before one that has). */
    boolean seen(final SymbolState state, final long sequence) {
        return sequence <= state.known();
    }

    /**
     * Sequence after which the batch says everything of the symbol: what its publisher sent before, or, where it does not
     * know, right before the first event. Above what is known of the symbol, something may be missing in between.
     */
    long low(final EventBatchReader batch) {
        final long first = batch.firstSequence() - 1;
        return batch.previousSequence() > 0 ? Math.min(batch.previousSequence(), Math.max(first, 0)) : Math.max(first, 0);
    }

    /** Whether the batch is the first of the symbol's session and its publisher's first: nothing can be before it. */
    boolean first(final SymbolState state, final EventBatchReader batch) {
        return state.known() == 0 && batch.previousSequence() == 0;
    }

    /** Whether the reader's present GAP event proves that the symbol missed nothing in a gap told before. */
    boolean provesGap(final EventBatchReader gap) {
        return gap.valueCount() > 2 && gap.value(2) == 1;
    }

    /** First sequence that the reader's present GAP event reports as missing. */
    long gapBegin(final EventBatchReader gap) {
        return gap.valueCount() > 0 ? Math.min(gap.value(0), gap.sequence()) : gap.sequence();
    }
}
