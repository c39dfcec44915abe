package io.depthstream.jobs.analytics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.AnalyticsConfig;
import io.depthstream.jobs.config.AnalyticsJobConfig;
import io.depthstream.jobs.config.BarPublishing;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Alert;
import io.depthstream.schemas.avro.AlertKind;
import io.depthstream.schemas.avro.Bar;
import io.depthstream.schemas.avro.BookSignal;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.Features;
import io.depthstream.schemas.avro.LateEvent;
import io.depthstream.schemas.avro.Profile;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.SignalTrigger;
import io.depthstream.schemas.avro.TradeKind;
import io.depthstream.schemas.avro.TradeSignRule;
import io.depthstream.schemas.avro.TradeSignal;
import io.depthstream.schemas.avro.TradingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnalyticsOperatorTest {

    private final Market market = new Market();

    private static List<Bar> bars(final AnalyticsRun run) {
        return run.output(Topics.BARS, Bar.class);
    }

    @Test
    void shouldPublishABarWhenItsWindowIsComplete() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 0, 1_000_000, 100, 1_000_200, 100),
                    market.trade(2, 100, 1_000_200, 50, Side.BID),
                    market.trade(3, 900, 1_000_000, 30, Side.ASK),
                    market.trade(4, 1_000, 1_000_100, 10, Side.NONE));
            run.complete(999);
            assertEquals(0, bars(run).size(), "an event of the window may still come");
            run.complete(1_000);
            assertEquals(1, bars(run).size());
            final Bar bar = bars(run).get(0);
            assertEquals(Market.nanos(0), bar.getStartNanos());
            assertEquals(1_000_200, bar.getOpen());
            assertEquals(1_000_200, bar.getHigh());
            assertEquals(1_000_000, bar.getLow());
            assertEquals(1_000_000, bar.getClose());
            assertEquals(80, bar.getVolume());
            assertEquals(2, bar.getTrades());
            assertEquals(100_012_500, bar.getVwap());
            assertEquals(50, bar.getBuyVolume());
            assertEquals(30, bar.getSellVolume());
            assertEquals(1, bar.getQuotes());
            assertEquals(0, bar.getRevision());
            run.complete(2_000);
            assertEquals(10, bars(run).get(1).getVolume());
        }
    }

    @Test
    void shouldNotCareHowTopicsAreInterleaved() throws Exception {
        final List<RawBatch> tops = new ArrayList<>();
        final List<RawBatch> trades = new ArrayList<>();
        final List<RawBatch> depths = new ArrayList<>();
        final Random random = new Random(11);
        for (int i = 1; i <= 400; i++) {
            final long bid = 1_000_000 + 100L * random.nextInt(20);
            switch (random.nextInt(3)) {
                case 0 -> tops.add(market.top(i, 7L * i, bid, 1 + random.nextInt(500), bid + 100, 1 + random.nextInt(500)));
                case 1 -> trades.add(market.trade(i, 7L * i, bid, 1 + random.nextInt(500), Side.NONE));
                default -> depths.add(market.depth(i, 7L * i, bid, 1 + random.nextInt(500), bid + 100, 9));
            }
        }
        final List<RawBatch> one = new ArrayList<>(tops);
        one.addAll(trades);
        one.addAll(depths);
        final List<RawBatch> other = new ArrayList<>(depths);
        other.addAll(trades);
        other.addAll(tops);
        try (AnalyticsRun first = AnalyticsRun.fresh().feed(one).finish();
                AnalyticsRun second = AnalyticsRun.fresh()) {
            for (int i = 0; i < 3_000; i += 50) {
                final long upTo = i;
                second.feed(other.stream().filter(record -> record.timestampMillis()
                        >= Market.nanos(upTo) / Market.MILLI && record.timestampMillis()
                        < Market.nanos(upTo + 50) / Market.MILLI).toList());
                second.complete(upTo + 20);
            }
            second.finish();
            assertTrue(first.output().size() > 300, "records " + first.output().size());
            assertEquals(first.output(), second.output());
            assertEquals(0, second.totals().late);
        }
    }

    @Test
    void shouldAmendABarByRevisionWhenATradeIsLate() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.trade(10, 500, 1_000_000, 10, Side.BID)).complete(2_000);
            run.feed(market.trade(11, 900, 1_000_300, 20, Side.ASK)).complete(2_010);
            final List<Bar> bars = bars(run);
            assertEquals(2, bars.size());
            assertEquals(1, bars.get(1).getRevision());
            assertEquals(bars.get(0).getStartNanos(), bars.get(1).getStartNanos());
            assertEquals(30, bars.get(1).getVolume());
            assertEquals(1_000_300, bars.get(1).getClose());
            assertEquals(20, bars.get(1).getSellVolume());
            final LateEvent late = AnalyticsRun.decode(run.late(), Topics.LATE, LateEvent.class).get(0);
            assertEquals("late", late.getReason());
            assertTrue(late.getAmended());
            assertEquals(11, late.getSequence());
            assertEquals(1, run.totals().late);
            assertEquals(1, run.totals().amended);
        }
    }

    @Test
    void shouldSayWhenALateTradeComesTooLateForItsBar() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh(AnalyticsRun.CONFIG.withMemory(2, 100))) {
            for (int second = 0; second < 5; second++) {
                run.feed(market.trade(10 + second, 1_000L * second, 1_000_000, 10, Side.BID));
            }
            run.complete(6_000);
            assertEquals(5, bars(run).size());
            run.feed(market.trade(20, 100, 1_000_000, 7, Side.BID)).complete(6_010);
            assertEquals(5, bars(run).size());
            final LateEvent late = AnalyticsRun.decode(run.late(), Topics.LATE, LateEvent.class).get(0);
            assertEquals("too-late", late.getReason());
            assertEquals(7, late.getShares());
            assertEquals(1, run.totals().unamended);
            run.feed(market.trade(21, 6_500, 1_000_000, 1, Side.BID)).complete(8_000);
            final List<Features> features = run.output(Topics.FEATURES, Features.class);
            assertEquals(58, features.get(features.size() - 1).getSessionVolume(), "the session has it all the same");
        }
    }

    @Test
    void shouldTakeABrokenTradeOutOfEverything() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.trade(1, 100, 1_000_000, 10, Side.BID),
                    market.trade(2, 200, 9_000_000, 40, Side.BID),
                    market.trade(3, 300, 1_000_100, 10, Side.ASK)).complete(1_000);
            assertEquals(9_000_000, bars(run).get(0).getHigh());
            run.feed(market.broken(4, 1_500, 2)).complete(2_000);
            final Bar amended = bars(run).get(1);
            assertEquals(1, amended.getRevision());
            assertEquals(1_000_100, amended.getHigh());
            assertEquals(20, amended.getVolume());
            assertEquals(2, amended.getTrades());
            assertEquals(100_005_000, amended.getVwap());
            run.feed(market.broken(5, 2_100, 2), market.trade(6, 2_200, 1_000_200, 1, Side.BID)).complete(3_000);
            assertEquals("unknown-match", AnalyticsRun.decode(run.late(), Topics.LATE, LateEvent.class).get(0).getReason());
            run.finish();
            final List<Features> features = run.output(Topics.FEATURES, Features.class);
            final Features last = features.get(features.size() - 1);
            assertEquals(21, last.getSessionVolume());
            assertEquals(1_000_200, last.getSessionHigh());
            assertEquals(1, last.getBrokenTrades());
            final List<Profile> profiles = run.output(Topics.PROFILE, Profile.class);
            assertEquals(21, profiles.get(profiles.size() - 1).getTotalVolume());
        }
    }

    @Test
    void shouldCountCrossesAndPrintsAsTheExchangesStatisticsDo() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.cross(1, 0, 1_000_000, 5_000, "O"),
                    market.trade(2, 10, TradeKind.EXECUTION_AT_PRICE, Side.BID, 1_000_500, 300, 77, false, ""),
                    market.trade(3, 20, TradeKind.NON_DISPLAYED, Side.NONE, 1_000_100, 100, 78, true, ""),
                    market.cross(4, 30, 0, 0, "H"),
                    market.cross(5, 900, 1_000_300, 2_000, "C"));
            run.finish();
            final Bar bar = bars(run).get(0);
            assertEquals(1_000_000, bar.getOpen());
            assertEquals(1_000_300, bar.getClose());
            assertEquals(7_100, bar.getVolume(), "the execution that is not printable is printed by its cross");
            assertEquals(3, bar.getTrades(), "a cross of no shares is no trade");
            assertEquals(7_000, bar.getCrossVolume());
            assertEquals(0, bar.getBuyVolume() + bar.getSellVolume(), "at the mid, and no earlier trade to tell by");
            final Features features = run.output(Topics.FEATURES, Features.class).get(0);
            assertEquals(1_000_000, features.getOfficialOpen());
            assertEquals(1_000_300, features.getOfficialClose());
        }
    }

    @Test
    void shouldCutEverythingAtTheDayBoundary() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.trade(51, 10, 1_000_200, 10, Side.BID), market.trade(60, 20, 1_000_000, 1, Side.BID));
            market.session = "S2";
            run.feed(market.trade(3, 400, 2_000_000, 5, Side.ASK), market.top(4, 410, 2_000_000, 70, 2_000_200, 80));
            market.session = "S1";
            run.feed(market.top(50, 0, 1_000_000, 100, 1_000_200, 100));
            run.finish();
            final List<Bar> bars = bars(run);
            assertEquals(2, bars.size(), "one window, two sessions");
            assertEquals("S1", bars.get(0).getSession());
            assertEquals(11, bars.get(0).getVolume());
            assertEquals("S2", bars.get(1).getSession());
            assertEquals(5, bars.get(1).getVolume());
            assertEquals(0, bars.get(1).getOrderFlow(), "nothing flows from one session into the next");
            final List<Features> features = run.output(Topics.FEATURES, Features.class);
            assertEquals(5, features.get(features.size() - 1).getSessionVolume());
            final List<Profile> profiles = run.output(Topics.PROFILE, Profile.class);
            assertTrue(profiles.get(0).getLast());
            assertEquals(11, profiles.get(0).getTotalVolume());
            run.feed(market.trade(61, 30, 1_000_000, 1, Side.BID)); // a feed handler that came back from the dead
            assertEquals("previous-session", AnalyticsRun.decode(run.late(), Topics.LATE, LateEvent.class).get(0).getReason());
        }
    }

    @Test
    void shouldLetSeveralSessionsWaitAtOnce() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            for (int day = 1; day <= 3; day++) {
                market.session = "S" + day;
                run.feed(market.trade(5, 100_000L * day, 1_000_000, day, Side.BID));
            }
            for (int day = 1; day <= 3; day++) {
                market.session = "S" + day;
                run.feed(market.top(4, 100_000L * day - 1, 1_000_000, 100, 1_000_200, 100));
            }
            run.finish();
            assertEquals(List.of("S1", "S2", "S3"), bars(run).stream().filter(bar -> bar.getTrades() > 0)
                    .map(Bar::getSession).toList());
            assertEquals(0, run.totals().late + run.totals().hurried);
        }
    }

    @Test
    void shouldTakeTheOldestSessionBeforeItsTimeWhenTooManyWait() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            for (int day = 1; day <= Sessions.MAX_WAITING + 1; day++) {
                market.session = "S" + day;
                run.feed(market.trade(5, 100_000L * day, 1_000_000, day, Side.BID));
            }
            assertEquals(1, run.totals().hurried);
            run.finish();
            assertEquals(Sessions.MAX_WAITING + 1, bars(run).size());
        }
    }

    @Test
    void shouldReportALateDepthAndPublishNoSignalOfIt() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 1, 1_000_000, 300, 1_000_200, 100)).complete(9);
            run.feed(market.depth(1, 1, 1_000_000, 300, 1_000_200, 100)).complete(10);
            assertEquals(2, run.output(Topics.SIGNALS, BookSignal.class).size(), "in time until its cell is over");
            run.feed(market.depth(2, 9, 1_000_000, 200, 1_000_200, 100)).complete(30);
            assertEquals(2, run.output(Topics.SIGNALS, BookSignal.class).size());
            final LateEvent late = AnalyticsRun.decode(run.late(), Topics.LATE, LateEvent.class).get(0);
            assertEquals(Topics.BOOK_DEPTH, late.getTopic());
            assertEquals("late", late.getReason());
            assertEquals(1, run.totals().late);
            run.feed(market.top(3, 41, 1_000_000, 100, 1_000_200, 100)).complete(50);
            assertEquals(600, run.output(Topics.SIGNALS, BookSignal.class).get(2).getBidDepth5(), "later changes know it");
        }
    }

    @Test
    void shouldPublishEmptyBarsWhereTheyAreWanted() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh(
                AnalyticsRun.CONFIG.withBars(List.of(1_000_000_000L), BarPublishing.ALL))) {
            run.feed(market.trade(1, 100, 1_000_000, 10, Side.BID), market.trade(2, 3_100, 1_000_500, 10, Side.BID));
            run.complete(4_000);
            final List<Bar> bars = bars(run);
            assertEquals(4, bars.size());
            assertEquals(0, bars.get(1).getVolume());
            assertEquals(1_000_000, bars.get(2).getOpen());
            assertEquals(1_000_500, bars.get(3).getClose());
        }
    }

    @Test
    void shouldSignalOnChangeAndOnTheGrid() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 1, 1_000_000, 300, 1_000_200, 100), market.depth(1, 1, 1_000_000, 300, 1_000_200, 100),
                    market.top(2, 3, 1_000_000, 300, 0, 0), market.depth(2, 3, 1_000_000, 300, 0, 0));
            run.complete(10);
            final List<BookSignal> signals = run.output(Topics.SIGNALS, BookSignal.class);
            assertEquals(List.of(SignalTrigger.CHANGE, SignalTrigger.CHANGE, SignalTrigger.GRID),
                    signals.stream().map(BookSignal::getTrigger).toList(), "one a cell, though a pause showed two depths");
            final BookSignal first = signals.get(0);
            assertEquals(100_010_000, first.getMid());
            assertEquals(100_015_000, first.getMicroprice());
            assertEquals(200, first.getSpread());
            assertEquals(2.0, first.getSpreadTicks());
            assertEquals(20_000.0 * 200 / 2_000_200, first.getSpreadBasisPoints());
            assertEquals(0.5, first.getImbalance());
            assertEquals(1.0, signals.get(1).getImbalance(), "only bids are left");
            assertEquals(0, signals.get(1).getMid());
            assertEquals(100, signals.get(1).getOrderFlow(), "the offer went away whole");
            final BookSignal grid = signals.get(2);
            assertEquals(Market.nanos(10), grid.getGridNanos());
            assertEquals(900, grid.getBidDepth5());
            assertEquals(1.0, grid.getDepthImbalance());
            run.feed(market.top(3, 12, 1_000_000, 100, 1_000_200, 100),
                    market.depth(3, 12, 1_000_000, 100, 1_000_200, 100)).complete(20);
            final BookSignal near = run.output(Topics.SIGNALS, BookSignal.class).get(4);
            assertEquals(300, near.getBidDepthNear());
            assertEquals(100, near.getAskDepthNear(), "the second offer is 25 basis points away");
            assertEquals(400, near.getAskDepth10());
        }
    }

    @Test
    void shouldShowOnEachChangeTheDepthAsItWasWhenItsCellBegan() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 1, 1_000_000, 300, 1_000_200, 100), market.depth(1, 1, 1_000_000, 300, 1_000_200, 100),
                    market.top(2, 12, 1_000_000, 50, 1_000_200, 100), market.depth(2, 12, 1_000_000, 50, 1_000_200, 100),
                    market.top(3, 17, 1_000_000, 60, 1_000_200, 100), market.depth(3, 17, 1_000_000, 60, 1_000_200, 100),
                    market.top(4, 503, 1_000_000, 70, 1_000_200, 100)).finish();
            final List<BookSignal> signals = run.output(Topics.SIGNALS, BookSignal.class);
            assertEquals(List.of(SignalTrigger.CHANGE, SignalTrigger.GRID, SignalTrigger.CHANGE, SignalTrigger.CHANGE,
                    SignalTrigger.GRID, SignalTrigger.CHANGE), signals.stream().map(BookSignal::getTrigger).toList());
            assertEquals(List.of(0, 10, 10, 10, 10, 10), signals.stream().map(BookSignal::getLevels).toList());
            assertEquals(List.of(0L, 900L, 900L, 900L, 180L, 180L), signals.stream().map(BookSignal::getBidDepth10).toList());
            assertEquals(List.of(0L, 0L, 2 * Market.MILLI, 7 * Market.MILLI, 0L, 3 * Market.MILLI),
                    signals.stream().map(BookSignal::getDepthAgeNanos).toList());
            final BookSignal change = signals.get(3);
            assertEquals(60, change.getBidShares(), "the touch is its own");
            assertEquals(900, change.getBidDepth5());
            assertEquals(400, change.getAskDepth5());
            assertEquals(900, change.getBidDepthNear());
            assertEquals(100, change.getAskDepthNear());
            assertEquals(500.0 / 1_300, change.getDepthImbalance());
            assertEquals(signals.get(1).getImbalanceLevels(), change.getImbalanceLevels());
            assertEquals(signals.get(1).getNearBasisPoints(), change.getNearBasisPoints());
        }
    }

    @Test
    void shouldShowNoDepthOfAnEarlierSession() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 1, 1_000_000, 300, 1_000_200, 100), market.depth(1, 1, 1_000_000, 300, 1_000_200, 100));
            market.session = "S2";
            run.feed(market.top(1, 900, 1_000_000, 10, 1_000_200, 100)).finish();
            final List<BookSignal> signals = run.output(Topics.SIGNALS, BookSignal.class);
            final BookSignal last = signals.get(signals.size() - 1);
            assertEquals("S2", last.getSession());
            assertEquals(0, last.getLevels() + last.getBidDepth10() + last.getDepthAgeNanos());
        }
    }

    @Test
    void shouldGiveOrdersEnteredPerTrade() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            market.orders = 40;
            run.feed(market.trade(1, 100, 1_000_000, 10, Side.BID), market.trade(2, 200, 1_000_000, 10, Side.BID),
                    market.depth(42, 201, 1_000_000, 1, 1_000_100, 1), market.top(43, 202, 1_000_000, 1, 1_000_100, 1),
                    market.top(44, 1_100, 1_000_000, 2, 1_000_100, 1));
            run.finish();
            final List<BookSignal> signals = run.output(Topics.SIGNALS, BookSignal.class);
            assertEquals(0, signals.get(0).getOrdersEntered(), "the cell is not over");
            assertEquals(SignalTrigger.GRID, signals.get(1).getTrigger());
            for (final BookSignal signal : signals.subList(1, 3)) {
                assertEquals(42, signal.getOrderEvents());
                assertEquals(40, signal.getOrdersEntered());
                assertEquals(2, signal.getOrderTrades());
                assertEquals(20.0, signal.getOrderToTrade());
            }
        }
    }

    @Test
    void shouldGiveTheDepthOfEachChangeWhereTheGridIsAsFine() throws Exception {
        final AnalyticsConfig fine = AnalyticsJobConfig.of(Map.of("signals.gridMicros", "1")).analytics();
        try (AnalyticsRun run = AnalyticsRun.fresh(fine)) {
            run.feed(market.depth(1, 1, 1_000_000, 100, 1_000_200, 100), market.depth(2, 2, 1_000_000, 300, 1_000_200, 100),
                    market.depth(3, 3, 1_000_000, 300, 1_000_200, 50));
            run.complete(4);
            final List<BookSignal> signals = run.output(Topics.SIGNALS, BookSignal.class);
            assertEquals(List.of(1L, 2L, 3L), signals.stream().map(BookSignal::getSequence).toList());
            assertEquals(List.of(300L, 900L, 900L), signals.stream().map(BookSignal::getBidDepth5).toList());
            assertEquals(List.of(400L, 400L, 200L), signals.stream().map(BookSignal::getAskDepth5).toList());
        }
    }

    @Test
    void shouldGiveEffectiveAndRealisedSpreadOfATrade() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 0, 1_000_000, 100, 1_000_200, 100), market.trade(2, 10, 1_000_200, 50, Side.BID),
                    market.top(3, 4_000, 1_000_100, 100, 1_000_300, 100), market.top(4, 5_010, 1, 1, 2, 1));
            run.complete(5_011);
            final List<TradeSignal> costs = run.output(Topics.TRADE_SIGNALS, TradeSignal.class);
            assertEquals(2, costs.size());
            assertEquals(1, costs.get(0).getSign());
            assertEquals(TradeSignRule.VENUE, costs.get(0).getSignRule());
            assertEquals(20_000, costs.get(0).getEffectiveSpread());
            assertEquals(0, costs.get(0).getHorizonNanos());
            assertEquals(5_000_000_000L, costs.get(1).getHorizonNanos());
            assertEquals(100_020_000, costs.get(1).getHorizonMid(), "the mid before the event at the horizon itself");
            assertEquals(0, costs.get(1).getRealisedSpread());
            assertEquals(20_000, costs.get(1).getPriceImpact());
        }
    }

    @Test
    void shouldRaiseAndClearAlerts() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 0, 1_000_300, 100, 1_000_200, 100), market.top(2, 1_500, 1_000_100, 1, 1_000_200, 1));
            market.state = TradingState.HALTED;
            run.feed(market.top(3, 2_000, 1_000_100, 1, 1_000_200, 1));
            run.feed(market.imbalance(4, 2_100, Side.BID, 250_000), market.cross(5, 2_500, 1_000_100, 10, "H"));
            market.state = TradingState.TRADING;
            run.feed(market.top(6, 3_000, 1_000_100, 1, 1_000_200, 1));
            run.complete(70_000);
            run.feed(market.top(7, 70_000, 1_000_100, 2, 1_000_200, 1)).complete(70_001);
            final List<Alert> alerts = run.output(Topics.ALERTS, Alert.class);
            assertEquals(List.of("CROSSED true 1000", "CROSSED false 1500", "HALT true 2000",
                    "AUCTION_IMBALANCE true 2100", "AUCTION_IMBALANCE false 2500", "HALT false 3000",
                    "STALE_SYMBOL true 63000", "STALE_SYMBOL false 70000"),
                    alerts.stream().map(alert -> alert.getKind() + " " + alert.getActive() + " "
                            + ((alert.getActive() ? alert.getRaisedNanos() : alert.getClearedNanos()) - Market.START)
                            / Market.MILLI).toList());
            for (int i = 0; i < alerts.size(); i += 1) {
                final Alert alert = alerts.get(i);
                assertEquals(2, alerts.stream().filter(other -> other.getId().equals(alert.getId())).count());
                assertTrue(!alert.getEvidence().isEmpty());
            }
            assertEquals(250_000, alerts.get(3).getObserved());
        }
    }

    @Test
    void shouldRaiseALastingImbalanceOfTheBookOnly() throws Exception {
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(market.top(1, 0, 1_000_000, 1_000, 1_000_200, 1), market.depth(1, 0, 1_000_000, 1_000, 1_000_200, 1),
                    market.top(2, 5_500, 1_000_000, 100, 1_000_200, 100),
                    market.depth(2, 5_500, 1_000_000, 100, 1_000_200, 100));
            run.complete(6_000);
            final List<Alert> alerts = run.output(Topics.ALERTS, Alert.class);
            assertEquals(2, alerts.size());
            assertEquals(AlertKind.BOOK_IMBALANCE, alerts.get(0).getKind());
            assertEquals(Market.nanos(5_010), alerts.get(0).getRaisedNanos());
            assertEquals(Market.nanos(5_510), alerts.get(1).getClearedNanos());
        }
    }

    @Test
    void shouldDropWhatItHasSeenAndParkWhatItCannotRead() throws Exception {
        final RawBatch top = market.top(1, 0, 1_000_000, 100, 1_000_200, 100);
        final RawBatch trade = market.trade(2, 10, 1_000_200, 50, Side.BID);
        try (AnalyticsRun run = AnalyticsRun.fresh()) {
            run.feed(top, trade, top, trade, market.raw(Topics.TRADES, 20, new byte[] {1, 2, 3}));
            run.finish();
            assertEquals(50, bars(run).get(0).getVolume());
            assertEquals(1, run.output(Topics.SIGNALS, BookSignal.class).size());
            assertEquals(2, run.totals().duplicates);
            final DeadLetter letter = run.output(Topics.DLQ, DeadLetter.class).get(0);
            assertEquals("malformed-record", letter.getReason());
            assertArrayEquals(new byte[] {1, 2, 3}, letter.getBytes().array());
        }
    }

    @Test
    void shouldHoldNoMoreThanItsLimitOfPendingEvents() throws Exception {
        final AnalyticsConfig small = new AnalyticsConfig(List.of(1_000_000_000L), BarPublishing.ACTIVE, 8, 8,
                10_000_000, 5, 10, List.of(60), 5_000_000_000L, 60_000_000_000L, 10, 16,
                AnalyticsRun.CONFIG.alerts());
        final List<RawBatch> records = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            records.add(market.trade(i, i, 1_000_000, 1, Side.BID));
        }
        try (AnalyticsRun run = AnalyticsRun.fresh(small).feed(records).finish()) {
            assertEquals(84, run.totals().hurried);
            assertEquals(100, bars(run).get(0).getVolume());
        }
    }
}
