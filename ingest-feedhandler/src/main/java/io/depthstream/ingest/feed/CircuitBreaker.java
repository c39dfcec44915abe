package io.depthstream.ingest.feed;

import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;

/**
 * The session's last breach of the market-wide circuit breaker, told to every symbol, for it is a state of each
 * (docs/decisions/0073).
 *
 * <p>A symbol gets it as the venue sent it: under the message's own sequence and time, in its own chain. So two publishers
 * say the same, and a reader takes it once. A symbol that is listed later is told before its first event; a snapshot says
 * it as of the snapshot's sequence. One thread; a breach allocates what its batches need.
 */
final class CircuitBreaker {
    private final SymbolDirectory directory;
    private final SymbolBatches batches;
    private final FeedHandlerCounters counters;
    private final long[] values = new long[0];
    /** 0 while there was no breach in the session. */
    private long sequence;
    private long venueTimeNanos;
    private long receiveTimeNanos;
    private String level = "";

    CircuitBreaker(final SymbolDirectory directory, final SymbolBatches batches, final FeedHandlerCounters counters) {
        this.directory = directory;
        this.batches = batches;
        this.counters = counters;
    }

    /** Begins a session: no breach. */
    void clear() {
        sequence = 0;
    }

    /** Takes a breach of the stream and tells every known symbol, the market as a whole left out. */
    void breach(
            final long breachSequence, final long breachVenueTimeNanos, final long breachReceiveTimeNanos,
            final String breachedLevel) {
        remember(breachSequence, breachVenueTimeNanos, breachReceiveTimeNanos, breachedLevel);
        for (int id = SymbolDirectory.MARKET_WIDE + 1; id < directory.size(); id++) {
            tell(id, sequence, venueTimeNanos, receiveTimeNanos);
            counters.onBreachEvent();
        }
    }

    /**
     * Keeps a breach for the snapshots and symbols to come, and tells nobody: it came after its gap was declared, when every
     * book had gone on.
     */
    void remember(
            final long breachSequence, final long breachVenueTimeNanos, final long breachReceiveTimeNanos,
            final String breachedLevel) {
        if (breachSequence > sequence) {
            sequence = breachSequence;
            venueTimeNanos = breachVenueTimeNanos;
            receiveTimeNanos = breachReceiveTimeNanos;
            level = breachedLevel;
        }
    }

    /** Tells a symbol that has just been listed of a breach between two sequences, both excluded. */
    void listed(final int id, final long after, final long before) {
        if (sequence > after && sequence < before) {
            tell(id, sequence, venueTimeNanos, receiveTimeNanos);
            counters.onBreachEvent();
        }
    }

    /** Says the breach, if there was one, in a symbol's open snapshot. */
    void inSnapshot(final int id, final long asOf, final long timeNanos, final long snapshotReceiveTimeNanos) {
        if (sequence > 0 && sequence <= asOf) {
            tell(id, asOf, timeNanos, snapshotReceiveTimeNanos);
            counters.onSnapshotEvent();
        }
    }

    private void tell(final int id, final long as, final long timeNanos, final long receivedNanos) {
        batches.append(
            id, EventKind.MWCB_BREACH, as, timeNanos, receivedNanos, Side.NONE, 0, 0, 0, 0, 0, 0, level, values, 0);
    }
}
