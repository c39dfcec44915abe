package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code Trade} values from primitives, byte for byte as the generated class does.
 *
 * <p>One thread; allocates nothing but the array it returns.
 */
public final class TradeWriter {

    private static final byte[] HEADER = SingleObject.header(Trade.getClassSchema());

    private final AvroOutput out = new AvroOutput(256);

    /**
     * Encodes one record.
     *
     * @param venue            ISO 10383 market identifier
     * @param session          venue session
     * @param symbol           venue symbol
     * @param sequence         venue sequence of the event
     * @param venueTimeNanos   venue's stamp of it, nanoseconds since the epoch, UTC
     * @param receiveTimeNanos when it was received, nanoseconds since the epoch, UTC
     * @param priceScale       decimal places of the prices
     * @param kind             how the trade came about
     * @param aggressor        side that took liquidity, NONE where the venue does not say
     * @param price            trade price
     * @param shares           shares traded
     * @param matchNumber      match number; of a broken trade, the one that is void
     * @param orderRef         resting order, 0 when not displayed
     * @param printable        whether the trade counts towards volume
     * @param crossType        cross type of a cross trade, else empty
     * @param bidPrice         best bid just before the trade, 0 when none
     * @param askPrice         best offer just before the trade, 0 when none
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
        final TradeKind kind,
        final Side aggressor,
        final long price,
        final long shares,
        final long matchNumber,
        final long orderRef,
        final boolean printable,
        final String crossType,
        final long bidPrice,
        final long askPrice,
        final Quality quality,
        final String qualityReason,
        final TradingState tradingState) {
        RecordHead.open(
            out, HEADER, venue, session, symbol, sequence, venueTimeNanos, receiveTimeNanos, priceScale);
        out.ensure(7 * AvroOutput.MAX_VARINT_BYTES);
        out.putLong(kind.ordinal());
        out.putLong(aggressor.ordinal());
        out.putLong(price);
        out.putLong(shares);
        out.putLong(matchNumber);
        out.putLong(orderRef);
        out.putByte(printable ? 1 : 0);
        out.writeString(crossType);
        out.ensure(2 * AvroOutput.MAX_VARINT_BYTES);
        out.putLong(bidPrice);
        out.putLong(askPrice);
        RecordHead.close(out, quality, qualityReason, tradingState);
        return out.toBytes();
    }
}
