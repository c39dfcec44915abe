package io.depthstream.jobs.analytics;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.codec.DerivedReaderView;
import io.depthstream.schemas.codec.LevelsReader;
import io.depthstream.schemas.codec.MalformedRecordException;
import io.depthstream.schemas.codec.Records;
import io.depthstream.schemas.codec.TopOfBookReader;
import io.depthstream.schemas.codec.TradeReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the records of the order-book job's topics into events: the one place that knows how a record is packed. One
 * thread; allocates only for imbalances, of which there are a few a second before a cross.
 */
final class MarketRecords {

    /** Topics that are read. */
    static final List<String> TOPICS =
            List.of(Topics.BOOK_TOP, Topics.BOOK_DEPTH, Topics.TRADES, Topics.IMBALANCE);

    private static final Map<String, QualityReason> REASONS = new HashMap<>();

    static {
        for (final QualityReason reason : QualityReason.values()) {
            REASONS.put(reason.text(), reason);
        }
    }

    private final TopOfBookReader tops = new TopOfBookReader();
    private final TradeReader trades = new TradeReader();
    private final LevelsReader depths = LevelsReader.ofDepth(MarketEvent.LEVELS);
    private final MarketEvent event = new MarketEvent();

    /**
     * Reads a record and hands over each event in it, in order of sequence.
     *
     * @throws MalformedRecordException when its value is not what its topic holds; events before the damage were handed
     *                                  over
     */
    void read(final RawBatch record, final Consumer<MarketEvent> into) {
        switch (record.topic()) {
            case Topics.BOOK_TOP -> {
                tops(record.value(), into);
                return;
            }
            case Topics.TRADES -> trade(record.value());
            case Topics.BOOK_DEPTH -> depth(record.value());
            case Topics.IMBALANCE -> imbalance(record.value());
            default -> throw new MalformedRecordException(record.topic(), 0,
                    "no topic of the analytics job, which reads " + TOPICS);
        }
        into.accept(event);
    }

    /** One record holds the changes of a batch, oldest first (docs/decisions/0036). */
    private void tops(final byte[] value, final Consumer<MarketEvent> into) {
        final TopOfBookReader top = tops.wrap(value);
        for (int state = 0; state < top.states(); state++) {
            top.state(state);
            top(top);
            into.accept(event);
        }
    }

    private void top(final TopOfBookReader top) {
        head(Lane.TOP, top);
        event.bidPrice = top.bidPrice();
        event.bidShares = top.bidShares();
        event.bidOrders = top.bidOrders();
        event.askPrice = top.askPrice();
        event.askShares = top.askShares();
        event.askOrders = top.askOrders();
    }

    private void trade(final byte[] value) {
        final TradeReader trade = trades.wrap(value);
        head(Lane.TRADE, trade);
        event.tradeKind = trade.kind();
        event.venueSign = trade.aggressor() == Side.BID ? 1 : trade.aggressor() == Side.ASK ? -1 : 0;
        event.price = trade.price();
        event.shares = trade.shares();
        event.matchNumber = trade.matchNumber();
        event.printable = trade.printable() && trade.kind() != TradeKind.UNKNOWN;
        event.crossType = code(trade.crossType());
        event.bidPrice = trade.bidPrice();
        event.askPrice = trade.askPrice();
    }

    private void depth(final byte[] value) {
        final LevelsReader depth = depths.wrap(value);
        head(Lane.DEPTH, depth);
        event.bids = depth.bids();
        event.asks = depth.asks();
        event.bidOrders = depth.bidOrders();
        event.askOrders = depth.askOrders();
        event.appliedEvents = depth.appliedEvents();
        event.ordersEntered = depth.ordersEntered();
        System.arraycopy(depth.bidPrices(), 0, event.bidPrices, 0, depth.bids());
        System.arraycopy(depth.bidShares(), 0, event.bidLevelShares, 0, depth.bids());
        System.arraycopy(depth.askPrices(), 0, event.askPrices, 0, depth.asks());
        System.arraycopy(depth.askShares(), 0, event.askLevelShares, 0, depth.asks());
    }

    private void imbalance(final byte[] value) {
        final Imbalance imbalance = Records.decode(Imbalance.class, value);
        event.lane = Lane.AUCTION;
        event.venue = imbalance.getVenue();
        event.session = imbalance.getSession();
        event.sequence = imbalance.getSequence();
        event.timeNanos = imbalance.getVenueTimeNanos();
        event.receiveNanos = imbalance.getReceiveTimeNanos();
        event.priceScale = imbalance.getPriceScale();
        event.quality = imbalance.getQuality();
        event.reason = reason(imbalance.getQualityReason());
        event.tradingState = imbalance.getTradingState();
        event.shares = imbalance.getImbalanceShares();
        event.pairedShares = imbalance.getPairedShares();
        event.venueSign = imbalance.getSide() == Side.BID ? 1 : imbalance.getSide() == Side.ASK ? -1 : 0;
        event.crossType = code(imbalance.getCrossType());
    }

    private void head(final Lane lane, final DerivedReaderView record) {
        event.lane = lane;
        event.venue = record.venue();
        event.session = record.session();
        event.sequence = record.sequence();
        event.timeNanos = record.venueTimeNanos();
        event.receiveNanos = record.receiveTimeNanos();
        event.priceScale = record.priceScale();
        event.quality = record.quality();
        event.reason = reason(record.qualityReason());
        event.tradingState = record.tradingState();
    }

    /** A reason this build does not know is left out: the quality it caused is kept. */
    private static QualityReason reason(final String text) {
        return text.isEmpty() ? QualityReason.NONE : REASONS.getOrDefault(text, QualityReason.NONE);
    }

    private static char code(final String text) {
        return text.isEmpty() ? 0 : text.charAt(0);
    }
}
