package io.depthstream.jobs.clickhouse;

import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.codec.MalformedRecordException;
import io.depthstream.schemas.codec.Records;
import io.depthstream.schemas.codec.TopOfBookReader;
import java.util.List;

/**
 * The one place that knows how the derived topics hold what becomes rows of ClickHouse. Prices, times and quantities go
 * as they are, a price of an empty side as 0. One thread.
 */
final class DerivedRows {

    private final TopOfBookReader tops = new TopOfBookReader();
    private String symbol = "";
    private String session = "";
    private long sequence;

    /**
     * Appends a record's rows; what was appended before an error is the caller's to take back.
     *
     * @return how many
     * @throws UnusableRecordException when its bytes are not what the topic holds
     */
    int read(final RawBatch record, final ClickHouseTable table, final RowBinary to) throws UnusableRecordException {
        try {
            return switch (table) {
                case TRADES -> trade(Records.decode(Trade.class, record.value()), to);
                case TOP -> tops(tops.wrap(record.value()), to);
                case DEPTH -> depth(Records.decode(Depth.class, record.value()), to);
                case STATUS -> status(Records.decode(MarketStatus.class, record.value()), to);
            };
        } catch (final MalformedRecordException malformed) {
            throw new UnusableRecordException("malformed", record.position() + ": " + malformed.getMessage());
        }
    }

    /** Symbol, session and sequence of the row appended last. */
    String lastKey() {
        return symbol + '/' + session + '/' + sequence;
    }

    /** One record tells of several changes of the touch, oldest first: a row each. */
    private int tops(final TopOfBookReader in, final RowBinary to) {
        for (int i = 0; i < in.states(); i++) {
            in.state(i);
            head(to, in.venue(), in.session(), in.symbol(), in.sequence(), in.venueTimeNanos(), in.receiveTimeNanos(),
                    in.priceScale());
            to.int64(in.bidPrice()).int64(in.bidShares()).int32(in.bidOrders())
                    .int64(in.askPrice()).int64(in.askShares()).int32(in.askOrders());
            tail(to, in.quality(), in.qualityReason(), in.tradingState());
        }
        return in.states();
    }

    private int trade(final Trade in, final RowBinary to) {
        head(to, in.getVenue(), in.getSession(), in.getSymbol(), in.getSequence(), in.getVenueTimeNanos(),
                in.getReceiveTimeNanos(), in.getPriceScale());
        to.text(in.getKind().name()).text(in.getAggressor().name()).int64(in.getPrice()).int64(in.getShares())
                .int64(in.getMatchNumber()).int64(in.getOrderRef()).int8(in.getPrintable() ? 1 : 0).text(in.getCrossType())
                .int64(in.getBidPrice()).int64(in.getAskPrice());
        tail(to, in.getQuality(), in.getQualityReason(), in.getTradingState());
        return 1;
    }

    private int depth(final Depth in, final RowBinary to) {
        head(to, in.getVenue(), in.getSession(), in.getSymbol(), in.getSequence(), in.getVenueTimeNanos(),
                in.getReceiveTimeNanos(), in.getPriceScale());
        to.int64s(longs(in.getBidPrices())).int64s(longs(in.getBidShares())).int32s(ints(in.getBidOrders()))
                .int64s(longs(in.getAskPrices())).int64s(longs(in.getAskShares())).int32s(ints(in.getAskOrders()));
        tail(to, in.getQuality(), in.getQualityReason(), in.getTradingState());
        return 1;
    }

    private int status(final MarketStatus in, final RowBinary to) {
        head(to, in.getVenue(), in.getSession(), in.getSymbol(), in.getSequence(), in.getVenueTimeNanos(),
                in.getReceiveTimeNanos(), in.getPriceScale());
        to.text(in.getKind().name()).text(in.getCode()).text(in.getReason()).int64(in.getReferencePrice())
                .int64(in.getUpperPrice()).int64(in.getLowerPrice()).int64s(longs(in.getValues()));
        tail(to, in.getQuality(), in.getQualityReason(), in.getTradingState());
        return 1;
    }

    private void head(final RowBinary to, final String venue, final String ofSession, final String ofSymbol,
            final long ofSequence, final long venueTimeNanos, final long receiveTimeNanos, final int priceScale) {
        session = ofSession;
        symbol = ofSymbol;
        sequence = ofSequence;
        to.text(venue).text(ofSession).text(ofSymbol).int64(ofSequence).int64(venueTimeNanos).int64(receiveTimeNanos)
                .int8(priceScale);
    }

    private static void tail(final RowBinary to, final Enum<?> quality, final String reason, final Enum<?> tradingState) {
        to.text(quality.name()).text(reason).text(tradingState.name());
    }

    private static long[] longs(final List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static int[] ints(final List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
