package io.depthstream.ingest.feed;

import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchWriter;
import java.util.Arrays;

/**
 * The open batches: one {@link EventBatchWriter} for each symbol that has events waiting.
 *
 * <p>A flush closes every open batch, in the order in which they were opened, and hands it to the sink. Writers go
 * back to a pool, newest first, so that the few that serve every flush stay in the cache. The chain of
 * {@code previousSequence} is kept here, per symbol and session; it starts at 0 with the process, because what an
 * earlier process sent last is not known: 0 claims nothing, and a reader takes it as "no claim".
 *
 * <p>One thread. Allocates when a symbol or a writer is first needed and for each finished batch's bytes, not per
 * event.
 */
public final class SymbolBatches {
    /** Decimal places of prices in ITCH 5.0 (Price(4)); levels of the circuit breaker, Price(8), travel as values. */
    public static final int PRICE_SCALE = 4;

    /** A snapshot is cut into several batches above so many bytes: half of what a broker takes by default. */
    public static final int SNAPSHOT_BYTES = 512 << 10;

    private static final String NO_CODES = "";
    private static final int NONE = -1;

    private final SymbolDirectory directory;
    private final BatchLimits limits;
    private final BatchSink sink;
    private final FeedHandlerCounters counters;
    private final String venue;
    private final String publisher;

    private EventBatchWriter[] open = new EventBatchWriter[1024];
    private boolean[] listed = new boolean[1024];
    private long[] previousSequences = new long[1024];
    private int[] dirty = new int[1024];
    private int dirtyCount;
    private EventBatchWriter[] pool = new EventBatchWriter[64];
    private int pooled;

    private String session = "";
    private int snapshotOf = NONE;
    private int pendingEvents;
    private long nowNanos;
    private long firstPendingNanos;

    /**
     * Batches for one venue.
     *
     * @param venue     ISO 10383 code, in every batch
     * @param publisher this handler's name, in every batch
     */
    public SymbolBatches(
            final SymbolDirectory directory,
            final BatchLimits limits,
            final BatchSink sink,
            final FeedHandlerCounters counters,
            final String venue,
            final String publisher) {
        this.directory = directory;
        this.limits = limits;
        this.sink = sink;
        this.counters = counters;
        this.venue = venue;
        this.publisher = publisher;
    }

    /**
     * Tells the time, once a poll: events appended from now on count as having begun to wait then. On its own it sends
     * nothing.
     *
     * @param monotonicNanos from any fixed origin, never running backwards
     */
    public void tick(final long monotonicNanos) {
        nowNanos = monotonicNanos;
    }

    /**
     * Says which session the next events belong to. A new one sends what waits and starts every symbol's chain anew,
     * for its sequences begin again at 1.
     */
    public void session(final String current) {
        if (!current.equals(session)) {
            flush(FlushReason.SESSION);
            Arrays.fill(previousSequences, 0);
            session = current;
        }
    }

    /** Appends an event that has neither codes nor values; parameters as {@link EventBatchWriter#event}. */
    public void append(
            final int symbolId,
            final EventKind kind,
            final long sequence,
            final long venueTimeNanos,
            final long receiveTimeNanos,
            final Side side,
            final long orderRef,
            final long newOrderRef,
            final long price,
            final long shares,
            final long matchNumber,
            final int flags) {
        append(symbolId, kind, sequence, venueTimeNanos, receiveTimeNanos, side, orderRef, newOrderRef, price, shares,
            matchNumber, flags, NO_CODES, null, 0);
    }

    /** Appends an event and sends what has reached a limit; parameters as {@link EventBatchWriter#event}. */
    public void append(
            final int symbolId,
            final EventKind kind,
            final long sequence,
            final long venueTimeNanos,
            final long receiveTimeNanos,
            final Side side,
            final long orderRef,
            final long newOrderRef,
            final long price,
            final long shares,
            final long matchNumber,
            final int flags,
            final String codes,
            final long[] values,
            final int valueCount) {
        final EventBatchWriter writer = writer(symbolId, sequence);
        writer.event(kind, sequence, venueTimeNanos, receiveTimeNanos, side, orderRef, newOrderRef, price, shares,
            matchNumber, flags, codes, values, valueCount);
        if (pendingEvents++ == 0) {
            firstPendingNanos = nowNanos;
        }
        if (symbolId == snapshotOf) {
            if (writer.sizeBytes() >= SNAPSHOT_BYTES) {
                send(symbolId, writer);
            }
        } else if (writer.eventCount() >= limits.eventsPerSymbol() || writer.sizeBytes() >= limits.bytesPerSymbol()) {
            counters.onFlush(FlushReason.SYMBOL_FULL);
            send(symbolId, writer);
        } else if (pendingEvents >= limits.pendingEvents()) {
            flush(FlushReason.PENDING);
        }
    }

    /**
     * Sends what waits of a symbol: its next events, all of one sequence, are a snapshot and get a batch of their own, or
     * several where they are many, until {@link #endSnapshot}.
     */
    void beginSnapshot(final int symbolId) {
        sendOpen(symbolId);
        snapshotOf = symbolId;
    }

    /** Sends the snapshot. */
    void endSnapshot() {
        final int symbolId = snapshotOf;
        snapshotOf = NONE;
        sendOpen(symbolId);
    }

    private void sendOpen(final int symbolId) {
        if (symbolId < open.length && open[symbolId] != null) {
            send(symbolId, open[symbolId]);
        }
    }

    private EventBatchWriter writer(final int symbolId, final long sequence) {
        if (symbolId >= open.length) {
            grow(symbolId);
        }
        EventBatchWriter writer = open[symbolId];
        // Offsets within a batch are ascending ints: what does not fit begins another batch.
        if (writer != null && symbolId != snapshotOf && !follows(writer, sequence)) {
            counters.onFlush(FlushReason.SYMBOL_FULL);
            send(symbolId, writer);
            writer = null;
        }
        return writer != null ? writer : begin(symbolId);
    }

    private static boolean follows(final EventBatchWriter writer, final long sequence) {
        final long offset = sequence - writer.firstSequence();
        return sequence > writer.lastSequence() && offset > 0 && offset <= Integer.MAX_VALUE;
    }

    private EventBatchWriter begin(final int symbolId) {
        final EventBatchWriter writer = pooled > 0 ? pool[--pooled] : new EventBatchWriter();
        writer.begin(venue, session, directory.symbol(symbolId), publisher, previousSequences[symbolId], PRICE_SCALE);
        open[symbolId] = writer;
        if (!listed[symbolId]) {
            listed[symbolId] = true;
            if (dirtyCount == dirty.length) {
                dirty = Arrays.copyOf(dirty, 2 * dirtyCount);
            }
            dirty[dirtyCount++] = symbolId;
        }
        return writer;
    }

    private void grow(final int symbolId) {
        final int capacity = Math.max(symbolId + 1, 2 * open.length);
        open = Arrays.copyOf(open, capacity);
        listed = Arrays.copyOf(listed, capacity);
        previousSequences = Arrays.copyOf(previousSequences, capacity);
    }

    /** Sends everything if the oldest event has waited its longest; the clock is {@link #tick}'s. */
    public void flushIfDue() {
        if (pendingEvents > 0 && nowNanos - firstPendingNanos >= limits.lingerNanos()) {
            flush(FlushReason.LINGER);
        }
    }

    /** Sends everything, as the input has drained, if the oldest event has waited long enough for company. */
    public void drained() {
        if (pendingEvents == 0 || nowNanos - firstPendingNanos >= limits.companyNanos()) {
            flush(FlushReason.DRAINED);
        }
    }

    /** Sends every open batch; nothing waits afterwards. Does nothing, and counts nothing, if nothing waits. */
    public void flush(final FlushReason reason) {
        if (dirtyCount == 0) {
            return;
        }
        if (pendingEvents > 0) {
            counters.onFlush(reason);
        }
        for (int i = 0; i < dirtyCount; i++) {
            final int symbolId = dirty[i];
            listed[symbolId] = false;
            final EventBatchWriter writer = open[symbolId];
            if (writer != null) {
                send(symbolId, writer);
            }
        }
        dirtyCount = 0;
    }

    private void send(final int symbolId, final EventBatchWriter writer) {
        open[symbolId] = null;
        previousSequences[symbolId] = writer.lastSequence();
        pendingEvents -= writer.eventCount();
        final byte[] value = writer.toBytes();
        if (pooled == pool.length) {
            pool = Arrays.copyOf(pool, 2 * pooled);
        }
        pool[pooled++] = writer;
        sink.accept(symbolId, value);
    }

    /** Events that wait, of all symbols. */
    public int pendingEvents() {
        return pendingEvents;
    }
}
