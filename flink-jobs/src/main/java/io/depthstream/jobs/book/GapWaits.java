package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.SymbolBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The symbols of a subtask that hold batches back, and when each stops waiting (docs/decisions/0035).
 *
 * <p>The clock is the log: a symbol gives up at the first record of its partition that Kafka stamped
 * {@code gapWaitMillis} after the oldest batch it holds. A replay meets the same record and decides the same. Only a
 * partition that falls silent needs a wall clock: {@link #tick}. One thread; costs nothing while nobody waits.
 */
final class GapWaits {

    /** A symbol waits at most this many times the limit by the wall clock, whatever the stamps of the records say. */
    static final int WALL_CLOCK_FACTOR = 4;

    private final long waitMillis;
    private final Consumer<SymbolBook> giveUp;
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private int symbols;

    GapWaits(final long waitMillis, final Consumer<SymbolBook> giveUp) {
        this.waitMillis = waitMillis;
        this.giveUp = giveUp;
    }

    /** Whether anything waits. */
    boolean waiting() {
        return symbols > 0;
    }

    /** Notes that a symbol holds batches, or holds others than before. */
    void update(final SymbolBook symbol, final long nowMillis) {
        if (!symbol.holding()) {
            return;
        }
        final int number = symbol.pending.held.get(0).raw().partition();
        final Partition partition = partitions.computeIfAbsent(number, p -> new Partition());
        symbol.gapDueMillis = due(symbol);
        partition.nextDueMillis = Math.min(partition.nextDueMillis, symbol.gapDueMillis);
        if (!symbol.waiting) {
            symbol.waiting = true;
            partition.symbols.add(symbol);
            partition.lastRecordMillis = Math.max(partition.lastRecordMillis, nowMillis);
            symbols++;
        }
    }

    /** Gives up, before a record is processed, whoever has waited long enough by its stamp. */
    void record(final int number, final long stampMillis, final long nowMillis) {
        final Partition partition = partitions.get(number);
        if (partition == null) {
            return;
        }
        partition.lastRecordMillis = nowMillis;
        if (stampMillis >= partition.nextDueMillis) {
            sweep(partition, stampMillis, nowMillis, false);
        }
    }

    /** Gives up whoever waits while its partition is silent, and forgets those that wait no more. */
    void tick(final long nowMillis) {
        for (final Partition partition : partitions.values()) {
            sweep(partition, Long.MIN_VALUE, nowMillis, true);
        }
    }

    /** Gives up everybody: the end of input. */
    void giveUpAll() {
        for (final Partition partition : partitions.values()) {
            sweep(partition, Long.MAX_VALUE, 0, false);
        }
    }

    private void sweep(final Partition partition, final long stampMillis, final long nowMillis, final boolean wall) {
        final List<SymbolBook> list = partition.symbols;
        final boolean silent = nowMillis - partition.lastRecordMillis >= waitMillis;
        long next = Long.MAX_VALUE;
        int kept = 0;
        for (int i = 0; i < list.size(); i++) {
            final SymbolBook symbol = list.get(i);
            while (symbol.holding() && stampMillis >= symbol.gapDueMillis) {
                giveUp.accept(symbol);
                symbol.gapDueMillis = due(symbol);
            }
            if (wall && symbol.holding() && waitedByWall(symbol, nowMillis, silent)) {
                giveUp.accept(symbol);
                symbol.gapDueMillis = due(symbol);
                symbol.waitingSinceMillis = nowMillis;
            }
            if (symbol.holding()) {
                next = Math.min(next, symbol.gapDueMillis);
                list.set(kept++, symbol);
            } else {
                symbol.waiting = false;
                symbols--;
            }
        }
        list.subList(kept, list.size()).clear();
        partition.nextDueMillis = next;
    }

    private boolean waitedByWall(final SymbolBook symbol, final long nowMillis, final boolean silent) {
        final long waited = nowMillis - symbol.waitingSinceMillis;
        return waited >= waitMillis && (silent || symbol.gapDueMillis == Long.MAX_VALUE)
                || waited >= WALL_CLOCK_FACTOR * waitMillis;
    }

    private long due(final SymbolBook symbol) {
        if (!symbol.holding()) {
            return Long.MAX_VALUE;
        }
        final long oldest = symbol.pending.oldestMillis();
        return oldest < 0 ? Long.MAX_VALUE : oldest + waitMillis;
    }

    /** One partition of the raw topic: its records are in one order on every replay. */
    private static final class Partition {
        private final List<SymbolBook> symbols = new ArrayList<>();
        private long nextDueMillis = Long.MAX_VALUE;
        private long lastRecordMillis;
    }
}
