package io.depthstream.jobs.analytics;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.DepthWriter;
import io.depthstream.schemas.codec.Records;
import io.depthstream.schemas.codec.TopOfBookWriter;
import io.depthstream.schemas.codec.TradeWriter;

/** Makes records of the order-book job's topics by hand: times in milliseconds after {@link #START}. */
final class Market {

    static final long START = 1_580_394_600_000_000_000L;
    static final long MILLI = 1_000_000L;

    private final TopOfBookWriter tops = new TopOfBookWriter();
    private final TradeWriter trades = new TradeWriter();
    private final DepthWriter depths = new DepthWriter();
    private long offset;
    String symbol = "AAPL";
    String session = "S1";
    TradingState state = TradingState.TRADING;
    Quality quality = Quality.OK;
    int partition;
    /** Orders entered, as the next depths say. */
    long orders;

    static long nanos(final long millis) {
        return START + millis * MILLI;
    }

    RawBatch top(final long seq, final long millis, final long bid, final long bidShares, final long ask, final long askShares) {
        return raw(Topics.BOOK_TOP, millis, tops.encode("XNAS", session, symbol, seq, nanos(millis), nanos(millis) + 5, 4,
                bid, bidShares, 1, ask, askShares, 1, quality, "", state, ""));
    }

    RawBatch trade(final long seq, final long millis, final long price, final long shares, final Side aggressor) {
        return trade(seq, millis, TradeKind.EXECUTION, aggressor, price, shares, seq, true, "");
    }

    RawBatch cross(final long seq, final long millis, final long price, final long shares, final String type) {
        return trade(seq, millis, TradeKind.CROSS, Side.NONE, price, shares, seq, true, type);
    }

    RawBatch broken(final long seq, final long millis, final long match) {
        return trade(seq, millis, TradeKind.BROKEN, Side.NONE, 0, 0, match, false, "");
    }

    RawBatch trade(
            final long seq, final long millis, final TradeKind kind, final Side aggressor, final long price,
            final long shares, final long match, final boolean printable, final String cross) {
        return raw(Topics.TRADES, millis, trades.encode("XNAS", session, symbol, seq, nanos(millis), nanos(millis) + 5, 4,
                kind, aggressor, price, shares, match, 0, printable, cross, 1_000_000, 1_000_200, quality, "", state));
    }

    RawBatch depth(final long seq, final long millis, final long bid, final long bidShares, final long ask, final long askShares) {
        depths.begin("XNAS", session, symbol, seq, nanos(millis), nanos(millis) + 5, 4);
        depths.session(seq, orders);
        if (bidShares > 0) {
            depths.bid(bid, bidShares, 1);
            depths.bid(bid - 100, 2 * bidShares, 2);
        }
        if (askShares > 0) {
            depths.ask(ask, askShares, 1);
            depths.ask(ask + 5_000, 3 * askShares, 2);
        }
        return raw(Topics.BOOK_DEPTH, millis, depths.finish(quality, "", state, ""));
    }

    RawBatch imbalance(final long seq, final long millis, final Side side, final long shares) {
        final Imbalance record = Records.blank(Imbalance.class);
        record.setVenue("XNAS");
        record.setSession(session);
        record.setSymbol(symbol);
        record.setSequence(seq);
        record.setVenueTimeNanos(nanos(millis));
        record.setSide(side);
        record.setImbalanceShares(shares);
        record.setCrossType("O");
        return raw(Topics.IMBALANCE, millis, Records.encode(record));
    }

    RawBatch raw(final String topic, final long millis, final byte[] value) {
        return new RawBatch(symbol, value, topic, partition, offset++, nanos(millis) / MILLI, RawFault.NONE);
    }
}
