package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.SymbolBook;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Repeats the present state of symbols that went quiet with something unpublished: the event-time grid shows a state
 * only when a later event comes, and the last state must not wait for one.
 *
 * <p>One processing-time timer for the whole subtask drives {@link #tick}; it runs only while {@link #waiting}. What is
 * repeated is a function of (symbol, session, sequence) and changes nothing that decides a later record's content, so
 * when the timer fires is of no consequence to a reader who drops what it has seen. The grid leaves out what was shown
 * here last. One thread; no allocation but growth of the list.
 */
final class IdleSymbols {

    /** Period of the timer. A quiet symbol's depth is shown after one to two periods. */
    static final long TICK_MILLIS = 20;

    private final BookPublications publications;
    private final Consumer<SymbolBook> changed;
    private final long latestIdleTicks;
    private SymbolBook[] list = new SymbolBook[64];
    private int size;
    private long tick;

    /**
     * @param changed told of every symbol that was shown: what is committed once must not be shown again by a restored job
     */
    IdleSymbols(
            final BookPublications publications, final long latestIntervalMillis, final Consumer<SymbolBook> changed) {
        this.publications = publications;
        this.changed = changed;
        latestIdleTicks = Math.max(1, (latestIntervalMillis + TICK_MILLIS - 1) / TICK_MILLIS);
    }

    /** Notes that a symbol had an event, and lists it if that left something to publish. */
    void touched(final SymbolBook symbol) {
        symbol.touchedTick = tick;
        if (!symbol.listed && pending(symbol)) {
            symbol.listed = true;
            if (size == list.length) {
                list = Arrays.copyOf(list, 2 * size);
            }
            list[size++] = symbol;
        }
    }

    /** Whether a tick would have anything to look at. */
    boolean waiting() {
        return size > 0;
    }

    /** Shows what is due of symbols without an event for a whole period, and forgets those with nothing left. */
    void tick() {
        tick++;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            final SymbolBook symbol = list[i];
            final long quiet = tick - symbol.touchedTick;
            if (quiet > 1) {
                showDepth(symbol);
            }
            if (quiet > latestIdleTicks) {
                showLatest(symbol);
            }
            if (pending(symbol)) {
                list[kept++] = symbol;
            } else {
                symbol.listed = false;
            }
        }
        Arrays.fill(list, kept, size, null);
        size = kept;
    }

    /** Shows everything that is still unpublished; for the end of input. */
    void showAll() {
        for (int i = 0; i < size; i++) {
            showDepth(list[i]);
            showLatest(list[i]);
            list[i].listed = false;
        }
        Arrays.fill(list, 0, size, null);
        size = 0;
    }

    private void showDepth(final SymbolBook symbol) {
        if (symbol.state.depthPending && symbol.state.depthShownSequence != symbol.state.sequence) {
            publications.depth(symbol);
            symbol.state.depthShownSequence = symbol.state.sequence;
            changed.accept(symbol);
        }
    }

    private void showLatest(final SymbolBook symbol) {
        if (symbol.state.latestPending && symbol.state.latestShownSequence != symbol.state.sequence) {
            publications.latest(symbol);
            symbol.state.latestShownSequence = symbol.state.sequence;
            changed.accept(symbol);
        }
    }

    private static boolean pending(final SymbolBook symbol) {
        return symbol.state.depthPending && symbol.state.depthShownSequence != symbol.state.sequence
                || symbol.state.latestPending && symbol.state.latestShownSequence != symbol.state.sequence;
    }
}
