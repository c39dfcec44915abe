package io.depthstream.local.check;

import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.ItchListener;
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
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The fast books fed straight from ITCH: a system under test without the system. */
public final class FastBooks implements ItchListener {

    private final OrderBooks books = new OrderBooks(1 << 14);
    private final Map<Integer, OrderBook> byLocate = new HashMap<>();
    private long rejected;

    /** Messages that a book could not apply. */
    public long rejected() {
        return rejected;
    }

    /** Full depth of every listed symbol. */
    public Map<String, BookDepth> depths() {
        final Map<String, BookDepth> depths = new TreeMap<>();
        books.forEach(book -> depths.put(book.symbol(), BookDepth.of(book)));
        return depths;
    }

    @Override
    public void onStockDirectory(final StockDirectory message) {
        byLocate.put(message.stockLocate(), books.open(message.stock()));
    }

    @Override
    public void onAddOrder(final AddOrder message) {
        count(book(message.stockLocate(), message.stock()).add(message.orderReferenceNumber(),
            message.buySellIndicator() == 'B' ? BookSide.BID : BookSide.ASK, message.price(), message.shares()));
    }

    @Override
    public void onAddOrderMpid(final AddOrderMpid message) {
        count(book(message.stockLocate(), message.stock()).add(message.orderReferenceNumber(),
            message.buySellIndicator() == 'B' ? BookSide.BID : BookSide.ASK, message.price(), message.shares()));
    }

    @Override
    public void onOrderExecuted(final OrderExecuted message) {
        final OrderBook book = byLocate.get(message.stockLocate());
        count(book == null ? Applied.UNKNOWN_ORDER
            : book.execute(message.orderReferenceNumber(), message.executedShares()));
    }

    @Override
    public void onOrderExecutedWithPrice(final OrderExecutedWithPrice message) {
        final OrderBook book = byLocate.get(message.stockLocate());
        count(book == null ? Applied.UNKNOWN_ORDER
            : book.execute(message.orderReferenceNumber(), message.executedShares()));
    }

    @Override
    public void onOrderCancel(final OrderCancel message) {
        final OrderBook book = byLocate.get(message.stockLocate());
        count(book == null ? Applied.UNKNOWN_ORDER
            : book.cancel(message.orderReferenceNumber(), message.cancelledShares()));
    }

    @Override
    public void onOrderDelete(final OrderDelete message) {
        final OrderBook book = byLocate.get(message.stockLocate());
        count(book == null ? Applied.UNKNOWN_ORDER : book.delete(message.orderReferenceNumber()));
    }

    @Override
    public void onOrderReplace(final OrderReplace message) {
        final OrderBook book = byLocate.get(message.stockLocate());
        count(book == null ? Applied.UNKNOWN_ORDER : book.replace(message.originalOrderReferenceNumber(),
            message.newOrderReferenceNumber(), message.price(), message.shares()));
    }

    private OrderBook book(final int locate, final String symbol) {
        return byLocate.computeIfAbsent(locate, unlisted -> books.open(symbol));
    }

    private void count(final Applied applied) {
        rejected += applied == Applied.OK ? 0 : 1;
    }
}
