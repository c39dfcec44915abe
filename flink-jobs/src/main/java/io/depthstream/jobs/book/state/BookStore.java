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
 * Keeps the books of one subtask in Flink's keyed state like a log: per key group one list, of a base and the deltas since
 * (docs/decisions/0030, 0095, 0100).
 *
 * <p>Base followed by deltas in order is every symbol of the group at the last flush. Each is a {@link KeyGroupSegment}. What
 * is held back for a symbol stands beside it, under the symbol's own key. State of builds that kept the base apart, or a base
 * and deltas for each symbol, is read, and written anew by the next flush. Belongs to the task's thread.
 */
public final class BookStore {

    /** Name of the state that says where the base is: {@link #LISTED}, or the base itself as builds before 0100 wrote it. */
    public static final String BASE_STATE = "book-base";

    /** Name of the state of base and deltas; part of every savepoint. */
    public static final String DELTA_STATE = "book-deltas";

    /** Name of the state of what is held back; part of every savepoint since symbol state version 2. */
    public static final String PENDING_STATE = "book-pending";

    /** That the base is the first of the list. An older build takes it for a version of a base that it does not know. */
    private static final byte[] LISTED = {(byte) 0x82};

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

    /** Of the changed symbols, those before this one are written; the same one may have changed again and stand behind it. */
    private int next;
    /** How many had changed when writing ahead began, or 0. */
    private int aheadUntil;
    private int writtenSymbols;
    private int writtenAhead;
    private int flushedSymbols;
    private int flushedAhead;
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
        final List<String> older = new ArrayList<>();
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, BASE, (key, state) -> {
            final byte[] value = state.value();
            if (Arrays.equals(value, LISTED)) {
                readGroup(restored, groupOf(key));
            } else if (KeyGroupSegment.is(value)) {
                restored.group(value, deltas.get());
                older.add(key);
            } else {
                restored.alone(key, value, deltas.get());
                older.add(key);
            }
        });
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, PENDING,
                (key, state) -> restored.pending(key, state.value()));
        for (final SymbolBook symbol : restored.symbols()) {
            symbol.refreshAll();
            join(symbol);
        }
        for (final String key : older) {
            backend.setCurrentKey(key);
            base.clear();
            deltas.clear();
            list(groupOf(key));
        }
        return restored.symbols().size();
    }

    private void readGroup(final RestoredBooks restored, final KeyGroupBooks group) throws Exception {
        for (final byte[] value : deltas.get()) {
            restored.segment(value);
            if (group.baseBytes == 0) {
                group.baseBytes = value.length;
            } else {
                group.deltas++;
                group.deltaBytes += value.length;
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

    /**
     * Writes some changed symbols, those first that changed first: to be called between batches shortly before a barrier, so that
     * there are fewer left when it comes. One that changes again is written again.
     *
     * @param again whether to write those as well that changed since the first call after the last flush
     * @return whether there are more
     */
    public boolean flushSome(final boolean again) throws Exception {
        aheadUntil = aheadUntil == 0 || again ? changed.size() : aheadUntil;
        final int before = writtenSymbols;
        writeUntil(Math.min(aheadUntil, next + FlushAhead.SYMBOLS));
        writtenAhead += writtenSymbols - before;
        return next < aheadUntil;
    }

    /** Writes every changed symbol; its cost follows what changed, not how large the books are. */
    public void flush() throws Exception {
        budget = LIMITS.baseBytesPerFlush();
        while (next < changed.size()) {
            writeUntil(Math.min(changed.size(), next + FlushAhead.SYMBOLS));
        }
        changed.clear();
        next = 0;
        aheadUntil = 0;
        for (int i = 0; i < listed.size(); i++) {
            write(listed.get(i));
        }
        listed.clear();
        flushedSymbols = writtenSymbols;
        flushedAhead = writtenAhead;
        flushedBases = basesSinceFlush;
        flushedBytes = bytesSinceFlush;
        writtenSymbols = 0;
        writtenAhead = 0;
        basesSinceFlush = 0;
        bytesSinceFlush = 0;
    }

    private void writeUntil(final int end) throws Exception {
        ahead.read(changed, next);
        while (next < end) {
            final SymbolBook symbol = changed.get(next++);
            if (symbol.changed) {
                symbol.changed = false;
                writePending(symbol);
                writtenSymbols++;
                if (symbol.group.baseBytes > 0) {
                    write(symbol, symbol.group.segment, !symbol.written || symbol.book.deltaOutgrowsBase());
                }
            }
        }
    }

    /** Changed symbols that the last flush wrote, those ahead of it included; one counts each time. */
    public int flushedSymbols() {
        return flushedSymbols;
    }

    /** Of them, those written ahead of it. */
    public int flushedAhead() {
        return flushedAhead;
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
        } else if (!group.segment.isEmpty()) {
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

    /**
     * Writes the key group that is the backend's current key whole. What was written for the next delta is older, and no part
     * of it any more.
     */
    private void writeBase(final KeyGroupBooks group) throws Exception {
        whole.clear();
        for (int i = 0; i < group.symbols.size(); i++) {
            write(group.symbols.get(i), whole, true);
        }
        group.segment.clear();
        final byte[] value = whole.value();
        deltas.update(List.of(value));
        if (group.baseBytes == 0) {
            base.update(LISTED);
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
