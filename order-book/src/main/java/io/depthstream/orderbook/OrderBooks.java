package io.depthstream.orderbook;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The books of many symbols over one shared pool of orders and one table of levels. Of one thread; allocates only when something grows.
 */
public final class OrderBooks {
    private final Map<String, OrderBook> books = new HashMap<>();
    private final OrderPool pool;
    private final OrderIndex index;
    private final LevelTable levels;
    private final Scratch scratch = new Scratch();
    private int opened;

    /**
     * @param expectedOrders live orders to make room for at once (0 is fine): the table grows past them, but does
     *     not shrink below, so a good estimate spares a day its growth pauses
     */
    public OrderBooks(final int expectedOrders) {
        if (expectedOrders < 0 || expectedOrders > OrderLimits.MAX_ORDERS) {
            throw new IllegalArgumentException("expectedOrders must be 0 to " + OrderLimits.MAX_ORDERS
                    + ", was " + expectedOrders);
        }
        pool = new OrderPool(expectedOrders);
        index = new OrderIndex(pool, expectedOrders);
        levels = new LevelTable(pool);
    }

    /** The book of a symbol, created empty at the first call. */
    public OrderBook open(final String symbol) {
        OrderBook book = books.get(symbol);
        if (book == null) {
            book = new OrderBook(symbol, ++opened, this);
            books.put(symbol, book);
        }
        return book;
    }

    /** The book of a symbol, or null if it was never opened. */
    public OrderBook find(final String symbol) {
        return books.get(symbol);
    }

    /** Empties the book of a symbol and forgets it; the book object must not be used afterwards. */
    public void close(final String symbol) {
        final OrderBook book = books.remove(symbol);
        if (book != null) {
            book.clear();
        }
    }

    /** Shows every open book, in no particular order. */
    public void forEach(final Consumer<OrderBook> consumer) {
        books.values().forEach(consumer);
    }

    /** How many books are open. */
    public int size() {
        return books.size();
    }

    /** Orders resting in all books. */
    public long liveOrders() {
        return pool.live();
    }

    /** Price levels of all books. */
    public long levels() {
        return levels.live();
    }

    /**
     * Bytes of every structure behind the books: orders, levels, indexes, change lists and the book objects,
     * with 64-bit headers and compressed references; not the symbols. Walks all books.
     */
    public long memoryBytes() {
        long bytes = pool.memoryBytes() + index.memoryBytes() + levels.memoryBytes() + scratch.memoryBytes();
        for (final OrderBook book : books.values()) {
            bytes += book.memoryBytes();
        }
        return bytes;
    }

    Scratch scratch() {
        return scratch;
    }

    OrderPool pool() {
        return pool;
    }

    OrderIndex index() {
        return index;
    }

    LevelTable levelTable() {
        return levels;
    }

    /** Gives back what pool and level table have too much of; after orders left. Numbers of orders and levels change. */
    void giveBack() {
        if (pool.sparse()) {
            final int[] moved = pool.move();
            index.renumber(moved);
            levels.renumberOrders(moved);
            books.values().forEach(book -> book.renumberOrders(moved));
        }
        if (levels.sparse()) {
            final int[] moved = levels.move();
            pool.renumberLevels(moved);
            books.values().forEach(book -> book.renumberLevels(moved));
        }
    }
}
