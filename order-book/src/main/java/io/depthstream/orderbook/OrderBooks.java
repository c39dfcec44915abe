package io.depthstream.orderbook;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The books of many symbols over one shared order table, so that orders which arrive together lie together
 * in memory whatever their symbols. Of one thread; allocates only when something grows.
 */
public final class OrderBooks {
    private final Map<String, OrderBook> books = new HashMap<>();
    private final OrderTable table;
    private final FoundOrder found = new FoundOrder();
    private final Scratch scratch = new Scratch();
    private int strayOrders;

    /**
     * @param expectedOrders live orders to make room for at once (0 is fine): the table grows past them, but does
     *     not shrink below, so a good estimate spares a day its growth pauses
     */
    public OrderBooks(final int expectedOrders) {
        if (expectedOrders < 0 || expectedOrders > OrderLimits.MAX_ORDERS) {
            throw new IllegalArgumentException("expectedOrders must be 0 to " + OrderLimits.MAX_ORDERS
                    + ", was " + expectedOrders);
        }
        table = new OrderTable(expectedOrders);
    }

    /** The book of a symbol, created empty at the first call. */
    public OrderBook open(final String symbol) {
        OrderBook book = books.get(symbol);
        if (book == null) {
            book = new OrderBook(symbol, this, table);
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
        return (long) table.size() + strayOrders;
    }

    /** Price levels of all books. */
    public long levels() {
        long levels = 0;
        for (final OrderBook book : books.values()) {
            levels += (long) book.levels(BookSide.BID) + book.levels(BookSide.ASK);
        }
        return levels;
    }

    /**
     * Bytes of every structure behind the books: order table, levels, queues, change lists and the book objects,
     * with 64-bit headers and compressed references; not the symbols. Walks all books.
     */
    public long memoryBytes() {
        long bytes = table.memoryBytes() + scratch.memoryBytes();
        for (final OrderBook book : books.values()) {
            bytes += book.memoryBytes();
        }
        return bytes;
    }

    Scratch scratch() {
        return scratch;
    }

    FoundOrder found() {
        return found;
    }

    OrderTable table() {
        return table;
    }

    void countStrays(final int change) {
        strayOrders += change;
    }
}
