package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code TopOfBook} values from primitives, byte for byte as the generated class does: {@link #earlier} for each
 * change before the newest, oldest first, then {@link #encode} with the newest.
 *
 * <p>One thread; allocates nothing but the array it returns.
 */
public final class TopOfBookWriter {

    /** Most earlier changes in one record: a reader's step stays small. */
    public static final int MAX_EARLIER = 255;

    private static final byte[] HEADER = SingleObject.header(TopOfBook.getClassSchema());
    /** Numbers of one earlier change. */
    private static final int NUMBERS = 8;

    private final AvroOutput out = new AvroOutput(256);
    private final long[] earlier = new long[MAX_EARLIER * NUMBERS];
    private int earlierCount;

    /**
     * Adds an earlier change to the next record; parameters as {@link #encode}.
     *
     * @throws IllegalStateException beyond {@link #MAX_EARLIER}
     */
    public void earlier(
        final long sequence,
        final long venueTimeNanos,
        final long bidPrice,
        final long bidShares,
        final int bidOrders,
        final long askPrice,
        final long askShares,
        final int askOrders) {
        if (earlierCount == MAX_EARLIER) {
            throw new IllegalStateException("more than " + MAX_EARLIER + " earlier changes in one record: encode it first");
        }
        final int at = earlierCount++ * NUMBERS;
        final long[] to = earlier;
        to[at] = sequence;
        to[at + 1] = venueTimeNanos;
        to[at + 2] = bidPrice;
        to[at + 3] = bidShares;
        to[at + 4] = bidOrders;
        to[at + 5] = askPrice;
        to[at + 6] = askShares;
        to[at + 7] = askOrders;
    }

    /** Earlier changes that the next record will hold. */
    public int earlierCount() {
        return earlierCount;
    }

    /**
     * Encodes one record with the earlier changes added since the last, and forgets them.
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
     * @param marketState      what else the venue last said of trading in it
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
        final TradingState tradingState,
        final String marketState) {
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
        writeEarlier();
        out.writeString(marketState);
        return out.toBytes();
    }

    private void writeEarlier() {
        final int numbers = earlierCount * NUMBERS;
        out.ensure((numbers + 1) * AvroOutput.MAX_VARINT_BYTES + 1);
        if (earlierCount > 0) {
            out.putLong(earlierCount);
            for (int i = 0; i < numbers; i++) {
                out.putLong(earlier[i]);
            }
            earlierCount = 0;
        }
        out.putByte(0);
    }
}
