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
 * here last.
 *
 * <p>Symbols wait in a wheel (Varghese and Lauck, "Hashed and Hierarchical Timing Wheels", 1987): a tick looks only at those
 * that may be due in it, and an event costs no move, since a symbol is put off when it is looked at. One thread; no allocation
 * but growth of the wheel.
 */
final class IdleSymbols {

    /** Period of the timer. */
    static final long TICK_MILLIS = 20;

    /** Ticks ahead that a symbol can wait at once; whoever waits longer is looked at and put off. */
    private static final int WHEEL_TICKS = 64;
    private static final long MICROS_PER_TICK = TICK_MILLIS * 1_000;

    private final BookPublications publications;
    private final Consumer<SymbolBook> changed;
    private final long depthIdleTicks;
    private final long latestIdleTicks;
    private final SymbolBook[][] wheel = new SymbolBook[WHEEL_TICKS][16];
    private final int[] sizes = new int[WHEEL_TICKS];
    private int waiting;
    private long tick;

    /**
     * A depth is shown after one to two periods without an event, a full book after its interval; a depth interval of more than
     * a period is kept too.
     *
     * @param changed told of every symbol that was shown: what is committed once must not be shown again by a restored job
     */
    IdleSymbols(
            final BookPublications publications,
            final long depthIntervalMicros,
            final long latestIntervalMillis,
            final Consumer<SymbolBook> changed) {
        this.publications = publications;
        this.changed = changed;
        depthIdleTicks = Math.max(1, (depthIntervalMicros + MICROS_PER_TICK - 1) / MICROS_PER_TICK);
        latestIdleTicks = Math.max(1, (latestIntervalMillis + TICK_MILLIS - 1) / TICK_MILLIS);
    }

    /** Notes that a symbol had an event, and lets it wait if that left something to publish. */
    void touched(final SymbolBook symbol) {
        symbol.touchedTick = tick;
        final boolean depth = depthOwed(symbol);
        if (depth || latestOwed(symbol)) {
            final long due = due(symbol, depth);
            if (!symbol.listed) {
                symbol.listed = true;
                waiting++;
                await(symbol, due);
            } else if (due < symbol.dueTick) {
                await(symbol, due);
            }
        }
    }

    private long due(final SymbolBook symbol, final boolean depth) {
        return symbol.touchedTick + 1 + (depth ? Math.min(depthIdleTicks, latestIdleTicks) : latestIdleTicks);
    }

    /** The place where it waited till now, if any, is left as it is: it will not be due there. */
    private void await(final SymbolBook symbol, final long due) {
        symbol.dueTick = Math.min(due, tick + WHEEL_TICKS - 1);
        final int at = (int) (symbol.dueTick % WHEEL_TICKS);
        if (sizes[at] == wheel[at].length) {
            wheel[at] = Arrays.copyOf(wheel[at], 2 * sizes[at]);
        }
        wheel[at][sizes[at]++] = symbol;
    }

    /** Whether a tick would have anything to look at. */
    boolean waiting() {
        return waiting > 0;
    }

    /** Shows what is due of symbols without an event for long enough, and forgets those with nothing left. */
    void tick() {
        tick++;
        final int at = (int) (tick % WHEEL_TICKS);
        final SymbolBook[] list = wheel[at];
        final int size = sizes[at];
        sizes[at] = 0;
        for (int i = 0; i < size; i++) {
            final SymbolBook symbol = list[i];
            list[i] = null;
            if (symbol.listed && symbol.dueTick == tick) {
                look(symbol);
            }
        }
    }

    private void look(final SymbolBook symbol) {
        final long quiet = tick - symbol.touchedTick;
        if (quiet > depthIdleTicks) {
            showDepth(symbol);
        }
        if (quiet > latestIdleTicks) {
            showLatest(symbol);
        }
        final boolean depth = depthOwed(symbol);
        if (depth || latestOwed(symbol)) {
            await(symbol, Math.max(tick + 1, due(symbol, depth)));
        } else {
            symbol.listed = false;
            waiting--;
        }
    }

    /** Shows everything that is still unpublished; for the end of input. */
    void showAll() {
        for (int at = 0; at < WHEEL_TICKS; at++) {
            for (int i = 0; i < sizes[at]; i++) {
                final SymbolBook symbol = wheel[at][i];
                showDepth(symbol);
                showLatest(symbol);
                symbol.listed = false;
            }
            Arrays.fill(wheel[at], 0, sizes[at], null);
            sizes[at] = 0;
        }
        waiting = 0;
    }

    private void showDepth(final SymbolBook symbol) {
        if (depthOwed(symbol)) {
            publications.depth(symbol);
            symbol.state.depthShownSequence = symbol.state.sequence;
            changed.accept(symbol);
        }
    }

    private void showLatest(final SymbolBook symbol) {
        if (latestOwed(symbol)) {
            publications.latest(symbol);
            symbol.state.latestShownSequence = symbol.state.sequence;
            changed.accept(symbol);
        }
    }

    private static boolean depthOwed(final SymbolBook symbol) {
        return symbol.state.depthPending && symbol.state.depthShownSequence != symbol.state.sequence;
    }

    private static boolean latestOwed(final SymbolBook symbol) {
        return symbol.state.latestPending && symbol.state.latestShownSequence != symbol.state.sequence;
    }
}
