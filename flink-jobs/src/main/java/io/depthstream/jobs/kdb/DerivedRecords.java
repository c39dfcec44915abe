package io.depthstream.jobs.kdb;

import io.depthstream.jobs.cold.UnusableRecordException;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.AlertKind;
import io.depthstream.schemas.avro.AlertSeverity;
import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.BookSignal;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.SignalTrigger;
import io.depthstream.schemas.avro.StatusKind;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import io.depthstream.schemas.codec.MalformedRecordException;
import io.depthstream.schemas.codec.RecordCursor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The one place that knows how the derived topics hold what becomes rows, and which table each goes to.
 *
 * <p>A price whose side of the book is empty becomes null. Names of enums become symbols as the schemas have them. One
 * thread; allocates the rows' times and vectors.
 */
final class DerivedRecords {

    /** Topics read, in no order that matters. */
    static final List<String> TOPICS = List.of(
            Topics.BOOK_TOP, Topics.BOOK_DEPTH, Topics.TRADES, Topics.STATUS, Topics.IMBALANCE, Topics.BOOK_LATEST,
            Topics.BARS, Topics.SIGNALS, Topics.ALERTS);

    /** Eight fields of a byte or more. */
    private static final int LEAST_EARLIER_BYTES = 8;

    /** kdb+'s null of a long. */
    private static final long NULL = Long.MIN_VALUE;

    private static final Map<String, KdbTable> TABLES = Map.of(
            Topics.BOOK_TOP, KdbTable.QUOTE,
            Topics.BOOK_DEPTH, KdbTable.DEPTH,
            Topics.TRADES, KdbTable.TRADE,
            Topics.STATUS, KdbTable.STATUS,
            Topics.IMBALANCE, KdbTable.IMBALANCE,
            Topics.BOOK_LATEST, KdbTable.BOOK,
            Topics.BARS, KdbTable.BAR,
            Topics.SIGNALS, KdbTable.SIGNAL,
            Topics.ALERTS, KdbTable.ALERT);

    private static final String[] QUALITIES = names(Quality.values());
    private static final String[] STATES = names(TradingState.values());
    private static final String[] SIDES = names(Side.values());
    private static final String[] TRADE_KINDS = names(TradeKind.values());
    private static final String[] STATUS_KINDS = names(StatusKind.values());
    private static final String[] TRIGGERS = names(SignalTrigger.values());
    private static final String[] ALERT_KINDS = names(AlertKind.values());
    private static final String[] SEVERITIES = names(AlertSeverity.values());

    private final Touch newest = new Touch();
    private final Touch earlier = new Touch();
    private final RecordCursor tops = new RecordCursor(TopOfBook.class, null);
    private final RecordCursor depths = new RecordCursor(Depth.class, tops);
    private final RecordCursor trades = new RecordCursor(Trade.class, tops);
    private final RecordCursor statuses = new RecordCursor(MarketStatus.class, tops);
    private final RecordCursor imbalances = new RecordCursor(Imbalance.class, tops);
    private final RecordCursor books = new RecordCursor(BookLatest.class, tops);
    private final RecordCursor bars = new RecordCursor(Bar.class, tops);
    private final RecordCursor signals = new RecordCursor(BookSignal.class, tops);
    private final RecordCursor alerts = new RecordCursor(Alert.class, tops);

    /**
     * The table that a record's rows belong to.
     *
     * @throws UnusableRecordException when no table takes records of its topic
     */
    KdbTable table(final RawBatch record) throws UnusableRecordException {
        final KdbTable table = TABLES.get(record.topic());
        if (table == null) {
            throw new UnusableRecordException("unknown-topic", "no kdb+ table takes records of " + record.topic());
        }
        return table;
    }

    /**
     * Appends a record's rows; what was appended before an error is the caller's to take back.
     *
     * @throws UnusableRecordException when its bytes are not what the topic holds
     */
    void read(final RawBatch record, final KdbTable table, final KdbRows into) throws UnusableRecordException {
        try {
            switch (table) {
                case QUOTE -> quote(tops.wrap(record.value()), into);
                case DEPTH -> depth(depths.wrap(record.value()), into);
                case TRADE -> trade(trades.wrap(record.value()), into);
                case STATUS -> status(statuses.wrap(record.value()), into);
                case IMBALANCE -> imbalance(imbalances.wrap(record.value()), into);
                case BOOK -> book(books.wrap(record.value()), into);
                case BAR -> bar(bars.wrap(record.value()), into);
                case SIGNAL -> signal(signals.wrap(record.value()), into);
                case ALERT -> alert(alerts.wrap(record.value()), into);
            }
        } catch (final MalformedRecordException malformed) {
            throw new UnusableRecordException("malformed", record.position() + ": " + malformed.getMessage());
        }
    }

    /** One row for the newest touch, and before it one for each earlier change that the record holds. */
    private void quote(final RecordCursor in, final KdbRows to) {
        final String venue = in.text("venue");
        final String session = in.text("session");
        final String symbol = in.text("symbol");
        newest.read(in);
        final long receiveTime = in.number("receiveTimeNanos");
        final int scale = in.integer("priceScale");
        newest.readPrices(in);
        final String quality = in.constant("quality", QUALITIES);
        final String reason = in.text("qualityReason");
        final String state = in.constant("tradingState", STATES);
        for (int left = in.items("earlier", LEAST_EARLIER_BYTES); left > 0; ) {
            earlier.read(in);
            earlier.readPrices(in);
            touch(to, earlier, symbol, venue, session, receiveTime, scale, quality, reason, state);
            if (--left == 0) {
                left = in.items("earlier", LEAST_EARLIER_BYTES);
            }
        }
        in.text("marketState");
        in.end();
        touch(to, newest, symbol, venue, session, receiveTime, scale, quality, reason, state);
    }

    private static void touch(
            final KdbRows to, final Touch at, final Object symbol, final Object venue, final Object session,
            final long receiveTime, final int scale, final Object quality, final Object reason, final Object state) {
        to.put(at.timeNanos).put(symbol).put(venue).put(session).put(at.sequence).put(receiveTime).put(scale)
                .put(at.bidShares == 0 ? NULL : at.bid).put(at.bidShares).put(at.bidOrders)
                .put(at.askShares == 0 ? NULL : at.ask).put(at.askShares).put(at.askOrders)
                .put(quality).put(reason).put(state);
        to.endRow();
    }

    /** A touch as a record holds it. */
    private static final class Touch {
        private long sequence;
        private long timeNanos;
        private long bid;
        private long bidShares;
        private int bidOrders;
        private long ask;
        private long askShares;
        private int askOrders;

        private void read(final RecordCursor in) {
            sequence = in.number("sequence");
            timeNanos = in.number("venueTimeNanos");
        }

        private void readPrices(final RecordCursor in) {
            bid = in.number("bidPrice");
            bidShares = in.number("bidShares");
            bidOrders = in.integer("bidOrders");
            ask = in.number("askPrice");
            askShares = in.number("askShares");
            askOrders = in.integer("askOrders");
        }
    }

    /** What the session has had so far is for the analytics: the table has no columns for it. */
    private static void depth(final RecordCursor in, final KdbRows to) {
        head(in, to);
        levels(in, to);
        quality(in, to);
        in.text("marketState");
        in.number("appliedEvents");
        in.number("ordersEntered");
        in.end();
        to.endRow();
    }

    private static void trade(final RecordCursor in, final KdbRows to) {
        head(in, to);
        to.put(in.constant("kind", TRADE_KINDS)).put(in.constant("aggressor", SIDES))
                .put(in.number("price")).put(in.number("shares"))
                .put(in.number("matchNumber")).put(in.number("orderRef"))
                .put(in.flag("printable")).put((Object) in.text("crossType"))
                .put(nullIfZero(in.number("bidPrice"))).put(nullIfZero(in.number("askPrice")));
        tail(in, to);
    }

    private static void status(final RecordCursor in, final KdbRows to) {
        head(in, to);
        to.put(in.constant("kind", STATUS_KINDS)).put((Object) in.text("code")).put((Object) in.text("reason"))
                .put(in.number("referencePrice")).put(in.number("upperPrice")).put(in.number("lowerPrice"))
                .put(in.numbers("values"));
        tail(in, to);
    }

    private static void imbalance(final RecordCursor in, final KdbRows to) {
        head(in, to);
        to.put((Object) in.text("crossType")).put(in.constant("side", SIDES))
                .put((Object) in.text("direction")).put((Object) in.text("priceVariation"))
                .put(in.number("pairedShares")).put(in.number("imbalanceShares"))
                .put(nullIfZero(in.number("farPrice"))).put(nullIfZero(in.number("nearPrice")))
                .put(nullIfZero(in.number("referencePrice")));
        tail(in, to);
    }

    private static void book(final RecordCursor in, final KdbRows to) {
        head(in, to);
        levels(in, to);
        to.put(in.number("liveOrders")).put(in.number("appliedEvents"));
        bookTail(in, to);
    }

    private static void bar(final RecordCursor in, final KdbRows to) {
        head(in, to);
        to.put(in.number("startNanos")).put(in.number("widthNanos")).put(in.integer("revision"));
        for (int price = 0; price < 4; price++) {
            to.put(nullIfZero(in.number("open, high, low, close")));
        }
        to.put(in.number("volume")).put(in.number("trades"))
                .put(in.integer("fineScale")).put(nullIfZero(in.number("vwap")))
                .put(in.number("buyVolume")).put(in.number("sellVolume")).put(in.number("crossVolume"))
                .put(in.number("quotes")).put(in.number("orderFlow"))
                .put(nullIfZero(in.number("openMid"))).put(nullIfZero(in.number("closeMid")));
        tail(in, to);
    }

    private static void signal(final RecordCursor in, final KdbRows to) {
        head(in, to);
        to.put(in.constant("trigger", TRIGGERS)).put(in.number("gridNanos"));
        touch(in, to, "bid");
        touch(in, to, "ask");
        to.put(in.integer("fineScale")).put(nullIfZero(in.number("mid"))).put(nullIfZero(in.number("microprice")))
                .put(in.number("spread")).put(in.real("spreadTicks")).put(in.real("spreadBasisPoints"))
                .put(in.real("imbalance")).put(in.integer("levels"))
                .put(in.number("bidDepth5")).put(in.number("askDepth5"))
                .put(in.number("bidDepth10")).put(in.number("askDepth10"))
                .put(in.real("depthImbalance")).put(in.integer("imbalanceLevels")).put(in.integer("nearBasisPoints"))
                .put(in.number("bidDepthNear")).put(in.number("askDepthNear"))
                .put(in.number("orderFlow")).put(in.number("orderEvents")).put(in.number("orderTrades"))
                .put(in.real("orderToTrade"));
        quality(in, to);
        in.number("ordersEntered");
        in.number("depthAgeNanos");
        in.end();
        to.endRow();
    }

    private static void alert(final RecordCursor in, final KdbRows to) {
        head(in, to);
        to.put(in.text("id").toCharArray()).put(in.constant("kind", ALERT_KINDS)).put(in.constant("severity", SEVERITIES))
                .put(in.flag("active")).put(in.number("raisedNanos")).put(in.number("clearedNanos"))
                .put(in.number("limit")).put(in.number("observed")).put((Object) in.text("unit"))
                .put(in.text("evidence").toCharArray());
        tail(in, to);
    }

    /** The seven fields that open every derived record; the tables have the time first. */
    private static void head(final RecordCursor in, final KdbRows to) {
        final Object venue = in.text("venue");
        final Object session = in.text("session");
        final Object symbol = in.text("symbol");
        final long sequence = in.number("sequence");
        to.put(in.number("venueTimeNanos")).put(symbol).put(venue).put(session).put(sequence)
                .put(in.number("receiveTimeNanos")).put(in.integer("priceScale"));
    }

    private static void tail(final RecordCursor in, final KdbRows to) {
        quality(in, to);
        in.end();
        to.endRow();
    }

    /** The tail of a book record, which says more of the market than the tables have columns for: {@code status} has it. */
    private static void bookTail(final RecordCursor in, final KdbRows to) {
        quality(in, to);
        in.text("marketState");
        in.end();
        to.endRow();
    }

    private static void quality(final RecordCursor in, final KdbRows to) {
        to.put(in.constant("quality", QUALITIES)).put((Object) in.text("qualityReason"))
                .put(in.constant("tradingState", STATES));
    }

    private static void touch(final RecordCursor in, final KdbRows to, final String side) {
        final long price = in.number(side);
        final long shares = in.number(side);
        to.put(shares == 0 ? NULL : price).put(shares).put(in.integer(side));
    }

    private static void levels(final RecordCursor in, final KdbRows to) {
        to.put(in.numbers("bidPrices")).put(in.numbers("bidShares")).put(in.integers("bidOrders"))
                .put(in.numbers("askPrices")).put(in.numbers("askShares")).put(in.integers("askOrders"));
    }

    private static long nullIfZero(final long price) {
        return price == 0 ? NULL : price;
    }

    private static String[] names(final Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }
}
