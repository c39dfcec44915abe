package io.depthstream.schemas.codec;

import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.TradingState;

/**
 * Encodes {@code Depth} values from primitives, byte for byte as the generated class does: {@link #begin}, then
 * {@link #bid} and {@link #ask} best first, then {@link #finish}.
 *
 * <p>One thread; after growing to the deepest record it allocates nothing but the array it returns.
 */
public final class DepthWriter {

    private static final byte[] HEADER = SingleObject.header(Depth.getClassSchema());

    private final AvroOutput out = new AvroOutput(512);
    private final LevelColumns bids = new LevelColumns("bid");
    private final LevelColumns asks = new LevelColumns("ask");
    private long appliedEvents;
    private long ordersEntered;

    /**
     * Starts a record, forgetting the last one.
     *
     * @param venue            ISO 10383 market identifier
     * @param session          venue session
     * @param symbol           venue symbol
     * @param sequence         venue sequence of the last event the record reflects
     * @param venueTimeNanos   venue's stamp of that event, nanoseconds since the epoch, UTC
     * @param receiveTimeNanos when it was received, nanoseconds since the epoch, UTC
     * @param priceScale       decimal places of the prices
     */
    public void begin(
        final String venue,
        final String session,
        final String symbol,
        final long sequence,
        final long venueTimeNanos,
        final long receiveTimeNanos,
        final int priceScale) {
        RecordHead.open(
            out, HEADER, venue, session, symbol, sequence, venueTimeNanos, receiveTimeNanos, priceScale);
        bids.clear();
        asks.clear();
        appliedEvents = 0;
        ordersEntered = 0;
    }

    /** What the session has had of the symbol up to the record's event: events applied, and orders entered among them. */
    public void session(final long events, final long orders) {
        appliedEvents = events;
        ordersEntered = orders;
    }

    /** Adds the next bid level: price in units of 10^-priceScale, shares and orders there. */
    public void bid(final long price, final long shares, final int orders) {
        bids.add(price, shares, orders);
    }

    /** Adds the next offer level: price in units of 10^-priceScale, shares and orders there. */
    public void ask(final long price, final long shares, final int orders) {
        asks.add(price, shares, orders);
    }

    /**
     * Ends the record; {@link #begin} must come before the next.
     *
     * @param quality       how far the record may be trusted
     * @param qualityReason why quality is not OK, else empty
     * @param tradingState  whether the symbol trades
     * @param marketState   what else the venue last said of trading in it
     * @return new array: single-object encoded value
     * @throws IllegalStateException when no record was begun
     */
    public byte[] finish(
        final Quality quality, final String qualityReason, final TradingState tradingState, final String marketState) {
        if (out.position() == 0) {
            throw new IllegalStateException("finish before begin: call begin for every record");
        }
        bids.write(out);
        asks.write(out);
        RecordHead.close(out, quality, qualityReason, tradingState);
        out.writeString(marketState);
        out.ensure(2 * AvroOutput.MAX_VARINT_BYTES);
        out.putLong(appliedEvents);
        out.putLong(ordersEntered);
        final byte[] value = out.toBytes();
        out.position(0);
        return value;
    }
}
