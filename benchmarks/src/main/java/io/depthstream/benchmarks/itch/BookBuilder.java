package io.depthstream.benchmarks.itch;

import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.ItchMessage;
import io.depthstream.ingest.itch.OrderCancel;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.OrderReplace;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.orderbook.Applied;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.orderbook.OrderBooks;

/**
 * Applies order messages to the by-order book of their stock locate. What concerns no order is passed over. One thread;
 * allocates for a symbol's first message and where a book grows.
 */
public final class BookBuilder implements ItchListener {
    private static final int LOCATES = 1 << 16;
    private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private final OrderBook[] byLocate = new OrderBook[LOCATES];
    private final OrderBooks books;
    private final TopPublication top;
    private long rejected;

    /**
     * A builder of empty books.
     *
     * @param expectedOrders live orders to make room for at once
     * @param top            where changes of the best bid and offer go, or null for none
     */
    public BookBuilder(final int expectedOrders, final TopPublication top) {
        books = new OrderBooks(expectedOrders);
        this.top = top;
    }

    /** The books. */
    public OrderBooks books() {
        return books;
    }

    /** Messages a book refused: 0 for a valid stream. */
    public long rejected() {
        return rejected;
    }

    /** Hash of every book's state, in the order of stock locates. */
    public long hash() {
        long hash = 0;
        for (int locate = 0; locate < LOCATES; locate++) {
            if (byLocate[locate] != null) {
                hash = (hash + locate) * HASH_FACTOR + byLocate[locate].hash();
            }
        }
        return hash;
    }

    /** The book of a stock locate, or null before its first message. */
    OrderBook book(final int locate) {
        return byLocate[locate];
    }

    private OrderBook open(final int locate, final String symbol) {
        final OrderBook book = books.open(symbol);
        byLocate[locate] = book;
        return book;
    }

    private void applied(final Applied answer, final OrderBook book, final ItchMessage message) {
        if (answer != Applied.OK) {
            rejected++;
        } else if (top != null) {
            top.onChange(book, message.stockLocate(), message.timestamp());
        }
    }

    static BookSide side(final char buySell) {
        return buySell == 'B' ? BookSide.BID : BookSide.ASK;
    }

    @Override
    public void onStockDirectory(final StockDirectory m) {
        open(m.stockLocate(), m.stock());
    }

    @Override
    public void onAddOrder(final AddOrder m) {
        final OrderBook known = byLocate[m.stockLocate()];
        final OrderBook book = known != null ? known : open(m.stockLocate(), m.stock());
        applied(book.add(m.orderReferenceNumber(), side(m.buySellIndicator()), m.price(), m.shares()), book, m);
    }

    @Override
    public void onAddOrderMpid(final AddOrderMpid m) {
        final OrderBook known = byLocate[m.stockLocate()];
        final OrderBook book = known != null ? known : open(m.stockLocate(), m.stock());
        applied(book.add(m.orderReferenceNumber(), side(m.buySellIndicator()), m.price(), m.shares()), book, m);
    }

    @Override
    public void onOrderExecuted(final OrderExecuted m) {
        final OrderBook book = byLocate[m.stockLocate()];
        applied(book == null ? Applied.UNKNOWN_ORDER : book.execute(m.orderReferenceNumber(), m.executedShares()),
            book, m);
    }

    @Override
    public void onOrderExecutedWithPrice(final OrderExecutedWithPrice m) {
        final OrderBook book = byLocate[m.stockLocate()];
        applied(book == null ? Applied.UNKNOWN_ORDER : book.execute(m.orderReferenceNumber(), m.executedShares()),
            book, m);
    }

    @Override
    public void onOrderCancel(final OrderCancel m) {
        final OrderBook book = byLocate[m.stockLocate()];
        applied(book == null ? Applied.UNKNOWN_ORDER : book.cancel(m.orderReferenceNumber(), m.cancelledShares()),
            book, m);
    }

    @Override
    public void onOrderDelete(final OrderDelete m) {
        final OrderBook book = byLocate[m.stockLocate()];
        applied(book == null ? Applied.UNKNOWN_ORDER : book.delete(m.orderReferenceNumber()), book, m);
    }

    @Override
    public void onOrderReplace(final OrderReplace m) {
        final OrderBook book = byLocate[m.stockLocate()];
        applied(book == null ? Applied.UNKNOWN_ORDER : book.replace(m.originalOrderReferenceNumber(),
            m.newOrderReferenceNumber(), m.price(), m.shares()), book, m);
    }
}
