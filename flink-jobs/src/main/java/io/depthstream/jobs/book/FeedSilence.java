package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.schemas.avro.TradingState;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Flags books of which nothing is heard any more: all of the subtask when no publisher sends anything, not even a heartbeat;
 * and, where it is asked for, a symbol that trades and has had no event for long.
 *
 * <p>Silence is of the present and never of an event: it shows in the hot store and as a QUALITY record on
 * {@code market.status}, and no record of an event carries it (docs/decisions/0037). It is watched by the processing-time
 * clock, from the first heartbeat on: a replay, which has none, is never silent. One thread; a record costs one store.
 */
final class FeedSilence {
    /** How often a limit is looked at within it. */
    private static final int LOOKS = 4;
    private static final long LEAST_TICK_MILLIS = 20;

    private final long feedMillis;
    private final long symbolMillis;
    private final Collection<SymbolBook> symbols;
    private final Consumer<SymbolBook> changed;
    private boolean armed;
    private boolean heard;
    private boolean silent;
    private long heardMillis;

    /**
     * A watch that has heard nothing yet.
     *
     * @param feedMillis   how long nothing may come before every book is flagged; 0 for never
     * @param symbolMillis how long a trading symbol may have no event before its book is flagged; 0 for never
     * @param symbols      the subtask's symbols, a live view
     * @param changed      told each symbol whose quality may have changed
     */
    FeedSilence(
            final long feedMillis,
            final long symbolMillis,
            final Collection<SymbolBook> symbols,
            final Consumer<SymbolBook> changed) {
        this.feedMillis = feedMillis;
        this.symbolMillis = symbolMillis;
        this.symbols = symbols;
        this.changed = changed;
    }

    /** Notes a record of any kind; before it is processed, so that its own symbol is no longer called silent by it. */
    void record() {
        heard = true;
        if (silent) {
            silent = false;
            flagAll(QualityReason.NONE);
        }
    }

    /** Notes a heartbeat; whether it is the first, from which on {@link #tick} is to be called each {@link #tickMillis}. */
    boolean heartbeat(final long nowMillis) {
        if (armed || feedMillis == 0 && symbolMillis == 0) {
            return false;
        }
        armed = true;
        heardMillis = nowMillis;
        return true;
    }

    /** Returns the time between two ticks, milliseconds. */
    long tickMillis() {
        final long shorter = feedMillis == 0 || symbolMillis > 0 && symbolMillis < feedMillis ? symbolMillis : feedMillis;
        return Math.max(LEAST_TICK_MILLIS, shorter / LOOKS);
    }

    /** Returns whether the subtask hears nothing. */
    boolean silent() {
        return silent;
    }

    /** Looks at what time has come. */
    void tick(final long nowMillis) {
        if (heard) {
            heard = false;
            heardMillis = nowMillis;
        }
        if (!silent && feedMillis > 0 && nowMillis - heardMillis >= feedMillis) {
            silent = true;
            flagAll(QualityReason.FEED_SILENT);
        }
        if (!silent && symbolMillis > 0) {
            symbols.forEach(symbol -> look(symbol, nowMillis));
        }
    }

    /** A symbol that is halted, paused or quoting only is that, and not stale, however long nothing comes of it. */
    private void look(final SymbolBook symbol, final long nowMillis) {
        final boolean moved = symbol.state.sequence != symbol.quietAtSequence;
        final boolean trades = symbol.state.tradingState() == TradingState.TRADING;
        if (moved || !trades || symbol.quietSinceMillis == 0) {
            symbol.quietAtSequence = symbol.state.sequence;
            symbol.quietSinceMillis = nowMillis;
            flag(symbol, QualityReason.NONE);
        } else if (nowMillis - symbol.quietSinceMillis >= symbolMillis) {
            flag(symbol, QualityReason.SYMBOL_SILENT);
        }
    }

    private void flagAll(final QualityReason silence) {
        for (final SymbolBook symbol : symbols) {
            flag(symbol, silence);
        }
    }

    private void flag(final SymbolBook symbol, final QualityReason silence) {
        if (symbol.silence != silence && !symbol.marketWide) {
            symbol.silence = silence;
            changed.accept(symbol);
        }
    }
}
