package io.depthstream.local.run;

import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import io.depthstream.local.view.BookView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a subscriber to a hot store has been told: the newest state of each symbol, and how often it was told what it
 * already knew. Taken in on the client's thread; read from any.
 */
public final class HotStates {
    private static final String SEQUENCE = "\"sequence\":";
    private static final String REVISION = "\"revision\":";

    private final Map<String, State> newest = new ConcurrentHashMap<>();
    private final AtomicLong repeats = new AtomicLong();

    private record State(long sequence, long revision, String json) {
        boolean after(final State other) {
            return sequence != other.sequence ? sequence > other.sequence : revision > other.revision;
        }
    }

    /** Takes a state as the store's channel gave it; one that is not newer than the symbol's last is a repeat. */
    public void take(final String symbol, final String json) {
        final State state = new State(number(json, SEQUENCE), number(json, REVISION), json);
        newest.merge(symbol, state, (before, now) -> {
            if (now.after(before)) {
                return now;
            }
            repeats.incrementAndGet();
            return before;
        });
    }

    /** Returns how often a state came that was not newer than the symbol's last. */
    public long repeats() {
        return repeats.get();
    }

    /**
     * Compares the newest states with the best levels of the true books, as many as a state holds.
     *
     * @param levels most levels a side of a state
     */
    public StoreReport compare(final Map<String, BookDepth> truth, final int levels) {
        final Map<String, BookDepth> found = new TreeMap<>();
        newest.forEach((symbol, state) -> found.put(symbol, depth(BookView.parse(state.json()))));
        final Map<String, BookDepth> best = new TreeMap<>();
        truth.forEach((symbol, book) -> best.put(symbol, new BookDepth(
            book.bids().subList(0, Math.min(levels, book.bids().size())),
            book.asks().subList(0, Math.min(levels, book.asks().size())))));
        found.keySet().retainAll(truth.keySet());
        final BookComparison comparison = BookComparison.of(best, found);
        return new StoreReport(found.size(), comparison.missing(), repeats.get(), comparison.differences());
    }

    private static BookDepth depth(final BookView view) {
        return new BookDepth(levels(view.bids()), levels(view.asks()));
    }

    private static List<BookDepth.Level> levels(final List<BookView.Level> levels) {
        return levels.stream().map(level -> new BookDepth.Level(
            level.price().unscaledValue().longValueExact(), level.shares(), (int) level.orders())).toList();
    }

    private static long number(final String json, final String name) {
        final int key = json.indexOf(name);
        long value = 0;
        for (int i = key + name.length(); key >= 0 && i < json.length() && Character.isDigit(json.charAt(i)); i++) {
            value = value * 10 + json.charAt(i) - '0';
        }
        return value;
    }
}
