package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradeSignRule;
import io.depthstream.schemas.avro.TradeSignal;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code TradeSignal} values, byte for byte as the generated class does: set the fields, then {@link #encode}. A
 * field keeps its value from record to record.
 *
 * <p>One thread; allocates nothing but the array it returns.
 */
public final class TradeSignalWriter {

    private static final byte[] HEADER = SingleObject.header(TradeSignal.getClassSchema());
    private static final int FIELDS = 16;

    /** Match number of the trade. */
    public long matchNumber;
    /** Trade price. */
    public long price;
    /** Shares traded. */
    public long shares;
    /** 1 when a buyer started it, -1 when a seller did, 0 when not known. */
    public int sign;
    /** How the sign was found: by the venue, by the side of the mid, or by the last price move (Lee and Ready 1991). */
    public TradeSignRule signRule = TradeSignRule.UNKNOWN;
    /** Best bid just before the trade; 0 when none. */
    public long bidPrice;
    /** Best offer just before the trade; 0 when none. */
    public long askPrice;
    /** Decimal places of mids, microprice, VWAP and spreads of trades: fine prices. */
    public int fineScale = 6;
    /** Mid just before the trade, fine; 0 when a side was empty. */
    public long mid;
    /** 2 sign (price - mid), fine; 0 without sign or mid. */
    public long effectiveSpread;
    /** effectiveSpread in basis points of the mid. */
    public double effectiveBasisPoints;
    /** 0 in the first record; in the second, how long after the trade horizonMid is. */
    public long horizonNanos;
    /** Mid that long after the trade, fine; 0 when there was none. */
    public long horizonMid;
    /** 2 sign (price - horizonMid), fine; 0 without sign or mids. */
    public long realisedSpread;
    /** realisedSpread in basis points of the mid at the trade. */
    public double realisedBasisPoints;
    /** 2 sign (horizonMid - mid), fine: effective less realised spread. */
    public long priceImpact;

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
        out.putLong(matchNumber);
        out.putLong(price);
        out.putLong(shares);
        out.putLong(sign);
        out.putLong(signRule.ordinal());
        out.putLong(bidPrice);
        out.putLong(askPrice);
        out.putLong(fineScale);
        out.putLong(mid);
        out.putLong(effectiveSpread);
        out.putDouble(effectiveBasisPoints);
        out.putLong(horizonNanos);
        out.putLong(horizonMid);
        out.putLong(realisedSpread);
        out.putDouble(realisedBasisPoints);
        out.putLong(priceImpact);
        RecordHead.close(out, quality, qualityReason, tradingState);
        return out.toBytes();
    }
}
