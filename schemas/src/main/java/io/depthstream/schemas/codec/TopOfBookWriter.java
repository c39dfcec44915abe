package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code TopOfBook} values from primitives, byte for byte as the generated class does.
 *
 * <p>One thread; allocates nothing but the array it returns.
 */
public final class TopOfBookWriter {

    private static final byte[] HEADER = SingleObject.header(TopOfBook.getClassSchema());

    private final AvroOutput out = new AvroOutput(256);

    /**
     * Encodes one record.
     *
     * @param venue            ISO 10383 market identifier
     * @param session          venue session
     * @param symbol           venue symbol
     * @param sequence         venue sequence of the last event the record reflects
     * @param venueTimeNanos   venue's stamp of that event, nanoseconds since the epoch, UTC
     * @param receiveTimeNanos when it was received, nanoseconds since the epoch, UTC
     * @param priceScale       decimal places of the prices
     * @param bidPrice         best bid; 0 where there is none
     * @param bidShares        shares there; 0 says the side is empty
     * @param bidOrders        orders there
     * @param askPrice         best offer; 0 where there is none
     * @param askShares        shares there; 0 says the side is empty
     * @param askOrders        orders there
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
        final long bidPrice,
        final long bidShares,
        final int bidOrders,
        final long askPrice,
        final long askShares,
        final int askOrders,
        final Quality quality,
        final String qualityReason,
        final TradingState tradingState) {
        RecordHead.open(
            out, HEADER, venue, session, symbol, sequence, venueTimeNanos, receiveTimeNanos, priceScale);
        out.ensure(6 * AvroOutput.MAX_VARINT_BYTES);
        out.putLong(bidPrice);
        out.putLong(bidShares);
        out.putLong(bidOrders);
        out.putLong(askPrice);
        out.putLong(askShares);
        out.putLong(askOrders);
        RecordHead.close(out, quality, qualityReason, tradingState);
        return out.toBytes();
    }
}
