package io.depthstream.local.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between the true books and the books a system under test has, over the full depth of every symbol.
 *
 * <p>Levels are matched by price, so that one lost level counts as one difference and not as a shift of all behind it.
 * A symbol that truly has orders and has no book at all counts as missing and each of its levels as a difference; a
 * symbol that truly has none may be absent. Immutable.
 *
 * @param symbols          symbols compared: all that either side knows
 * @param levels           true price levels compared, both sides of all symbols; 0 means that nothing was checked
 * @param differences      levels that are absent, extra, out of order, or have other shares or order counts
 * @param missing          symbols that truly have orders and have no book
 * @param differingSymbols symbols with at least one difference, sorted
 * @param first            the first differences in words, at most {@value #MOST_LISTED}
 */
public record BookComparison(
    int symbols,
    long levels,
    long differences,
    int missing,
    Set<String> differingSymbols,
    List<String> first) {

    /** Most differences told in words. */
    public static final int MOST_LISTED = 20;

    /** Takes copies, so that the record stays as it is. */
    public BookComparison {
        differingSymbols = Set.copyOf(differingSymbols);
        first = List.copyOf(first);
    }

    /** Compares books by symbol; prices are told with four decimal places. */
    public static BookComparison of(final Map<String, BookDepth> truth, final Map<String, BookDepth> found) {
        final Count count = new Count();
        final Set<String> symbols = new TreeSet<>(truth.keySet());
        symbols.addAll(found.keySet());
        for (final String symbol : symbols) {
            final BookDepth expected = truth.getOrDefault(symbol, BookDepth.EMPTY);
            final BookDepth actual = found.get(symbol);
            if (actual == null && !expected.isEmpty()) {
                count.missing++;
            }
            final BookDepth given = actual == null ? BookDepth.EMPTY : actual;
            count.levels += expected.bids().size() + expected.asks().size();
            count.side(symbol, "bid", expected.bids(), given.bids(), -1);
            count.side(symbol, "ask", expected.asks(), given.asks(), 1);
        }
        return new BookComparison(
            symbols.size(), count.levels, count.differences, count.missing, count.symbols, count.first);
    }

    /** Whether every book is exact. True of an empty comparison too: ask {@link #levels} as well. */
    public boolean exact() {
        return differences == 0 && missing == 0;
    }

    /** The verdict in a few lines: a summary, then the first differences. */
    public String report() {
        final StringBuilder text = new StringBuilder();
        text.append(symbols).append(" symbols, ").append(levels).append(" levels compared: ");
        if (exact()) {
            return text.append("no difference").toString();
        }
        text.append(differences).append(" differences in ").append(differingSymbols.size()).append(" symbols, ")
            .append(missing).append(" symbols without a book");
        first.forEach(line -> text.append(System.lineSeparator()).append("  ").append(line));
        if (differences > first.size()) {
            text.append(System.lineSeparator()).append("  … and ").append(differences - first.size()).append(" more");
        }
        return text.toString();
    }

    /** Counts while the symbols pass by. */
    private static final class Count {

        private final Set<String> symbols = new TreeSet<>();
        private final List<String> first = new ArrayList<>();
        private long levels;
        private long differences;
        private int missing;

        /** Walks both sides in step; {@code direction} is 1 where better prices are lower, -1 where they are higher. */
        private void side(final String symbol, final String side, final List<BookDepth.Level> expected,
                          final List<BookDepth.Level> found, final int direction) {
            int e = 0;
            int f = 0;
            while (e < expected.size() || f < found.size()) {
                if (f > 0 && f < found.size()
                    && (found.get(f).price() - found.get(f - 1).price()) * direction <= 0) {
                    differ(symbol, side, "found level " + (f + 1) + " out of order: " + text(found.get(f))
                        + " behind " + text(found.get(f - 1)));
                    f++;
                    continue;
                }
                final int order = f == found.size() ? -1 : e == expected.size() ? 1
                    : Long.compare(expected.get(e).price() * direction, found.get(f).price() * direction);
                if (order < 0) {
                    differ(symbol, side, "expected level " + (e + 1) + " " + text(expected.get(e)) + ", found none");
                    e++;
                } else if (order > 0) {
                    differ(symbol, side, "expected no level at the price of found level " + (f + 1) + " "
                        + text(found.get(f)));
                    f++;
                } else {
                    if (!expected.get(e).equals(found.get(f))) {
                        differ(symbol, side, "expected level " + (e + 1) + " " + text(expected.get(e)) + ", found "
                            + text(found.get(f)));
                    }
                    e++;
                    f++;
                }
            }
        }

        private void differ(final String symbol, final String side, final String what) {
            differences++;
            symbols.add(symbol);
            if (first.size() < MOST_LISTED) {
                first.add(symbol + " " + side + ": " + what);
            }
        }

        private static String text(final BookDepth.Level level) {
            final String sign = level.price() < 0 ? "-" : "";
            final long price = Math.abs(level.price());
            final String fraction = String.valueOf(10_000 + price % 10_000).substring(1);
            return sign + price / 10_000 + "." + fraction + " × " + level.shares() + " in " + level.orders()
                + (level.orders() == 1 ? " order" : " orders");
        }
    }
}
