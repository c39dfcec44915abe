package io.depthstream.jobs.analytics;

import java.util.Arrays;

/**
 * Symbols by when something is due for them: a binary heap in which each knows its place, so that a change costs a few
 * swaps. One thread; allocates only while it grows.
 */
final class DueSymbols {

    private SymbolAnalytics[] heap = new SymbolAnalytics[64];
    private int size;

    /** The symbol that is due first, or null when none is. */
    SymbolAnalytics first() {
        return size == 0 ? null : heap[0];
    }

    /** Notes when a symbol is due; {@link BarSeries#NEVER} takes it out. */
    void put(final SymbolAnalytics symbol, final long due) {
        if (symbol.heapIndex < 0) {
            if (due == BarSeries.NEVER) {
                return;
            }
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            symbol.heapDue = due;
            place(symbol, size++);
            up(symbol);
        } else if (due == BarSeries.NEVER) {
            remove(symbol);
        } else if (due < symbol.heapDue) {
            symbol.heapDue = due;
            up(symbol);
        } else if (due > symbol.heapDue) {
            symbol.heapDue = due;
            down(symbol);
        }
    }

    private void remove(final SymbolAnalytics symbol) {
        final int at = symbol.heapIndex;
        final SymbolAnalytics last = heap[--size];
        heap[size] = null;
        symbol.heapIndex = -1;
        if (last != symbol) {
            place(last, at);
            up(last);
            down(last);
        }
    }

    private void place(final SymbolAnalytics symbol, final int at) {
        heap[at] = symbol;
        symbol.heapIndex = at;
    }

    private void up(final SymbolAnalytics symbol) {
        int at = symbol.heapIndex;
        while (at > 0 && symbol.heapDue < heap[(at - 1) / 2].heapDue) {
            place(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        place(symbol, at);
    }

    private void down(final SymbolAnalytics symbol) {
        int at = symbol.heapIndex;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].heapDue < heap[child].heapDue) {
                child++;
            }
            if (heap[child].heapDue >= symbol.heapDue) {
                break;
            }
            place(heap[child], at);
            at = child;
        }
        place(symbol, at);
    }
}
