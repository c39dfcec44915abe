package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.schemas.codec.EventBatchReader;

/**
 * Decides by session and sequence what a batch, and each event in it, is to a symbol: new, seen before, behind a hole,
 * of a new day, or of a day that is over.
 *
 * <p>(venue, session, sequence) names an event for good, so re-sent, replayed and re-split batches are recognised event
 * by event. A hole is accepted at once and reported; nothing is held back here. Pure decisions on the state as it is:
 * replay decides the same. No allocation; one thread.
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
        return sequence <= state.sequence;
    }

    /** Whether the batch's publisher sent events of this symbol that have not arrived. */
    boolean hole(final SymbolState state, final EventBatchReader batch) {
        return batch.previousSequence() > state.sequence;
    }
}
