package io.depthstream.local.check;

import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.orderbook.reference.ReferenceBook;
import io.depthstream.schemas.avro.BookLatest;
import java.util.ArrayList;
import java.util.List;

/**
 * Every price level of one symbol, wherever it comes from: what {@link BookComparison} compares. Immutable.
 *
 * @param bids best first
 * @param asks best first
 */
public record BookDepth(List<Level> bids, List<Level> asks) {

    /** A book without orders. */
    public static final BookDepth EMPTY = new BookDepth(List.of(), List.of());

    /**
     * One price level.
     *
     * @param price  in the venue's scale, four decimal places for ITCH
     * @param shares of all its orders
     * @param orders their number
     */
    public record Level(long price, long shares, int orders) {
    }

    /** Takes copies, so that the record stays as it is. */
    public BookDepth {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** The depth of a record of {@code market.book.latest}. */
    public static BookDepth of(final BookLatest book) {
        return new BookDepth(
            levels(book.getSymbol(), "bid", book.getBidPrices(), book.getBidShares(), book.getBidOrders()),
            levels(book.getSymbol(), "ask", book.getAskPrices(), book.getAskShares(), book.getAskOrders()));
    }

    /** The depth of the plain book. */
    public static BookDepth of(final ReferenceBook book) {
        return new BookDepth(levels(book, BookSide.BID), levels(book, BookSide.ASK));
    }

    /** The depth of the fast book. */
    public static BookDepth of(final OrderBook book) {
        return new BookDepth(levels(book, BookSide.BID), levels(book, BookSide.ASK));
    }

    /** Whether neither side holds an order. */
    public boolean isEmpty() {
        return bids.isEmpty() && asks.isEmpty();
    }

    private static List<Level> levels(final ReferenceBook book, final BookSide side) {
        return book.levels(side).stream()
            .map(level -> new Level(level.price(), level.shares(), level.orders())).toList();
    }

    private static List<Level> levels(final OrderBook book, final BookSide side) {
        final List<Level> levels = new ArrayList<>(book.levels(side));
        for (int i = 0; i < book.levels(side); i++) {
            levels.add(new Level(book.price(side, i), book.shares(side, i), book.orders(side, i)));
        }
        return levels;
    }

    private static List<Level> levels(final CharSequence symbol, final String side, final List<Long> prices,
                                      final List<Long> shares, final List<Integer> orders) {
        if (prices.size() != shares.size() || prices.size() != orders.size()) {
            throw new IllegalArgumentException("book of " + symbol + ": expected as many " + side + " shares and orders as "
                + "prices (" + prices.size() + "), found " + shares.size() + " and " + orders.size());
        }
        final List<Level> levels = new ArrayList<>(prices.size());
        for (int i = 0; i < prices.size(); i++) {
            levels.add(new Level(prices.get(i), shares.get(i), orders.get(i)));
        }
        return levels;
    }
}
