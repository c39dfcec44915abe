package io.depthstream.orderbook;

import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a book is sound: levels strictly sorted and never empty, each level's shares the sum of its orders,
 * every queued order found in the table at that price and side, and all counts agreeing. For tests and checkers: reads
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
     * Checks all books and the order table they share.
     *
     * @throws AssertionError listing every rule that is broken
     */
    public static void check(final OrderBooks books) {
        final long[] live = new long[1];
        books.forEach(book -> {
            check(book);
            live[0] += book.liveOrders();
        });
        final List<String> broken = new ArrayList<>();
        if (live[0] != books.liveOrders()) {
            broken.add("books count " + live[0] + " orders, the tables " + books.liveOrders());
        }
        final int reachable = books.table().countReachable();
        if (reachable != books.table().size()) {
            broken.add(reachable + " of " + books.table().size() + " orders can be found in " + books.table());
        }
        report("order books", broken);
    }

    private static long checkSide(final OrderBook book, final BookSide side, final List<String> broken) {
        final LevelLadder ladder = book.ladder(side);
        if (ladder.freeWords() < 0 || ladder.freeWords() >= ladder.usedWords()) {
            broken.add(side + ": " + ladder.freeWords() + " free of " + ladder.usedWords() + " queue words");
        }
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
        long shares = 0;
        for (int i = 0; i < ladder.orders(level); i++) {
            final long ref = ladder.reference(level, i);
            if (i > 0 && ladder.claimsAscending(level) && ref <= ladder.reference(level, i - 1)) {
                broken.add("order " + ref + " is out of order in a queue that claims to ascend");
            }
            if (book.orderPrice(ref) != ladder.price(level) || book.orderSide(ref) != side) {
                broken.add("order " + ref + " is queued at " + side + ' ' + ladder.price(level) + ", the table says "
                        + book.orderSide(ref) + ' ' + book.orderPrice(ref));
            }
            shares += book.orderShares(ref);
        }
        if (shares != ladder.shares(level)) {
            broken.add(side + " level " + ladder.price(level) + " shows " + ladder.shares(level)
                    + " shares, its orders sum to " + shares);
        }
    }

    private static void report(final String what, final List<String> broken) {
        if (!broken.isEmpty()) {
            throw new AssertionError(what + ": " + String.join("; ", broken));
        }
    }
}
