package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.cancel;
import static io.depthstream.jobs.book.FeedEvent.delete;
import static io.depthstream.jobs.book.FeedEvent.execute;
import static io.depthstream.jobs.book.FeedEvent.executeAtPrice;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static io.depthstream.jobs.book.FeedEvent.replace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Imbalance;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.StatusKind;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.Trade;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradingState;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator publishes for which events. */
class OrderBookOperatorTest {

    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final long MS = 1_000_000L;

    private final Batches batches = new Batches("1", "a");
    private OperatorRun run;

    @BeforeEach
    void open() throws Exception {
        run = OperatorRun.fresh();
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    @Test
    void shouldPublishTheTouchAfterEveryEventThatChangesIt() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10),
                add(A, 2, T, Side.BID, 12, 90, 10),
                add(A, 3, T, Side.ASK, 13, 110, 20),
                add(A, 4, T, Side.BID, 14, 100, 5),
                replace(A, 5, T, 13, 15, 105, 7),
                cancel(A, 6, T, 11, 4),
                delete(A, 7, T, 12),
                delete(A, 8, T, 11),
                delete(A, 9, T, 14)));

        assertEquals(
                List.of("1 100x10(1) 0x0(0)", "3 100x10(1) 110x20(1)", "4 100x15(2) 110x20(1)", "5 100x15(2) 105x7(1)",
                        "6 100x11(2) 105x7(1)", "8 100x5(1) 105x7(1)", "9 0x0(0) 105x7(1)"),
                tops());
    }

    @Test
    void shouldNameSessionTimeQualityAndTradingStateInTheTouch() throws Exception {
        run.feed(batches.of(
                rare(EventKind.TRADING_ACTION, A, 1, T, Side.NONE, 0, 0, "T| |"),
                add(A, 2, T + 5, Side.BID, 11, 100, 10)));

        final TopOfBook top = run.output(Topics.BOOK_TOP, TopOfBook.class).get(1);
        assertEquals("XNAS", top.getVenue());
        assertEquals("1", top.getSession());
        assertEquals(A, top.getSymbol());
        assertEquals(2, top.getSequence());
        assertEquals(T + 5, top.getVenueTimeNanos());
        assertEquals(Batches.RECEIVED, top.getReceiveTimeNanos());
        assertEquals(4, top.getPriceScale());
        assertEquals(Quality.OK, top.getQuality());
        assertEquals("", top.getQualityReason());
        assertEquals(TradingState.TRADING, top.getTradingState());
    }

    @Test
    void shouldPublishDepthOnceAGridCellShowingTheStateBeforeTheEventThatLeavesIt() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10),
                add(A, 2, T + 9 * MS, Side.BID, 12, 99, 10),
                add(A, 3, T + 10 * MS, Side.BID, 13, 98, 10),
                rare(EventKind.TRADE, A, 4, T + 35 * MS, Side.BID, 100, 1, ""),
                delete(A, 5, T + 99 * MS, 13)));

        final List<Depth> depths = run.output(Topics.BOOK_DEPTH, Depth.class);
        assertEquals(List.of(2L, 3L), depths.stream().map(Depth::getSequence).toList());
        assertEquals(List.of(100L, 99L), depths.get(0).getBidPrices());
        assertEquals(List.of(100L, 99L, 98L), depths.get(1).getBidPrices());
        assertEquals(T + 10 * MS, depths.get(1).getVenueTimeNanos());
    }

    @Test
    void shouldCountOrdersEnteredOnDepths() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10),
                replace(A, 2, T, 11, 12, 99, 10),
                delete(A, 3, T, 12),
                add(A, 4, T, Side.BID, 13, 98, 10),
                add(A, 5, T + 20 * MS, Side.BID, 14, 97, 10)));

        final Depth depth = run.output(Topics.BOOK_DEPTH, Depth.class).get(0);
        assertEquals(4, depth.getSequence());
        assertEquals(4, depth.getAppliedEvents());
        assertEquals(3, depth.getOrdersEntered(), "two added, one in another's place");
    }

    @Test
    void shouldNotPublishDepthForChangesBelowTheLastPublishedLevel() throws Exception {
        for (int i = 1; i <= 11; i++) {
            run.feed(batches.of(add(A, i, T, Side.BID, i, 200 - i, 10)));
        }
        run.feed(batches.of(
                add(A, 12, T + 20 * MS, Side.BID, 12, 150, 10),
                delete(A, 13, T + 40 * MS, 11),
                delete(A, 14, T + 60 * MS, 10),
                add(A, 15, T + 80 * MS, Side.BID, 15, 140, 1)));

        assertEquals(List.of(11L, 14L),
                run.output(Topics.BOOK_DEPTH, Depth.class).stream().map(Depth::getSequence).toList());
    }

    @Test
    void shouldPublishTheFullBookAtMostOnceAnIntervalOfEventTime() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10),
                add(A, 2, T + 400 * MS, Side.ASK, 12, 110, 10),
                add(A, 3, T + 1_200 * MS, Side.ASK, 13, 120, 10),
                add(A, 4, T + 1_300 * MS, Side.ASK, 14, 120, 10)));

        final List<BookLatest> books = run.output(Topics.BOOK_LATEST, BookLatest.class);
        assertEquals(1, books.size());
        assertEquals(2, books.get(0).getSequence());
        assertEquals(2, books.get(0).getLiveOrders());
        assertEquals(2, books.get(0).getAppliedEvents());
        run.finish();
        final BookLatest last = run.output(Topics.BOOK_LATEST, BookLatest.class).get(1);
        assertEquals(4, last.getSequence());
        assertEquals(List.of(110L, 120L), last.getAskPrices());
        assertEquals(List.of(2), last.getAskOrders().subList(1, 2));
    }

    @Test
    void shouldRepeatTheLastStateOfAQuietSymbolOnceAndThenDisarmTheTimer() throws Exception {
        run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)));
        assertEquals(0, run.output(Topics.BOOK_DEPTH, Depth.class).size());
        assertEquals(1, run.timers());
        for (int i = 0; i < 3; i++) {
            run.pass(IdleSymbols.TICK_MILLIS);
        }
        assertEquals(1, run.output(Topics.BOOK_DEPTH, Depth.class).size());
        assertEquals(0, run.output(Topics.BOOK_LATEST, BookLatest.class).size());
        for (int i = 0; i < 60; i++) {
            run.pass(IdleSymbols.TICK_MILLIS);
        }
        assertEquals(1, run.output(Topics.BOOK_DEPTH, Depth.class).size());
        assertEquals(1, run.output(Topics.BOOK_LATEST, BookLatest.class).size());
        assertEquals(0, run.timers());

        run.feed(batches.of(add(A, 2, T + 5_000 * MS, Side.BID, 12, 101, 10)));
        assertEquals(1, run.output(Topics.BOOK_DEPTH, Depth.class).size(), "the grid leaves out what the timer showed");
        run.finish();
        assertEquals(List.of(1L, 2L),
                run.output(Topics.BOOK_DEPTH, Depth.class).stream().map(Depth::getSequence).toList());
    }

    @Test
    void shouldNotShowAgainAfterARestoreWhatTheTimerHadShownByTheCheckpoint() throws Exception {
        run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)));
        final OperatorSubtaskState before = run.snapshot();
        for (int i = 0; i < 63; i++) {
            run.pass(IdleSymbols.TICK_MILLIS);
        }
        assertEquals(1, run.output(Topics.BOOK_DEPTH, Depth.class).size());
        assertEquals(1, run.output(Topics.BOOK_LATEST, BookLatest.class).size());
        final OperatorSubtaskState after = run.snapshot();

        assertEquals(List.of(1, 1), shownWhenRestoredFrom(before), "what no checkpoint holds must be shown");
        assertEquals(List.of(0, 0), shownWhenRestoredFrom(after), "what a checkpoint holds is committed with it");
    }

    private static List<Integer> shownWhenRestoredFrom(final OperatorSubtaskState snapshot) throws Exception {
        try (OperatorRun restored = OperatorRun.from(snapshot, false)) {
            for (int i = 0; i < 63; i++) {
                restored.pass(IdleSymbols.TICK_MILLIS);
            }
            return List.of(restored.output(Topics.BOOK_DEPTH, Depth.class).size(),
                    restored.output(Topics.BOOK_LATEST, BookLatest.class).size());
        }
    }

    @Test
    void shouldReportTradesWithAggressorPriceAndTheTouchBefore() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10),
                add(A, 2, T, Side.ASK, 12, 110, 10),
                execute(A, 3, T, 11, 10),
                executeAtPrice(A, 4, T, 12, 3, 108, false),
                rare(EventKind.TRADE, A, 5, T, Side.BID, 105, 50, ""),
                rare(EventKind.CROSS_TRADE, A, 6, T, Side.NONE, 106, 900, "O"),
                rare(EventKind.BROKEN_TRADE, A, 7, T, Side.NONE, 0, 0, "")));

        assertEquals(
                List.of("3 EXECUTION ASK 100x10 true  100/110 ref 11",
                        "4 EXECUTION_AT_PRICE BID 108x3 false  0/110 ref 12",
                        "5 NON_DISPLAYED NONE 105x50 true  0/110 ref 0",
                        "6 CROSS NONE 106x900 true O 0/110 ref 0",
                        "7 BROKEN NONE 0x0 false  0/110 ref 0"),
                run.output(Topics.TRADES, Trade.class).stream().map(t -> t.getSequence() + " " + t.getKind() + " "
                        + t.getAggressor() + " " + t.getPrice() + "x" + t.getShares() + " " + t.getPrintable() + " "
                        + t.getCrossType() + " " + t.getBidPrice() + "/" + t.getAskPrice() + " ref " + t.getOrderRef())
                        .toList());
        assertEquals(TradeKind.BROKEN, run.output(Topics.TRADES, Trade.class).get(4).getKind());
    }

    @Test
    void shouldPublishEveryMarketStateKind() throws Exception {
        run.feed(batches.of(
                rare(EventKind.TRADING_ACTION, A, 1, T, Side.NONE, 0, 0, "H| |T1"),
                rare(EventKind.REG_SHO, A, 2, T, Side.NONE, 0, 0, "1"),
                rare(EventKind.PARTICIPANT_POSITION, A, 3, T, Side.NONE, 0, 0, "GSCO|Y|N|A"),
                rare(EventKind.IPO_QUOTING, A, 4, T, Side.NONE, 250, 0, "A", 34_200),
                rare(EventKind.LULD_COLLAR, A, 5, T, Side.NONE, 100, 0, "", 110, 90, 1),
                rare(EventKind.OPERATIONAL_HALT, A, 6, T, Side.NONE, 0, 0, "Q|H"),
                rare(EventKind.RETAIL_INTEREST, A, 7, T, Side.NONE, 0, 0, "B"),
                rare(EventKind.DIRECT_LISTING, A, 8, T, Side.NONE, 0, 0, "Y", 1, 2, 3, 4, 5, 6)));
        run.feed(batches.of(
                rare(EventKind.SYSTEM, "*", 9, T, Side.NONE, 0, 0, "Q"),
                rare(EventKind.MWCB_LEVELS, "*", 10, T, Side.NONE, 0, 0, "", 7, 13, 20),
                rare(EventKind.MWCB_BREACH, "*", 11, T, Side.NONE, 0, 0, "1")));

        assertEquals(
                List.of("1 TRADING_ACTION H/T1 0 0 0 []", "2 REG_SHO 1/ 0 0 0 []", "3 PARTICIPANT_POSITION Y|N|A/GSCO 0 0 0 []",
                        "4 IPO_QUOTING A/ 250 0 0 [34200]", "5 LULD_COLLAR / 100 110 90 [110, 90, 1]",
                        "6 OPERATIONAL_HALT H/Q 0 0 0 []", "7 RETAIL_INTEREST B/ 0 0 0 []",
                        "8 DIRECT_LISTING Y/ 3 6 5 [1, 2, 3, 4, 5, 6]", "9 SYSTEM Q/ 0 0 0 []",
                        "10 MWCB_LEVELS / 0 0 0 [7, 13, 20]", "11 MWCB_BREACH 1/ 0 0 0 []"),
                statuses().stream().map(s -> s.getSequence() + " " + s.getKind() + " " + s.getCode() + "/"
                        + s.getReason() + " " + s.getReferencePrice() + " " + s.getUpperPrice() + " "
                        + s.getLowerPrice() + " " + s.getValues()).toList());
        assertTrue(run.output(Topics.BOOK_TOP, TopOfBook.class).stream().noneMatch(top -> top.getSymbol().equals("*")));
    }

    @Test
    void shouldKeepASymbolHaltedWhileItsMarketHasAnOperationalHalt() throws Exception {
        run.feed(batches.of(
                rare(EventKind.TRADING_ACTION, A, 1, T, Side.NONE, 0, 0, "T| |"),
                rare(EventKind.OPERATIONAL_HALT, A, 2, T, Side.NONE, 0, 0, "X|H"),
                rare(EventKind.OPERATIONAL_HALT, A, 3, T, Side.NONE, 0, 0, "Q|H"),
                rare(EventKind.OPERATIONAL_HALT, A, 4, T, Side.NONE, 0, 0, "Q|T")));

        assertEquals(List.of(TradingState.TRADING, TradingState.TRADING, TradingState.HALTED, TradingState.TRADING),
                statuses().stream().map(MarketStatus::getTradingState).toList());
        assertEquals(List.of(1L, 2L, 3L, 4L),
                run.output(Topics.BOOK_TOP, TopOfBook.class).stream().map(TopOfBook::getSequence).toList(),
                "book records follow the trading state and the halts of other markets");
        assertEquals(Quality.OK, statuses().get(2).getQuality(), "halted is not stale");
    }

    @Test
    void shouldPublishImbalance() throws Exception {
        run.feed(batches.of(rare(EventKind.IMBALANCE, A, 1, T, Side.ASK, 100, 700, "S|C|2", 5_000, 90, 95)));

        final Imbalance imbalance = run.output(Topics.IMBALANCE, Imbalance.class).get(0);
        assertEquals("C S 2", imbalance.getCrossType() + " " + imbalance.getDirection() + " "
                + imbalance.getPriceVariation());
        assertEquals(Side.ASK, imbalance.getSide());
        assertEquals(List.of(100L, 700L, 5_000L, 90L, 95L), List.of(imbalance.getReferencePrice(),
                imbalance.getImbalanceShares(), imbalance.getPairedShares(), imbalance.getFarPrice(),
                imbalance.getNearPrice()));
    }

    @Test
    void shouldFlagACrossedAndALockedBookAndTakeTheFlagBack() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10),
                add(A, 2, T, Side.ASK, 12, 100, 10),
                add(A, 3, T, Side.ASK, 13, 99, 10),
                delete(A, 4, T, 13),
                delete(A, 5, T, 12)));

        assertEquals(List.of("1 OK ", "2 LOCKED locked", "3 CROSSED crossed", "4 LOCKED locked", "5 OK "),
                run.output(Topics.BOOK_TOP, TopOfBook.class).stream()
                        .map(t -> t.getSequence() + " " + t.getQuality() + " " + t.getQualityReason()).toList());
        assertEquals(List.of("LOCKED", "CROSSED", "LOCKED", "OK"), statuses().stream()
                .filter(s -> s.getKind() == StatusKind.QUALITY).map(MarketStatus::getCode).toList());
    }

    private List<String> tops() {
        return run.output(Topics.BOOK_TOP, TopOfBook.class).stream().map(t -> t.getSequence() + " " + t.getBidPrice()
                + "x" + t.getBidShares() + "(" + t.getBidOrders() + ") " + t.getAskPrice() + "x" + t.getAskShares()
                + "(" + t.getAskOrders() + ")").toList();
    }

    private List<MarketStatus> statuses() {
        return run.output(Topics.STATUS, MarketStatus.class);
    }
}
