package io.depthstream.jobs.book.state;

import io.depthstream.orderbook.BookWriter;
import io.depthstream.orderbook.CorruptBookException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * Keeps the books of one subtask in Flink's keyed state like a log: per symbol one base and the deltas since
 * (docs/decisions/0030).
 *
 * <p>Every symbol in keyed state has a base, and base followed by deltas in order is the symbol at the last flush. Each
 * element is a {@link SymbolStateFormat} followed by the order book's bytes; the last one's symbol state counts. An
 * element may hold no book bytes: then only the symbol state changed. Belongs to the task's thread.
 */
public final class BookStore {

    /** Name of the base state; part of every savepoint. */
    public static final String BASE_STATE = "book-base";

    /** Name of the delta state; part of every savepoint. */
    public static final String DELTA_STATE = "book-deltas";

    /** Name of the state of what is held back; part of every savepoint since symbol state version 2. */
    public static final String PENDING_STATE = "book-pending";

    private static final ValueStateDescriptor<byte[]> PENDING =
            new ValueStateDescriptor<>(PENDING_STATE, StateBytesSerializer.INSTANCE);
    private static final ValueStateDescriptor<byte[]> BASE =
            new ValueStateDescriptor<>(BASE_STATE, StateBytesSerializer.INSTANCE);
    private static final ListStateDescriptor<byte[]> DELTAS =
            new ListStateDescriptor<>(DELTA_STATE, StateBytesSerializer.INSTANCE);

    private final KeyedStateBackend<String> backend;
    private final ValueState<byte[]> base;
    private final ListState<byte[]> deltas;
    private final ValueState<byte[]> pending;
    private final SymbolStateFormat format = new SymbolStateFormat();
    private final BookWriter bookBytes = new BookWriter(4_096);
    private final List<SymbolBook> changed = new ArrayList<>();

    private int flushedSymbols;
    private int flushedBases;
    private long flushedBytes;
    private long budget;

    /** A store over the keyed state of a subtask. */
    public BookStore(final KeyedStateBackend<String> backend) throws Exception {
        this.backend = backend;
        base = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, BASE);
        deltas = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, DELTAS);
        pending = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, PENDING);
    }

    /**
     * Reads every symbol of the subtask's key groups.
     *
     * @param open gives the empty symbol to fill
     * @return number of symbols read
     * @throws CorruptStateException naming the symbol, when its bytes can't be read
     */
    public int restore(final Function<String, SymbolBook> open) throws Exception {
        final int[] count = new int[1];
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, BASE, (symbol, state) -> {
            read(open.apply(symbol), state.value());
            count[0]++;
        });
        return count[0];
    }

    /** Notes that a symbol must be written by the next flush. */
    public void changed(final SymbolBook symbol) {
        if (!symbol.changed) {
            symbol.changed = true;
            changed.add(symbol);
        }
    }

    /** Writes every changed symbol; its cost follows what changed, not how large the books are. */
    public void flush() throws Exception {
        flushedSymbols = changed.size();
        flushedBases = 0;
        flushedBytes = 0;
        budget = FlushLimits.BASE_BYTES_PER_FLUSH;
        for (int i = 0; i < flushedSymbols; i++) {
            final SymbolBook symbol = changed.get(i);
            backend.setCurrentKey(symbol.symbol);
            write(symbol);
            symbol.changed = false;
        }
        changed.clear();
    }

    /** Symbols written by the last flush. */
    public int flushedSymbols() {
        return flushedSymbols;
    }

    /** How many of them had their base rewritten. */
    public int flushedBases() {
        return flushedBases;
    }

    /** Bytes handed to keyed state by the last flush. */
    public long flushedBytes() {
        return flushedBytes;
    }

    private void write(final SymbolBook symbol) throws Exception {
        if (symbol.pendingChanged) {
            writePending(symbol);
        }
        format.write(symbol.state);
        bookBytes.reset();
        if (rewrites(symbol)) {
            symbol.book.writeBase(bookBytes);
            final byte[] value = format.withBook(bookBytes.buffer(), bookBytes.size());
            base.update(value);
            if (symbol.deltas > 0) {
                deltas.clear();
            }
            symbol.baseBytes = value.length;
            symbol.deltas = 0;
            symbol.deltaBytes = 0;
            flushedBases++;
            flushedBytes += value.length;
        } else {
            if (symbol.book.changedSinceMark()) {
                symbol.book.writeDelta(bookBytes);
            }
            final byte[] value = format.withBook(bookBytes.buffer(), bookBytes.size());
            deltas.add(value);
            symbol.deltas++;
            symbol.deltaBytes += value.length;
            flushedBytes += value.length;
        }
        symbol.book.mark();
    }

    private void writePending(final SymbolBook symbol) throws Exception {
        symbol.pendingChanged = false;
        if (symbol.pending == null) {
            pending.clear();
        } else {
            final byte[] value = PendingFormat.write(symbol.pending);
            pending.update(value);
            flushedBytes += value.length;
        }
    }

    private boolean rewrites(final SymbolBook symbol) {
        if (symbol.baseBytes == 0 || symbol.book.deltaOutgrowsBase()
                || FlushLimits.overdue(symbol.deltas, symbol.deltaBytes, symbol.baseBytes)) {
            return true;
        }
        if (!FlushLimits.due(symbol.deltas, symbol.deltaBytes, symbol.baseBytes)) {
            return false;
        }
        final long bytes = symbol.book.baseBytesEstimate();
        if (bytes > budget) {
            return false;
        }
        budget -= bytes;
        return true;
    }

    private void read(final SymbolBook symbol, final byte[] value) throws Exception {
        try {
            final int bookAt = format.read(value, symbol.state);
            symbol.book.readBase(value, bookAt, value.length - bookAt);
            symbol.baseBytes = value.length;
            final Iterable<byte[]> list = deltas.get();
            if (list != null) {
                for (final byte[] delta : list) {
                    readDelta(symbol, delta);
                }
            }
            final byte[] waiting = pending.value();
            if (waiting != null) {
                symbol.pending = PendingFormat.read(symbol.symbol, waiting);
            }
        } catch (final CorruptBookException | CorruptStateException | IllegalArgumentException e) {
            throw new CorruptStateException("state of symbol " + symbol.symbol + " can't be read (" + symbol.deltas
                    + " deltas were good): " + e.getMessage() + "; restore an older checkpoint", e);
        }
        symbol.refreshAll();
    }

    private void readDelta(final SymbolBook symbol, final byte[] delta) {
        final int at = format.read(delta, symbol.state);
        if (at < delta.length) {
            symbol.book.applyDelta(delta, at, delta.length - at);
        }
        symbol.deltas++;
        symbol.deltaBytes += delta.length;
    }
}
