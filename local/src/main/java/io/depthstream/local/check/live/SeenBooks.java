package io.depthstream.local.check.live;

import io.depthstream.schemas.avro.BookLatest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The full books of a running job, as far as a comparison at some sequence of the venue needs them: of each symbol the newest
 * before a round began, and what came since.
 *
 * <p>At most {@value #MOST_A_SYMBOL} records a symbol and round; of one that has more the oldest go. One thread.
 */
final class SeenBooks {
    /** Most records kept of a symbol in one round. */
    static final int MOST_A_SYMBOL = 64;

    private final Map<String, List<BookLatest>> bySymbol = new HashMap<>();
    private final Map<Integer, Progress> partitions = new HashMap<>();

    /** How far the records of one partition are. */
    private static final class Progress {
        private long highest;
        private long lastRecordNanos;
        private long beyondSinceNanos;
        private boolean beyond;
    }

    /** Takes a record. */
    void add(final int partition, final BookLatest book, final long nowNanos) {
        final Progress progress = partitions.computeIfAbsent(partition, p -> new Progress());
        progress.highest = Math.max(progress.highest, book.getSequence());
        progress.lastRecordNanos = nowNanos;
        final List<BookLatest> books = bySymbol.computeIfAbsent(book.getSymbol(), s -> new ArrayList<>(2));
        if (!books.isEmpty() && !books.get(0).getSession().equals(book.getSession())) {
            books.clear();
            progress.highest = book.getSequence();
        }
        if (books.size() == MOST_A_SYMBOL) {
            books.remove(0);
        }
        books.add(book);
    }

    /** Begins a round: only the newest of each symbol is kept. */
    void begin() {
        for (final List<BookLatest> books : bySymbol.values()) {
            final BookLatest newest = books.get(books.size() - 1);
            books.clear();
            books.add(newest);
        }
        partitions.values().forEach(progress -> progress.beyond = false);
    }

    /**
     * Whether every partition has shown, for so long, a book beyond a sequence, or no book at all for longer: then a symbol's
     * newest book up to that sequence is what the job had then.
     *
     * @param expected partitions there are; one that has shown nothing yet is not settled
     */
    boolean settled(
            final int expected, final long asOf, final long settleNanos, final long quietNanos, final long nowNanos) {
        boolean all = partitions.size() >= expected;
        for (final Progress progress : partitions.values()) {
            if (!progress.beyond && progress.highest > asOf) {
                progress.beyond = true;
                progress.beyondSinceNanos = nowNanos;
            }
            all &= progress.beyond
                ? nowNanos - progress.beyondSinceNanos >= settleNanos : nowNanos - progress.lastRecordNanos >= quietNanos;
        }
        return all;
    }

    /** Returns the symbols that have a book. */
    Iterable<String> symbols() {
        return bySymbol.keySet();
    }

    /** Returns the newest book up to a sequence; null where there is none. */
    BookLatest upTo(final String symbol, final long asOf) {
        BookLatest found = null;
        for (final BookLatest book : bySymbol.getOrDefault(symbol, List.of())) {
            if (book.getSequence() <= asOf) {
                found = book;
            }
        }
        return found;
    }

    /** Returns the first book beyond a sequence; null where there is none. */
    BookLatest beyond(final String symbol, final long asOf) {
        for (final BookLatest book : bySymbol.getOrDefault(symbol, List.of())) {
            if (book.getSequence() > asOf) {
                return book;
            }
        }
        return null;
    }
}
