package io.depthstream.jobs.book.state;

import io.depthstream.orderbook.OrderBooks;
import io.depthstream.orderbook.ReadAhead;
import java.util.List;

/**
 * Asks the memory for what a flush will read of its next symbols, all of them together: at a barrier most of what changed
 * since the last one has left the caches, and a symbol alone waits for one read after the other (docs/decisions/0091).
 *
 * <p>A hint, it changes nothing. One thread; allocates nothing after construction.
 */
final class FlushAhead {

    /** Symbols read together: with a few orders each, what they need still fits the nearest caches. */
    static final int SYMBOLS = 32;
    private static final int MOST_ORDERS = 512;

    private final ReadAhead orders;
    /** What was read, in one number: writing it keeps the compiler from dropping the reads. */
    private long folded;

    FlushAhead(final OrderBooks books) {
        orders = new ReadAhead(books, MOST_ORDERS);
    }

    /** Reads ahead for the symbols of a list from a place on, {@link #SYMBOLS} at most. */
    void read(final List<SymbolBook> symbols, final int from) {
        final int end = Math.min(symbols.size(), from + SYMBOLS);
        long read = 0;
        // One read that may miss in each loop and next to nothing else, so that many are under way together.
        for (int i = from; i < end; i++) {
            read += symbols.get(i).touch();
        }
        for (int i = from; i < end; i++) {
            read += symbols.get(i).state.touch();
        }
        for (int i = from; i < end; i++) {
            read += symbols.get(i).book.changedSinceMark() ? 1 : 0;
        }
        for (int i = from; i < end; i++) {
            orders.changed(symbols.get(i).book);
        }
        orders.fetchChanged();
        folded += read;
    }
}
