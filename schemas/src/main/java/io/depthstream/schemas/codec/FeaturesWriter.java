package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Features;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code Features} values, byte for byte as the generated class does: set the fields, then {@link #encode}. A
 * field keeps its value from record to record.
 *
 * <p>One thread; allocates nothing but the array it returns.
 */
public final class FeaturesWriter {

    private static final byte[] HEADER = SingleObject.header(Features.getClassSchema());
    private static final int FIELDS = 23;

    /** End of the window, nanoseconds since the epoch, UTC: a whole second. */
    public long endNanos;
    /** Length of the window, nanoseconds. */
    public long windowNanos;
    /** Price of the last trade of the session; 0 before the first. */
    public long lastPrice;
    /** Decimal places of mids, microprice, VWAP and spreads of trades: fine prices. */
    public int fineScale = 6;
    /** Mid at the end, fine; 0 when a side is empty. */
    public long mid;
    /** Shares traded in the window. */
    public long volume;
    /** Trades in the window. */
    public long trades;
    /** VWAP of the window, fine; 0 without volume. */
    public long vwap;
    /** (lastPrice - vwap) / vwap. */
    public double vwapDeviation;
    /** Mean of the mids at each second of the window, fine. */
    public long meanMid;
    /** Change of the mid over the window as a share of the mid at its start; 0 while there is none that old. */
    public double momentum;
    /** (v - mean) / standard deviation of the last second's volume among the seconds of the window. */
    public double volumeZScore;
    /** trades divided by the window in seconds. */
    public double tradesPerSecond;
    /** Root of the sum of squared log returns of the mid from second to second. */
    public double realisedVolatility;
    /** First price of the session. */
    public long sessionOpen;
    /** Highest price of the session. */
    public long sessionHigh;
    /** Lowest price of the session. */
    public long sessionLow;
    /** Shares traded in the session. */
    public long sessionVolume;
    /** Trades of the session. */
    public long sessionTrades;
    /** VWAP of the session, fine. */
    public long sessionVwap;
    /** Price of the opening cross; 0 before it, or when there was none. */
    public long officialOpen;
    /** Price of the closing cross; 0 before it, or when there was none. */
    public long officialClose;
    /** Trades of the session that were broken and are counted no more. */
    public long brokenTrades;

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
        out.putLong(endNanos);
        out.putLong(windowNanos);
        out.putLong(lastPrice);
        out.putLong(fineScale);
        out.putLong(mid);
        out.putLong(volume);
        out.putLong(trades);
        out.putLong(vwap);
        out.putDouble(vwapDeviation);
        out.putLong(meanMid);
        out.putDouble(momentum);
        out.putDouble(volumeZScore);
        out.putDouble(tradesPerSecond);
        out.putDouble(realisedVolatility);
        out.putLong(sessionOpen);
        out.putLong(sessionHigh);
        out.putLong(sessionLow);
        out.putLong(sessionVolume);
        out.putLong(sessionTrades);
        out.putLong(sessionVwap);
        out.putLong(officialOpen);
        out.putLong(officialClose);
        out.putLong(brokenTrades);
        RecordHead.close(out, quality, qualityReason, tradingState);
        return out.toBytes();
    }
}
