package io.depthstream.jobs.analytics;

import io.depthstream.jobs.book.state.QualityReason;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;

/**
 * One event of a symbol as the operators see it, whatever record it came in. Reused: its fields hold until the next is
 * read. Which fields mean something depends on the lane.
 */
final class MarketEvent {

    /** Levels of a depth that are kept. */
    static final int LEVELS = 10;

    Lane lane;
    String venue = "";
    String session = "";
    long sequence;
    long timeNanos;
    long receiveNanos;
    int priceScale;
    Quality quality = Quality.UNKNOWN;
    QualityReason reason = QualityReason.NONE;
    TradingState tradingState = TradingState.UNKNOWN;

    /** Touch; of a trade, the prices just before it. */
    long bidPrice;
    long bidShares;
    int bidOrders;
    long askPrice;
    long askShares;
    int askOrders;

    TradeKind tradeKind = TradeKind.UNKNOWN;
    int venueSign;
    long price;
    long shares;
    long matchNumber;
    boolean printable;
    /** Cross type of a cross or of an imbalance before one; 0 for none. */
    char crossType;

    int bids;
    int asks;
    final long[] bidPrices = new long[LEVELS];
    final long[] bidLevelShares = new long[LEVELS];
    final long[] askPrices = new long[LEVELS];
    final long[] askLevelShares = new long[LEVELS];

    /** Events of the symbol since the session began, and orders entered among them. */
    long appliedEvents;
    long ordersEntered;

    /** Paired shares before a cross. */
    long pairedShares;
}
