package io.depthstream.jobs.book.state;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/**
 * What the operator knows of one symbol besides its book: where it is in the venue's sequence, how far it may be
 * trusted, and what has yet to be published. Primitive fields, one object a symbol.
 *
 * <p>All of it is kept in keyed state by {@link SymbolStateFormat}, so a total over symbols is exact across failures.
 * What follows from the book itself (the touch, crossed or locked) is not kept: it is read off the book again.
 * One thread; no allocation after construction.
 */
public final class SymbolState {

    /** Venue, as its market identifier; empty before the first batch. */
    public String venue = "";
    /** Session the sequence counts in; empty before the first batch. */
    public String session = "";
    /** Decimal places of prices. */
    public int priceScale;
    /** Sequence of the last applied event; 0 before the first of a session. */
    public long sequence;
    /**
     * Sequence up to which the symbol is known to have had no event after {@link #sequence}; at most that where nothing is
     * known. A publisher's chain says so before a GAP of its own.
     */
    public long silentThrough;
    /** Venue time of that event, nanoseconds since the epoch. */
    public long venueTimeNanos;
    /** When it was received, nanoseconds since the epoch. */
    public long receiveTimeNanos;
    /** Trading state as the last trading action said. */
    public TradingState tradingAction = TradingState.UNKNOWN;
    /** Whether the venue's own market centre has an operational halt. */
    public boolean operationalHalt;
    /** What else the venue last said of trading in the symbol, as book records carry it; at most 255 characters. */
    public String marketState = "";
    /** Lasting damage to the book, or {@link QualityReason#NONE}. Never LOCKED or CROSSED, which come and go. */
    public QualityReason damage = QualityReason.NONE;
    /** Damage as the records of the last event showed it: {@link #damage} may have come or gone since. */
    public QualityReason shownDamage = QualityReason.NONE;
    /** Quality that was last announced as a market status; null in state of version 1. */
    public QualityReason announced = QualityReason.NONE;
    /** Changes of quality since the last event, without an event; the hot store orders by it. */
    public int revision;
    /** Whether the depth has changed since it was last published by the event-time grid. */
    public boolean depthPending;
    /** Venue time of the next grid line of depth, from which an event makes those changes public. */
    public long depthDueNanos;
    /** Whether the book has changed since the full book was last published by the event-time grid. */
    public boolean latestPending;
    /** Venue time of the next grid line of full books, from which an event makes those changes public. */
    public long latestDueNanos;
    /** Sequence of the depth that the idle timer showed last: nobody need show it again, a restored job neither. */
    public long depthShownSequence;
    /** Sequence of the full book that the idle timer showed last. */
    public long latestShownSequence;
    /** Events applied since the session began. */
    public long appliedInSession;

    /** Orders entered since the session began: added, or put in the place of another. */
    public long ordersInSession;
    /** Events applied ever. */
    public long applied;
    /** Events dropped because their sequence had been applied. */
    public long duplicates;
    /** Events dropped because they belong to a session that is over. */
    public long zombies;
    /** Holes and reported gaps seen. */
    public long gaps;
    /** Holes that were filled in time. */
    public long filled;
    /** Snapshots that replaced the book. */
    public long snapshots;
    /** Events that the book refused. */
    public long dangling;
    /** Records parked on the dead-letter topic. */
    public long deadLetters;

    /** Reads fields far enough apart for every cache line of the object. */
    public long touch() {
        return sequence + depthDueNanos + applied + deadLetters + (damage == QualityReason.NONE ? 1 : 0);
    }

    /** Starts a session: the sequence and the quality begin again, totals go on. */
    public void beginSession(final String newVenue, final String newSession, final int newPriceScale) {
        venue = newVenue;
        session = newSession;
        priceScale = newPriceScale;
        sequence = 0;
        silentThrough = 0;
        tradingAction = TradingState.UNKNOWN;
        operationalHalt = false;
        marketState = "";
        damage = QualityReason.NONE;
        shownDamage = QualityReason.NONE;
        revision = 0;
        depthPending = false;
        latestPending = false;
        depthShownSequence = 0;
        latestShownSequence = 0;
        appliedInSession = 0;
        ordersInSession = 0;
    }

    /** Records lasting damage; the first cause is kept, since what follows may be its consequence. */
    public void damage(final QualityReason cause) {
        if (cause.quality() != Quality.STALE) {
            throw new IllegalArgumentException("only lasting causes are damage, got " + cause);
        }
        if (damage == QualityReason.NONE) {
            damage = cause;
        }
    }

    /** Sequence up to which everything of the symbol is applied, given up, or known to be nothing. */
    public long known() {
        return Math.max(sequence, silentThrough);
    }

    /** Whether the symbol trades: an operational halt of the venue wins over the last trading action. */
    public TradingState tradingState() {
        return operationalHalt ? TradingState.HALTED : tradingAction;
    }
}
