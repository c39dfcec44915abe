package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.jobs.hot.HotBookState;
import io.depthstream.jobs.hot.HotTrades;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderBook;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.codec.BookLatestWriter;
import io.depthstream.schemas.codec.DepthWriter;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.TradeWriter;

/**
 * Encodes what a symbol looks like now: touch, depth, full book, trades, and the state for the hot store.
 *
 * <p>Every book record is a function of (symbol, session, sequence) alone: it says which event it reflects and shows the
 * book right after it, so showing it twice is harmless. Allocates the record and its bytes, nothing else; one thread.
 */
final class BookPublications {

    private final RecordOutput output;
    private final BookTotals totals;
    private final int depthLevels;
    private final TouchRecord touches;
    private final DepthWriter depths = new DepthWriter();
    private final BookLatestWriter latest = new BookLatestWriter();
    private final TradeWriter trades = new TradeWriter();

    BookPublications(final RecordOutput output, final BookTotals totals, final int depthLevels) {
        this.output = output;
        this.totals = totals;
        this.depthLevels = depthLevels;
        touches = new TouchRecord(output, totals);
    }

    /** Notes the best bid and offer after the symbol's last event for the record that {@link #finishTop} publishes. */
    void top(final SymbolBook of) {
        touches.note(of);
        totals.touches++;
    }

    /**
     * Publishes what {@link #top} noted: one record for all changes of the touch since the last, docs/decisions/0036. Before
     * the symbol's session changes, and at the end of each batch or decision about it.
     */
    void finishTop() {
        touches.finish();
    }

    /** The best levels after the symbol's last event. */
    void depth(final SymbolBook of) {
        final SymbolState at = of.state;
        depths.begin(at.venue, at.session, of.symbol, at.sequence, at.venueTimeNanos, at.receiveTimeNanos, at.priceScale);
        depths.session(at.appliedInSession, at.ordersInSession);
        final OrderBook book = of.book;
        final int bids = Math.min(depthLevels, book.levels(BookSide.BID));
        for (int i = 0; i < bids; i++) {
            depths.bid(book.price(BookSide.BID, i), book.shares(BookSide.BID, i), book.orders(BookSide.BID, i));
        }
        final int asks = Math.min(depthLevels, book.levels(BookSide.ASK));
        for (int i = 0; i < asks; i++) {
            depths.ask(book.price(BookSide.ASK, i), book.shares(BookSide.ASK, i), book.orders(BookSide.ASK, i));
        }
        publish(Topics.BOOK_DEPTH, of, depths.finish(
                of.reason.quality(), of.reason.text(), at.tradingState(), at.marketState));
        totals.depths++;
    }

    /** Every level after the symbol's last event. */
    void latest(final SymbolBook of) {
        final SymbolState at = of.state;
        latest.begin(at.venue, at.session, of.symbol, at.sequence, at.venueTimeNanos, at.receiveTimeNanos, at.priceScale);
        final OrderBook book = of.book;
        final int bids = book.levels(BookSide.BID);
        for (int i = 0; i < bids; i++) {
            latest.bid(book.price(BookSide.BID, i), book.shares(BookSide.BID, i), book.orders(BookSide.BID, i));
        }
        final int asks = book.levels(BookSide.ASK);
        for (int i = 0; i < asks; i++) {
            latest.ask(book.price(BookSide.ASK, i), book.shares(BookSide.ASK, i), book.orders(BookSide.ASK, i));
        }
        publish(Topics.BOOK_LATEST, of, latest.finish(
                book.liveOrders(), at.appliedInSession, of.reason.quality(), of.reason.text(), at.tradingState(),
                at.marketState));
        totals.latest++;
    }

    /** A trade that the reader's present event reports; bid and offer are the given ones, from before the event. */
    void trade(
            final SymbolBook of,
            final EventBatchReader event,
            final TradeKind kind,
            final Side aggressor,
            final long price,
            final boolean printable,
            final String crossType,
            final long bidBefore,
            final long askBefore) {
        final SymbolState at = of.state;
        publish(Topics.TRADES, of, trades.encode(
                at.venue, at.session, of.symbol, at.sequence, at.venueTimeNanos, at.receiveTimeNanos, at.priceScale,
                kind, aggressor, price, event.shares(), event.matchNumber(), event.orderRef(), printable, crossType,
                bidBefore, askBefore, of.reason.quality(), of.reason.text(), at.tradingState()));
        totals.trades++;
        if (of.trades == null) {
            of.trades = new HotTrades();
        }
        of.trades.add(kind, aggressor, at.sequence, at.venueTimeNanos, price, event.shares(), event.matchNumber());
    }

    /** Fills the holder that is offered to the hot store: with the quality as it is now, not as of the last event. */
    void fill(final HotBookState hot, final SymbolBook of) {
        final SymbolState at = of.state;
        final QualityReason now = of.current();
        hot.begin(at.venue, at.session, of.symbol, at.sequence, at.revision, at.venueTimeNanos, at.receiveTimeNanos, at.priceScale);
        hot.quality(now.quality(), now.text(), at.tradingState()).marketState(at.marketState).trades(of.trades);
        final OrderBook book = of.book;
        final int bids = Math.min(hot.depth(), book.levels(BookSide.BID));
        for (int i = 0; i < bids; i++) {
            hot.bid(book.price(BookSide.BID, i), book.shares(BookSide.BID, i), book.orders(BookSide.BID, i));
        }
        final int asks = Math.min(hot.depth(), book.levels(BookSide.ASK));
        for (int i = 0; i < asks; i++) {
            hot.ask(book.price(BookSide.ASK, i), book.shares(BookSide.ASK, i), book.orders(BookSide.ASK, i));
        }
    }

    private void publish(final String topic, final SymbolBook of, final byte[] value) {
        output.publish(new PublishedRecord(topic, of.key, value, of.state.venueTimeNanos));
    }
}
