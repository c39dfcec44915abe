package io.depthstream.jobs.book.state;

import io.depthstream.orderbook.CorruptBookException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Fills symbols from what keyed state has of them, value after value. One thread. */
final class RestoredBooks {

    private final Function<String, SymbolBook> open;
    private final SymbolStateFormat format = new SymbolStateFormat();
    private final Map<String, SymbolBook> symbols = new LinkedHashMap<>();

    /** @param open gives the empty symbol to fill */
    RestoredBooks(final Function<String, SymbolBook> open) {
        this.open = open;
    }

    /** Everything read so far. */
    Collection<SymbolBook> symbols() {
        return symbols.values();
    }

    /** Takes the next value of a key group, its base first. */
    void segment(final byte[] value) throws Exception {
        KeyGroupSegment.read(value, (name, entry) -> {
            final SymbolBook symbol = symbols.computeIfAbsent(name, open);
            read(symbol, entry);
            symbol.written = true;
        });
    }

    /** Takes a key group as builds before 0100 kept it: its base, and deltas, which may be null. */
    void group(final byte[] base, final Iterable<byte[]> deltas) throws Exception {
        segment(base);
        if (deltas != null) {
            for (final byte[] delta : deltas) {
                segment(delta);
            }
        }
    }

    /** Takes a symbol as builds before 0095 kept it: a base and deltas of its own, which may be null. */
    void alone(final String name, final byte[] base, final Iterable<byte[]> deltas) {
        final SymbolBook symbol = symbols.computeIfAbsent(name, open);
        read(symbol, new KeyGroupSegment.Entry(base, 0, base.length, true));
        if (deltas != null) {
            for (final byte[] delta : deltas) {
                read(symbol, new KeyGroupSegment.Entry(delta, 0, delta.length, false));
            }
        }
    }

    /** Takes what is held back for a symbol. */
    void pending(final String name, final byte[] value) {
        final SymbolBook symbol = symbols.get(name);
        if (symbol == null) {
            throw new CorruptStateException("input is held back for symbol " + name
                    + ", of which there is no book; restore an older checkpoint");
        }
        try {
            symbol.pending = PendingFormat.read(name, value);
        } catch (final CorruptStateException | IllegalArgumentException e) {
            throw unreadable(symbol, e);
        }
    }

    private void read(final SymbolBook symbol, final KeyGroupSegment.Entry entry) {
        try {
            final int end = entry.offset() + entry.length();
            final int at = format.read(entry.value(), entry.offset(), entry.length(), symbol.state);
            if (entry.whole()) {
                symbol.book.readBase(entry.value(), at, end - at);
            } else if (at < end) {
                symbol.book.applyDelta(entry.value(), at, end - at);
            }
        } catch (final CorruptBookException | CorruptStateException | IllegalArgumentException e) {
            throw unreadable(symbol, e);
        }
    }

    private static CorruptStateException unreadable(final SymbolBook symbol, final RuntimeException e) {
        return new CorruptStateException("state of symbol " + symbol.symbol + " can't be read: " + e.getMessage()
                + "; restore an older checkpoint", e);
    }
}
