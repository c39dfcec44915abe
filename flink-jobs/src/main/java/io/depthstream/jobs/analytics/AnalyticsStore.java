package io.depthstream.jobs.analytics;

import io.depthstream.jobs.analytics.state.StateWriter;
import io.depthstream.jobs.book.state.CorruptStateException;
import io.depthstream.jobs.book.state.FlushLimits;
import io.depthstream.jobs.book.state.StateBytesSerializer;
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
 * Keeps the symbols of one subtask in keyed state like a log, as the order-book job keeps its books: per symbol one base
 * and the deltas since (docs/decisions/0030). Belongs to the task's thread.
 */
final class AnalyticsStore {

    /** Name of the base state; part of every savepoint. */
    static final String BASE_STATE = "analytics-base";

    /** Name of the delta state; part of every savepoint. */
    static final String DELTA_STATE = "analytics-deltas";

    private static final FlushLimits LIMITS = FlushLimits.OF_A_SYMBOL;
    private static final ValueStateDescriptor<byte[]> BASE =
            new ValueStateDescriptor<>(BASE_STATE, StateBytesSerializer.INSTANCE);
    private static final ListStateDescriptor<byte[]> DELTAS =
            new ListStateDescriptor<>(DELTA_STATE, StateBytesSerializer.INSTANCE);

    private final KeyedStateBackend<String> backend;
    private final ValueState<byte[]> base;
    private final ListState<byte[]> deltas;
    private final StateWriter out = new StateWriter();
    private final List<SymbolAnalytics> changed = new ArrayList<>();

    private int flushedSymbols;
    private int flushedBases;
    private long flushedBytes;

    AnalyticsStore(final KeyedStateBackend<String> backend) throws Exception {
        this.backend = backend;
        base = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, BASE);
        deltas = backend.getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, DELTAS);
    }

    /** Reads every symbol of the subtask's key groups; returns how many. */
    int restore(final Function<String, SymbolAnalytics> open) throws Exception {
        final int[] count = new int[1];
        backend.applyToAllKeys(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, BASE, (symbol, state) -> {
            read(open.apply(symbol), state.value());
            count[0]++;
        });
        return count[0];
    }

    /** Notes that a symbol must be written by the next flush. */
    void changed(final SymbolAnalytics symbol) {
        if (!symbol.changed) {
            symbol.changed = true;
            changed.add(symbol);
        }
    }

    /** Writes every changed symbol. */
    void flush() throws Exception {
        flushedSymbols = changed.size();
        flushedBases = 0;
        flushedBytes = 0;
        long budget = LIMITS.baseBytesPerFlush();
        for (int i = 0; i < flushedSymbols; i++) {
            final SymbolAnalytics symbol = changed.get(i);
            backend.setCurrentKey(symbol.symbol);
            boolean whole = symbol.baseBytes == 0
                    || LIMITS.overdue(symbol.deltas, symbol.deltaBytes, symbol.baseBytes);
            if (!whole && LIMITS.due(symbol.deltas, symbol.deltaBytes, symbol.baseBytes)
                    && symbol.baseBytes <= budget) {
                budget -= symbol.baseBytes;
                whole = true;
            }
            write(symbol, whole);
            symbol.changed = false;
        }
        changed.clear();
    }

    private void write(final SymbolAnalytics symbol, final boolean whole) throws Exception {
        out.reset();
        SymbolAnalyticsFormat.write(symbol, out, whole);
        final byte[] value = out.toBytes();
        flushedBytes += value.length;
        if (whole) {
            base.update(value);
            if (symbol.deltas > 0) {
                deltas.clear();
            }
            symbol.baseBytes = value.length;
            symbol.deltas = 0;
            symbol.deltaBytes = 0;
            flushedBases++;
        } else {
            deltas.add(value);
            symbol.deltas++;
            symbol.deltaBytes += value.length;
        }
    }

    private void read(final SymbolAnalytics symbol, final byte[] value) throws Exception {
        try {
            SymbolAnalyticsFormat.read(symbol, value);
            symbol.baseBytes = value.length;
            final Iterable<byte[]> list = deltas.get();
            if (list != null) {
                for (final byte[] delta : list) {
                    SymbolAnalyticsFormat.read(symbol, delta);
                    symbol.deltas++;
                    symbol.deltaBytes += delta.length;
                }
            }
        } catch (final CorruptStateException | IllegalArgumentException e) {
            throw new CorruptStateException("analytics of symbol " + symbol.symbol + " can't be read (" + symbol.deltas
                    + " deltas were good): " + e.getMessage(), e);
        }
    }

    /** Symbols written by the last flush. */
    int flushedSymbols() {
        return flushedSymbols;
    }

    /** How many of them whole. */
    int flushedBases() {
        return flushedBases;
    }

    /** Bytes handed to keyed state by the last flush. */
    long flushedBytes() {
        return flushedBytes;
    }
}
