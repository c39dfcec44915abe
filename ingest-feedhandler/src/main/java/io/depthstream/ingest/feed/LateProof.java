package io.depthstream.ingest.feed;

import io.depthstream.ingest.itch.MwcbStatus;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchWriter;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Proves, once every message of a declared gap has come late, to each symbol that has none of them that the gap did not touch
 * it: its book was right all the time. The others need a snapshot, for their books have moved on.
 *
 * <p>The proof is a GAP event with a third value, 1 (docs/protocol/event-batch.md), in a batch of its own beside the
 * publisher's chain. Remembers at most {@link #MOST_LATE} late messages; beyond it proves nothing more in the session. One
 * thread; allocates.
 */
final class LateProof {
    /** Late messages remembered in a session. */
    static final int MOST_LATE = 1 << 16;

    private static final int LOCATE_OFFSET = 1;
    private static final int PRICE_SCALE = 4;
    /** What a message is of that is told to every symbol. */
    private static final int EVERY = -2;

    private final SymbolDirectory directory;
    private final SymbolBatches batches;
    private final BatchSink sink;
    private final FeedHandlerCounters counters;
    private final FeedIdentity identity;
    private final StockDirectory entry = new StockDirectory();
    private final EventBatchWriter writer = new EventBatchWriter();
    private final Map<Long, Integer> symbolOf = new HashMap<>();
    private String session = "";
    private boolean overflowed;

    LateProof(
            final SymbolDirectory directory,
            final SymbolBatches batches,
            final BatchSink sink,
            final FeedHandlerCounters counters,
            final FeedIdentity identity) {
        this.directory = directory;
        this.batches = batches;
        this.sink = sink;
        this.counters = counters;
        this.identity = identity;
    }

    /** Notes whose a late message is. */
    void onLate(final String lateSession, final long sequence, final DirectBuffer buffer, final int offset, final int length) {
        if (!lateSession.equals(session)) {
            session = lateSession;
            symbolOf.clear();
            overflowed = false;
        }
        if (symbolOf.size() == MOST_LATE) {
            overflowed = true;
            return;
        }
        symbolOf.put(sequence, id(buffer, offset, length));
        counters.onLateMessage();
    }

    /**
     * A directory entry is of the stock it names, known by whatever locate; a breach of the circuit breaker of every symbol;
     * all else of its locate's.
     */
    private int id(final DirectBuffer buffer, final int offset, final int length) {
        if (length == MwcbStatus.LENGTH && buffer.getByte(offset) == MwcbStatus.TYPE) {
            return EVERY;
        }
        if (length == StockDirectory.LENGTH && buffer.getByte(offset) == StockDirectory.TYPE) {
            return directory.idOf(entry.wrap(buffer, offset).stock());
        }
        if (length < LOCATE_OFFSET + Short.BYTES) {
            return SymbolDirectory.UNKNOWN;
        }
        final int locate = buffer.getShort(offset + LOCATE_OFFSET, ByteOrder.BIG_ENDIAN) & 0xFFFF;
        return locate == 0 ? SymbolDirectory.MARKET_WIDE : directory.id(locate);
    }

    /**
     * Publishes the proof of a gap that is whole.
     *
     * @param begin     first missing sequence
     * @param last      last missing sequence
     * @param venueTimeNanos   newest venue time so far, nanoseconds since the epoch, UTC
     * @param receiveTimeNanos when the last message of it was received, the same
     */
    void onGapClosed(final String gapSession, final long begin, final long last, final long venueTimeNanos,
            final long receiveTimeNanos) {
        final BitSet touched = new BitSet();
        for (long sequence = begin; sequence <= last; sequence++) {
            final Integer id = symbolOf.get(sequence);
            if (id == null || id == EVERY || overflowed || !gapSession.equals(session)) {
                return; // Of every symbol; or an empty message, or too many: what it was of is not known.
            }
            if (id != SymbolDirectory.UNKNOWN) {
                touched.set(id);
            }
        }
        // The notice of the gap itself may still wait in an open batch.
        batches.flush(FlushReason.DRAINED);
        final long[] values = {begin, last, 1};
        for (int id = touched.nextClearBit(0); id < directory.size(); id = touched.nextClearBit(id + 1)) {
            writer.begin(identity.venue(), gapSession, directory.symbol(id), identity.publisher(), begin - 1, PRICE_SCALE);
            writer.event(EventKind.GAP, last, venueTimeNanos, receiveTimeNanos, Side.NONE, 0, 0, 0, 0, 0, 0, "", values, values.length);
            sink.accept(id, writer.toBytes());
        }
        counters.onGapProven(directory.size() - touched.cardinality());
    }
}
