package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.BookSignal;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.SignalTrigger;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code BookSignal} values, byte for byte as the generated class does: set the fields, then {@link #encode}. A
 * field keeps its value from record to record.
 *
 * <p>One thread; allocates nothing but the array it returns.
 */
public final class BookSignalWriter {

    private static final byte[] HEADER = SingleObject.header(BookSignal.getClassSchema());
    private static final int FIELDS = 29;

    /** Change of the touch, or end of a cell of the event-time grid in which the depth changed. */
    public SignalTrigger trigger = SignalTrigger.UNKNOWN;
    /** End of the cell, nanoseconds since the epoch, UTC; 0 when trigger is CHANGE. */
    public long gridNanos;
    /** Best bid; meaningless when bidShares is 0. */
    public long bidPrice;
    /** Shares at the best bid; 0 when the side is empty. */
    public long bidShares;
    /** Orders at the best bid. */
    public int bidOrders;
    /** Best offer; meaningless when askShares is 0. */
    public long askPrice;
    /** Shares at the best offer; 0 when the side is empty. */
    public long askShares;
    /** Orders at the best offer. */
    public int askOrders;
    /** Decimal places of mids, microprice, VWAP and spreads of trades: fine prices. */
    public int fineScale = 6;
    /** Mid, fine; 0 when a side is empty. */
    public long mid;
    /** Mid weighted by the shares of the other side, fine, half to even; 0 when a side is empty. */
    public long microprice;
    /** Quoted spread in price units, negative when crossed; 0 when a side is empty. */
    public long spread;
    /** Quoted spread divided by the tick at the bid. */
    public double spreadTicks;
    /** 20000 (ask - bid) / (ask + bid). */
    public double spreadBasisPoints;
    /** (Vb - Va) / (Vb + Va) at the touch: 1 or -1 when a side is empty, 0 when both are. */
    public double imbalance;
    /** Levels a side that the depth fields below count at most; 0 while no depth of the session is known. */
    public int levels;
    /** Shares of the best 5 bid levels. */
    public long bidDepth5;
    /** Shares of the best 5 offer levels. */
    public long askDepth5;
    /** Shares of the best 10 bid levels. */
    public long bidDepth10;
    /** Shares of the best 10 offer levels. */
    public long askDepth10;
    /** (Vb - Va) / (Vb + Va) over so many levels as the job is told, imbalanceLevels. */
    public double depthImbalance;
    /** Levels a side that depthImbalance counts. */
    public int imbalanceLevels;
    /** How near the mid a level must be to count as near, basis points. */
    public int nearBasisPoints;
    /** Shares of bid levels that near the mid. */
    public long bidDepthNear;
    /** Shares of offer levels that near the mid. */
    public long askDepthNear;
    /** Order-flow imbalance since the session began, shares: that of any window is the difference of two records. */
    public long orderFlow;
    /** Events of the symbol since the session began, as of the last depth of a cell that is over. */
    public long orderEvents;
    /** Trades of the symbol that count, since the session began. */
    public long orderTrades;
    /** ordersEntered / orderTrades; 0 without trades. */
    public double orderToTrade;
    /** Orders entered since the session began. */
    public long ordersEntered;
    /** How long before venueTimeNanos the depth fields were true: 0 in a GRID record. */
    public long depthAgeNanos;

    private final AvroOutput out = new AvroOutput(512);

    /**
     * Encodes one record of the fields as they are.
     *
     * @param venue            ISO 10383 market identifier
     * @param session          venue session
     * @param symbol           venue symbol
     * @param sequence         venue sequence of the last event the record reflects
     * @param venueTimeNanos   venue's stamp of that event, nanoseconds since the epoch, UTC
     * @param receiveTimeNanos when it was received, nanoseconds since the epoch, UTC
     * @param priceScale       decimal places of the prices
     * @param quality          how far the record may be trusted
     * @param qualityReason    why quality is not OK, else empty
     * @param tradingState     whether the symbol trades
     * @return new array: single-object encoded value
     */
    public byte[] encode(
        final String venue,
        final String session,
        final String symbol,
        final long sequence,
        final long venueTimeNanos,
        final long receiveTimeNanos,
        final int priceScale,
        final Quality quality,
        final String qualityReason,
        final TradingState tradingState) {
        RecordHead.open(
            out, HEADER, venue, session, symbol, sequence, venueTimeNanos, receiveTimeNanos, priceScale);
        out.ensure(FIELDS * AvroOutput.MAX_VARINT_BYTES);
        out.putLong(trigger.ordinal());
        out.putLong(gridNanos);
        out.putLong(bidPrice);
        out.putLong(bidShares);
        out.putLong(bidOrders);
        out.putLong(askPrice);
        out.putLong(askShares);
        out.putLong(askOrders);
        out.putLong(fineScale);
        out.putLong(mid);
        out.putLong(microprice);
        out.putLong(spread);
        out.putDouble(spreadTicks);
        out.putDouble(spreadBasisPoints);
        out.putDouble(imbalance);
        out.putLong(levels);
        out.putLong(bidDepth5);
        out.putLong(askDepth5);
        out.putLong(bidDepth10);
        out.putLong(askDepth10);
        out.putDouble(depthImbalance);
        out.putLong(imbalanceLevels);
        out.putLong(nearBasisPoints);
        out.putLong(bidDepthNear);
        out.putLong(askDepthNear);
        out.putLong(orderFlow);
        out.putLong(orderEvents);
        out.putLong(orderTrades);
        out.putDouble(orderToTrade);
        RecordHead.close(out, quality, qualityReason, tradingState);
        out.ensure(2 * AvroOutput.MAX_VARINT_BYTES);
        out.putLong(ordersEntered);
        out.putLong(depthAgeNanos);
        return out.toBytes();
    }
}
