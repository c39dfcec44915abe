package io.depthstream.jobs.book;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.book.state.SymbolBook;
import io.depthstream.jobs.book.state.SymbolState;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.TopOfBookWriter;

/**
 * Gathers the changes of one symbol's touch into one record: a record costs the sink and the broker much the same whatever
 * it holds (docs/decisions/0036).
 *
 * <p>All changes of a record have the same session, quality, reason, trading state, market state and receive time; where
 * one of these changes, the record ends. Allocates the record and its bytes; one thread.
 */
final class TouchRecord {

    private final RecordOutput output;
    private final BookTotals totals;
    private final TopOfBookWriter writer = new TopOfBookWriter();

    private SymbolBook of;
    private QualityReason reason;
    private TradingState tradingState;
    private String marketState;
    private long sequence;
    private long venueTimeNanos;
    private long receiveTimeNanos;
    private long bidPrice;
    private long bidShares;
    private int bidOrders;
    private long askPrice;
    private long askShares;
    private int askOrders;

    TouchRecord(final RecordOutput output, final BookTotals totals) {
        this.output = output;
        this.totals = totals;
    }

    /** Adds the symbol's touch as it is now. */
    void note(final SymbolBook symbol) {
        final SymbolState at = symbol.state;
        if (of != null) {
            if (of == symbol && reason == symbol.reason && tradingState == at.tradingState()
                    && marketState.equals(at.marketState) && receiveTimeNanos == at.receiveTimeNanos
                    && writer.earlierCount() < TopOfBookWriter.MAX_EARLIER) {
                writer.earlier(sequence, venueTimeNanos, bidPrice, bidShares, bidOrders, askPrice, askShares, askOrders);
            } else {
                finish();
            }
        }
        of = symbol;
        reason = symbol.reason;
        tradingState = at.tradingState();
        marketState = at.marketState;
        sequence = at.sequence;
        venueTimeNanos = at.venueTimeNanos;
        receiveTimeNanos = at.receiveTimeNanos;
        bidPrice = symbol.bidPrice;
        bidShares = symbol.bidShares;
        bidOrders = symbol.bidOrders;
        askPrice = symbol.askPrice;
        askShares = symbol.askShares;
        askOrders = symbol.askOrders;
    }

    /** Publishes what was noted, if anything. */
    void finish() {
        if (of == null) {
            return;
        }
        final SymbolState at = of.state;
        output.publish(new PublishedRecord(Topics.BOOK_TOP, of.key, writer.encode(
                at.venue, at.session, of.symbol, sequence, venueTimeNanos, receiveTimeNanos, at.priceScale,
                bidPrice, bidShares, bidOrders, askPrice, askShares, askOrders,
                reason.quality(), reason.text(), tradingState, marketState), venueTimeNanos));
        totals.tops++;
        of = null;
    }
}
