package io.depthstream.orderbook;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a book is sound: levels strictly sorted and never empty, each level's shares the sum of its orders,
 * every queued order found in the index at that price and side,
 * linked both ways, and all counts agreeing. For tests and checkers: reads
 * everything, allocates freely.
 */
public final class BookInvariants {
    private BookInvariants() {
    }

    /**
     * Checks one book.
     *
     * @throws AssertionError listing every rule that is broken
     */
    public static void check(final OrderBook book) {
        final List<String> broken = new ArrayList<>();
        final long orders = checkSide(book, BookSide.BID, broken) + checkSide(book, BookSide.ASK, broken);
        if (orders != book.liveOrders()) {
            broken.add("queues hold " + orders + " orders, the book counts " + book.liveOrders());
        }
        report(book.toString(), broken);
    }

    /**
     * Checks all books and the tables they share.
     *
     * @throws AssertionError listing every rule that is broken
     */
    public static void check(final OrderBooks books) {
        final long[] live = new long[1];
        final long[] counted = new long[1];
        books.forEach(book -> {
            check(book);
            live[0] += book.liveOrders();
            counted[0] += book.levels(BookSide.BID) + book.levels(BookSide.ASK);
        });
        final List<String> broken = new ArrayList<>();
        if (live[0] != books.liveOrders()) {
            broken.add("books count " + live[0] + " orders, the pool " + books.liveOrders());
        }
        if (books.index().size() > books.pool().live()) {
            broken.add(books.index().size() + " orders in the index of " + books.pool());
        }
        if (counted[0] != books.levels()) {
            broken.add("books count " + counted[0] + " levels, their table " + books.levels());
        }
        report("order books", broken);
    }

    private static long checkSide(final OrderBook book, final BookSide side, final List<String> broken) {
        final LevelLadder ladder = book.ladder(side);
        long orders = 0;
        for (int level = 0; level < ladder.levels(); level++) {
            final long price = ladder.price(level);
            if (level > 0 && ladder.key(price) <= ladder.key(ladder.price(level - 1))) {
                broken.add(side + " level " + price + " is out of order");
            }
            if (ladder.orders(level) == 0) {
                broken.add(side + " level " + price + " is empty");
            }
            orders += ladder.orders(level);
            checkQueue(book, side, level, broken);
        }
        return orders;
    }

    private static void checkQueue(
            final OrderBook book, final BookSide side, final int level, final List<String> broken) {
        final LevelLadder ladder = book.ladder(side);
        final OrderPool pool = book.pool();
        final long price = ladder.price(level);
        if (book.levelTable().find(book.number(), LevelTable.key(side, price)) != ladder.number(level)) {
            broken.add(side + " level " + price + " is not found by its price");
        }
        long shares = 0;
        int orders = 0;
        int before = 0;
        for (int record = ladder.first(level); record != 0; record = pool.behind(record)) {
            final long ref = pool.reference(record);
            if (pool.before(record) != before) {
                broken.add("order " + ref + " is not linked to the one before it");
            }
            if (book.orderPrice(ref) != price || book.orderSide(ref) != side) {
                broken.add("order " + ref + " is queued at " + side + ' ' + price + ", the index says "
                        + book.orderSide(ref) + ' ' + book.orderPrice(ref));
            }
            shares += book.orderShares(ref);
            orders++;
            before = record;
        }
        if (book.levelTable().last(ladder.number(level)) != before || orders != ladder.orders(level)) {
            broken.add(side + " level " + price + " counts " + ladder.orders(level) + " orders, its queue holds " + orders);
        }
        if (shares != ladder.shares(level)) {
            broken.add(side + " level " + price + " shows " + ladder.shares(level)
                    + " shares, its orders sum to " + shares);
        }
    }

    private static void report(final String what, final List<String> broken) {
        if (!broken.isEmpty()) {
            throw new AssertionError(what + ": " + String.join("; ", broken));
        }
    }
}
