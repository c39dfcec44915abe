package io.depthstream.jobs.book.state;

import io.depthstream.orderbook.BookWriter;
import io.depthstream.orderbook.OrderBooks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * Keeps the books of one subtask in Flink's keyed state like a log: per key group one base and the deltas since
 * (docs/decisions/0030, 0095).
 *
 * <p>Base followed by deltas in order is every symbol of the group at the last flush. Each is a {@link KeyGroupSegment}. What
 * is held back for a symbol stands beside it, under the symbol's own key. State of builds that kept a base and deltas for each
 * symbol is read, and written anew by the next flush. Belongs to the task's thread.
 */
public final class BookStore {

    /** Name of the base state; part of every savepoint. */
    public static final String BASE_STATE = "book-base";

    /** Name of the delta state; part of every savepoint. */
    public static final String DELTA_STATE = "book-deltas";

    /** Name of the state of what is held back; part of every savepoint since symbol state version 2. */
    public static final String PENDING_STATE = "book-pending";

    private static final FlushLimits LIMITS = FlushLimits.OF_A_KEY_GROUP;
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
    private final KeyGroupSegment whole = new KeyGroupSegment();
    private final KeyGroupBooks[] groups;
    private final List<KeyGroupBooks> listed = new ArrayList<>();
    private final List<SymbolBook> changed = new ArrayList<>();
    private final FlushAhead ahead;
    private final ArrayDeque<KeyGroupBooks> due = new ArrayDeque<>();

    private int flushedSymbols;
    private int flushedBases;
    private long flushedBytes;
    private int basesSinceFlush;
    private long bytesSinceFlush;
    private long budget;

    /**
     * A store over the keyed state of a subtask.
     *
     * @param maxParallelism of the operator, which is the number of key groups
     * @param books          to which the books of its symbols belong
     */
    public BookStore(final KeyedStateBackend<String> backend, final int maxParallelism, final OrderBooks books)
            throws Exception {
        this.backend = backend;
        ahead = new FlushAhead(books);
        groups = Arrays.stream(KeyGroupBooks.keys(maxParallelism)).map(KeyGroupBooks::new).toArray(KeyGroupBooks[]::new);
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
        final RestoredBooks restored = new RestoredBooks(open);
        final List<String> alone = new ArrayList<>();
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, BASE, (key, state) -> {
            final byte[] value = state.value();
            if (KeyGroupSegment.is(value)) {
                readGroup(restored, groupOf(key), value);
            } else {
                restored.alone(key, value, deltas.get());
                alone.add(key);
            }
        });
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, PENDING,
                (key, state) -> restored.pending(key, state.value()));
        for (final SymbolBook symbol : restored.symbols()) {
            symbol.refreshAll();
            join(symbol);
        }
        for (final String key : alone) {
            backend.setCurrentKey(key);
            base.clear();
            deltas.clear();
            list(groupOf(key));
        }
        return restored.symbols().size();
    }

    private void readGroup(final RestoredBooks restored, final KeyGroupBooks group, final byte[] value) throws Exception {
        restored.segment(value);
        group.baseBytes = value.length;
        final Iterable<byte[]> list = deltas.get();
        if (list != null) {
            for (final byte[] delta : list) {
                restored.segment(delta);
                group.deltas++;
                group.deltaBytes += delta.length;
            }
        }
    }

    /** Notes that a symbol must be written by the next flush. */
    public void changed(final SymbolBook symbol) {
        if (!symbol.changed) {
            symbol.changed = true;
            if (symbol.group == null) {
                join(symbol);
            }
            changed.add(symbol);
            list(symbol.group);
        }
    }

    private void join(final SymbolBook symbol) {
        symbol.group = groupOf(symbol.symbol);
        symbol.group.symbols.add(symbol);
    }

    private void list(final KeyGroupBooks group) {
        if (!group.listed) {
            group.listed = true;
            listed.add(group);
        }
    }

    /** The key group of a symbol, or of a group's own key. */
    private KeyGroupBooks groupOf(final String key) {
        return groups[KeyGroupRangeAssignment.assignToKeyGroup(key, groups.length)];
    }

    /**
     * Writes a base that is due, if there is one and the budget up to the next flush allows: to be called between batches, so
     * that a barrier need not wait for bases. The next delta of the group goes on from there. A base above the whole budget is
     * written with the budget whole.
     */
    public void rewriteNext() throws Exception {
        if (due.isEmpty() || due.peek().baseBytes > budget && budget < LIMITS.baseBytesPerFlush()) {
            return;
        }
        final KeyGroupBooks group = due.remove();
        group.due = false;
        if (LIMITS.due(group.deltas, group.deltaBytes, group.baseBytes)) {
            budget -= group.baseBytes;
            backend.setCurrentKey(group.key);
            writeBase(group);
        }
    }

    /** Writes every changed symbol; its cost follows what changed, not how large the books are. */
    public void flush() throws Exception {
        flushedSymbols = changed.size();
        budget = LIMITS.baseBytesPerFlush();
        for (int i = 0; i < changed.size(); i++) {
            if (i % FlushAhead.SYMBOLS == 0) {
                ahead.read(changed, i);
            }
            final SymbolBook symbol = changed.get(i);
            symbol.changed = false;
            writePending(symbol);
            if (symbol.group.baseBytes > 0) {
                write(symbol, symbol.group.segment, !symbol.written || symbol.book.deltaOutgrowsBase());
            }
        }
        changed.clear();
        for (int i = 0; i < listed.size(); i++) {
            write(listed.get(i));
        }
        listed.clear();
        flushedBases = basesSinceFlush;
        flushedBytes = bytesSinceFlush;
        basesSinceFlush = 0;
        bytesSinceFlush = 0;
    }

    /** Changed symbols that the last flush wrote. */
    public int flushedSymbols() {
        return flushedSymbols;
    }

    /** Bases rewritten by the last flush, and between it and the one before. */
    public int flushedBases() {
        return flushedBases;
    }

    /** Bytes handed to keyed state by the last flush, and between it and the one before. */
    public long flushedBytes() {
        return flushedBytes;
    }

    private void write(final KeyGroupBooks group) throws Exception {
        backend.setCurrentKey(group.key);
        if (group.baseBytes == 0 || LIMITS.overdue(group.deltas, group.deltaBytes, group.baseBytes)) {
            writeBase(group);
        } else {
            final byte[] value = group.segment.value();
            deltas.add(value);
            group.deltas++;
            group.deltaBytes += value.length;
            bytesSinceFlush += value.length;
            if (!group.due && LIMITS.due(group.deltas, group.deltaBytes, group.baseBytes)) {
                group.due = true;
                due.add(group);
            }
        }
        group.segment.clear();
        group.listed = false;
    }

    /** Writes the key group that is the backend's current key whole. */
    private void writeBase(final KeyGroupBooks group) throws Exception {
        whole.clear();
        for (int i = 0; i < group.symbols.size(); i++) {
            write(group.symbols.get(i), whole, true);
        }
        final byte[] value = whole.value();
        base.update(value);
        if (group.deltas > 0) {
            deltas.clear();
        }
        group.baseBytes = value.length;
        group.deltas = 0;
        group.deltaBytes = 0;
        basesSinceFlush++;
        bytesSinceFlush += value.length;
    }

    private void write(final SymbolBook symbol, final KeyGroupSegment segment, final boolean asBase) {
        format.write(symbol.state);
        bookBytes.reset();
        if (asBase) {
            symbol.book.writeBase(bookBytes);
        } else if (symbol.book.changedSinceMark()) {
            symbol.book.writeDelta(bookBytes);
        }
        segment.add(symbol.key, asBase, format, bookBytes.buffer(), bookBytes.size());
        symbol.book.mark();
        symbol.written = true;
    }

    private void writePending(final SymbolBook symbol) throws Exception {
        if (!symbol.pendingChanged) {
            return;
        }
        symbol.pendingChanged = false;
        backend.setCurrentKey(symbol.symbol);
        if (symbol.pending == null) {
            pending.clear();
        } else {
            final byte[] value = PendingFormat.write(symbol.pending);
            pending.update(value);
            bytesSinceFlush += value.length;
        }
    }
}
