package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code Bar} values, byte for byte as the generated class does: set the fields, then {@link #encode}. A
 * field keeps its value from record to record.
 *
 * <p>One thread; allocates nothing but the array it returns.
 */
public final class BarWriter {

    private static final byte[] HEADER = SingleObject.header(Bar.getClassSchema());
    private static final int FIELDS = 18;

    /** Start of the window, nanoseconds since the epoch, UTC; a multiple of widthNanos. */
    public long startNanos;
    /** Length of the window, nanoseconds; the window holds events from startNanos to just before its end. */
    public long widthNanos;
    /** 0 when first published; one more each time a late or broken trade changed it. */
    public int revision;
    /** Price of the first trade by sequence; of a bar without a trade, the last price before it. */
    public long open;
    /** Highest trade price; without a trade as open. */
    public long high;
    /** Lowest trade price; without a trade as open. */
    public long low;
    /** Price of the last trade by sequence; without a trade as open. */
    public long close;
    /** Shares traded, crosses included, broken and non-printable trades not. */
    public long volume;
    /** Trades counted in volume; a cross is one. */
    public long trades;
    /** Decimal places of mids, microprice, VWAP and spreads of trades: fine prices. */
    public int fineScale = 6;
    /** Volume-weighted average price, fine, rounded half to even from exact sums; 0 without volume. */
    public long vwap;
    /** Shares that buyers took (TradeSignal says how that is known). */
    public long buyVolume;
    /** Shares that sellers took. */
    public long sellVolume;
    /** Shares of crosses; neither bought nor sold. */
    public long crossVolume;
    /** Changes of the best bid and offer. */
    public long quotes;
    /** Order-flow imbalance of the window (Cont, Kukanov, Stoikov 2014), shares. */
    public long orderFlow;
    /** Fine mid before the first change of the touch in the window; 0 when there was none. */
    public long openMid;
    /** Fine mid after the last change of the touch in the window; 0 when there was none. */
    public long closeMid;

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
        out.putLong(startNanos);
        out.putLong(widthNanos);
        out.putLong(revision);
        out.putLong(open);
        out.putLong(high);
        out.putLong(low);
        out.putLong(close);
        out.putLong(volume);
        out.putLong(trades);
        out.putLong(fineScale);
        out.putLong(vwap);
        out.putLong(buyVolume);
        out.putLong(sellVolume);
        out.putLong(crossVolume);
        out.putLong(quotes);
        out.putLong(orderFlow);
        out.putLong(openMid);
        out.putLong(closeMid);
        RecordHead.close(out, quality, qualityReason, tradingState);
        return out.toBytes();
    }
}
