package io.depthstream.local.run;

import com.kx.c;
import io.depthstream.local.check.BookComparison;
import io.depthstream.local.check.BookDepth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what kdb+ holds, as a quant would, and compares it with the truth. One thread. */
public final class KdbCheck implements AutoCloseable {
    private final c connection;

    /** Connects to a kdb+ on this machine that has the suite's tables. */
    public KdbCheck(final int port) throws IOException {
        try {
            connection = new c("127.0.0.1", port, "depthstream-check");
        } catch (final c.KException refused) {
            throw new IOException("kdb+ at port " + port + " refuses the connection: " + refused.getMessage(), refused);
        }
    }

    /** Rows in the table of trades. */
    public long trades() throws IOException {
        return ((Number) ask("count trade")).longValue();
    }

    /**
     * Rows of a table, and how many of them are another row again by (sym, session, seq).
     *
     * @param table one whose rows that key tells apart, such as {@code quote}
     */
    public long[] rowsAndRepeats(final String table) throws IOException {
        return (long[]) ask("{(count x;(count x)-count distinct select sym,session,seq from x)}" + table);
    }

    /** Compares the trades by sequence and shares, and the newest books level by level. */
    public StoreReport compare(final Map<Long, Long> trades, final Map<String, BookDepth> books) throws IOException {
        final c.Flip held = (c.Flip) ask("select seq,size from trade");
        final long[] sequences = (long[]) held.at("seq");
        final long[] sizes = (long[]) held.at("size");
        final Map<Long, Long> left = new HashMap<>(trades);
        final Map<Long, Long> seen = new HashMap<>();
        long duplicates = 0;
        long differences = 0;
        for (int i = 0; i < sequences.length; i++) {
            final Long shares = left.remove(sequences[i]);
            if (seen.put(sequences[i], sizes[i]) != null) {
                duplicates++;
            } else if (shares == null || shares != sizes[i]) {
                differences++;
            }
        }
        return new StoreReport(sequences.length, left.size(), duplicates,
            differences + BookComparison.of(books, books()).differences());
    }

    private Map<String, BookDepth> books() throws IOException {
        final c.Flip held = (c.Flip) ask("select sym,bids,bsizes,borders,asks,asizes,aorders from 0!book where not sym=`$\"*\"");
        final String[] symbols = (String[]) held.at("sym");
        final Map<String, BookDepth> books = new TreeMap<>();
        for (int i = 0; i < symbols.length; i++) {
            books.put(symbols[i], new BookDepth(
                levels(held, "bids", "bsizes", "borders", i), levels(held, "asks", "asizes", "aorders", i)));
        }
        return books;
    }

    private static List<BookDepth.Level> levels(
            final c.Flip held, final String prices, final String sizes, final String orders, final int row) {
        final long[] price = (long[]) ((Object[]) held.at(prices))[row];
        final long[] size = (long[]) ((Object[]) held.at(sizes))[row];
        final int[] order = (int[]) ((Object[]) held.at(orders))[row];
        final List<BookDepth.Level> levels = new ArrayList<>(price.length);
        for (int i = 0; i < price.length; i++) {
            levels.add(new BookDepth.Level(price[i], size[i], order[i]));
        }
        return levels;
    }

    private Object ask(final String question) throws IOException {
        try {
            return connection.k(question);
        } catch (final c.KException signal) {
            throw new IOException("kdb+ answers '" + signal.getMessage() + " to " + question, signal);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
