package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.delete;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.book.state.HoldLimits;
import io.depthstream.jobs.config.BookConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.StatusKind;
import io.depthstream.schemas.avro.TopOfBook;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Two publishers send the same stream, each with losses of its own: what one lacks the other brings, or it is said. */
class AcrossPublishersTest {

    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final int EVENTS = 600;
    private static final int SYMBOLS = 6;
    private static final String EMPTY = "0x0(0) 0x0(0)";
    private static final BookConfig PATIENT = new BookConfig(10, 10_000, 1_000, 600_000, 1_024);
    private static final BookConfig HASTY = new BookConfig(10, 10_000, 1_000, 40, 1_024);

    private final Batches first = new Batches("1", "a");
    private final Batches second = new Batches("1", "b");

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void shouldPublishTheWholeStreamWhenOnePublisherIsKilledAnywhereAndTheOtherIsWhole(
            @ForAll final long seed, @ForAll @IntRange(min = 0, max = EVENTS) final int killedAt) throws Exception {
        final Random random = new Random(seed);
        final RandomFeed feed = new RandomFeed(random, SYMBOLS, T, 0);
        final List<FeedEvent> events = day(feed);
        final List<RawBatch> killed = new Batches("1", "a").all(events, random, 9);
        final List<RawBatch> head = killed.subList(0, killed.size() * killedAt / EVENTS);
        final List<RawBatch> whole = new Batches("1", "b").all(events, random, 20);
        final List<RawBatch> log = LossyPublishers.log(head, whole, 40, random);
        // A zombie wakes up and sends again what it had in hand.
        for (int i = 0; i < 10 && !head.isEmpty(); i++) {
            log.add(log.size() / 2 + random.nextInt(log.size() / 2), head.get(random.nextInt(head.size() / 2 + 1)));
        }
        sameBookRecordsAsWhole(feed, events, log);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldPublishTheWholeStreamWhenTheUnionOfTwoLossyPublishersIsWhole(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 12) final int longest) throws Exception {
        final Random random = new Random(seed);
        final RandomFeed feed = new RandomFeed(random, SYMBOLS, T, 0);
        final List<FeedEvent> events = day(feed);
        final BitSet lostByFirst = LossyPublishers.lose(events.size() - SYMBOLS - 1, 0.05, longest, random);
        final BitSet lostBySecond = LossyPublishers.lose(events.size() - SYMBOLS - 1, 0.05, longest, random);
        lostBySecond.andNot(lostByFirst);
        sameBookRecordsAsWhole(feed, events, log(feed, events, lostByFirst, lostBySecond, random));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldNeverShowAWrongTouchAsGoodWhateverIsLostAndHoweverShortTheWait(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 12) final int longest,
            @ForAll final boolean hasty) throws Exception {
        final Random random = new Random(seed);
        final RandomFeed feed = new RandomFeed(random, SYMBOLS, T, 0);
        final List<FeedEvent> events = day(feed);
        final BitSet lostByFirst = LossyPublishers.lose(events.size() - SYMBOLS - 1, 0.1, longest, random);
        final BitSet lostBySecond = LossyPublishers.lose(events.size() - SYMBOLS - 1, 0.1, longest, random);
        final List<RawBatch> log = log(feed, events, lostByFirst, lostBySecond, random);
        try (OperatorRun truth = OperatorRun.fresh().feed(new Batches("1", "w").all(events, random, 9)).finish();
                OperatorRun run = OperatorRun.fresh(hasty ? HASTY : PATIENT, HotPublisherFactory.none())) {
            final Map<String, TreeMap<Long, String>> touches = new HashMap<>();
            // Before a symbol's first order its book is empty and nothing is published of it, unless it was stale.
            events.forEach(event -> touches.computeIfAbsent(event.symbol(), s -> new TreeMap<>(Map.of(0L, EMPTY))));
            truth.output(Topics.BOOK_TOP, TopOfBook.class).forEach(top ->
                    touches.get(top.getSymbol()).put(top.getSequence(), touch(top)));
            for (final RawBatch batch : log) {
                run.feed(batch);
                if (random.nextInt(20) == 0) {
                    run.pass(random.nextInt(60));
                }
            }
            run.finish();
            int good = 0;
            for (final TopOfBook top : run.output(Topics.BOOK_TOP, TopOfBook.class)) {
                if (top.getQuality() != Quality.STALE) {
                    final String expected = touches.get(top.getSymbol()).floorEntry(top.getSequence()).getValue();
                    assertEquals(expected, touch(top), () -> "seed " + seed + " " + top);
                    good++;
                }
            }
            lostByFirst.and(lostBySecond);
            if (!lostByFirst.isEmpty()) {
                final int lost = lostByFirst.nextSetBit(0);
                assertTrue(run.book(events.get(lost).symbol()) == null
                        || run.book(events.get(lost).symbol()).state.gaps > 0, "what both lost is a gap");
            }
            assertTrue(good > 0, "something was good");
            assertEquals(0, run.totals().held, "nothing is held at the end of input");
            assertEquals(0, run.totals().heldBytes);
        }
    }

    @Test
    void shouldHoldBackWhatIsBehindAHoleAndGoOnWhenTheOtherPublisherFillsIt() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            both(run, add(A, 1, T, Side.BID, 11, 100, 10));
            first.of(add(A, 4, T, Side.BID, 12, 101, 10));
            run.feed(first.of(add(A, 6, T, Side.BID, 13, 102, 10)));
            assertEquals(List.of("1 OK "), tops(run), "held back");
            assertEquals(List.of("1 RECOVERING gap-wait"), qualities(run));
            run.feed(second.of(add(A, 4, T, Side.BID, 12, 101, 10)));
            assertEquals(List.of("1 OK ", "4 OK ", "6 OK "), tops(run));
            assertEquals(List.of("1 RECOVERING gap-wait", "6 OK "), qualities(run));
            assertEquals(1, run.totals().filled);
            assertEquals(0, run.totals().gaps);
            assertNull(run.book(A).pending);
        }
    }

    @Test
    void shouldDeclareExactlyOneStaleWhenBothPublishersHaveTheSameHole() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            both(run, add(A, 1, T, Side.BID, 11, 100, 10));
            first.of(add(A, 4, T, Side.BID, 12, 101, 10));
            second.of(add(A, 4, T, Side.BID, 12, 101, 10));
            both(run, add(A, 6, T, Side.BID, 13, 102, 10));
            both(run, add(A, 7, T, Side.BID, 14, 103, 10));
            run.pass(1_020);
            assertEquals(List.of("1 RECOVERING gap-wait", "6 STALE gap"), qualities(run));
            assertEquals(List.of("1 OK ", "6 STALE gap", "7 STALE gap"), tops(run));
            assertEquals(1, run.totals().gaps);
        }
    }

    @Test
    void shouldNotTrustAPublisherThatStartsAfreshToKnowWhatWasBefore() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            both(run, add(A, 1, T, Side.BID, 11, 100, 10));
            // Killed and started again, it is ahead of the other, which still has event 4 on its way.
            run.feed(first.restarted().of(add(A, 6, T, Side.BID, 13, 102, 10)));
            run.feed(second.of(add(A, 4, T, Side.BID, 12, 101, 10)));
            run.feed(second.of(delete(A, 5, T, 11), add(A, 6, T, Side.BID, 13, 102, 10)));
            assertEquals(List.of("1 OK ", "4 OK ", "6 OK "), tops(run));
            assertEquals(2, run.book(A).book.liveOrders());
            assertEquals(0, run.totals().gaps);
        }
    }

    @Test
    void shouldApplyWhatTheOtherPublisherHasOfAReportedGap() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            both(run, add(A, 1, T, Side.BID, 11, 100, 10));
            run.feed(first.of(gap(2, 5), add(A, 6, T, Side.BID, 16, 106, 10)));
            run.feed(second.of(add(A, 3, T, Side.BID, 13, 103, 10)));
            assertEquals(List.of("1 OK ", "3 OK "), tops(run), "a GAP's own sequence is not applied");
            run.feed(second.of(add(A, 5, T, Side.BID, 15, 105, 10), add(A, 6, T, Side.BID, 16, 106, 10)));
            assertEquals(List.of("1 OK ", "3 OK ", "5 OK ", "6 OK "), tops(run));
        }
    }

    @Test
    void shouldJoinTheSilenceOfOnePublisherToTheEventsOfTheOtherBehindItsGap() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            both(run, add(A, 1, T, Side.BID, 11, 100, 10));
            run.feed(first.of(gap(2, 7), add(A, 9, T, Side.BID, 19, 109, 10)));
            run.feed(second.of(gap(8, 9), add(A, 10, T, Side.BID, 20, 110, 10)));
            assertEquals(List.of("1 OK ", "9 OK ", "10 OK "), tops(run));
        }
    }

    @Test
    void shouldTakeAGapBackWhenALateChainProvesThatItWasNothing() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            both(run, add(A, 1, T, Side.BID, 11, 100, 10));
            run.feed(first.of(gap(2, 5), add(A, 6, T, Side.BID, 16, 106, 10)));
            run.pass(1_020);
            assertEquals(Quality.STALE, run.book(A).current().quality());
            run.feed(second.of(add(A, 6, T, Side.BID, 16, 106, 10)));
            assertEquals(List.of("1 RECOVERING gap-wait", "5 STALE gap", "6 OK "), qualities(run));
            run.feed(second.of(add(A, 7, T, Side.BID, 17, 107, 10)));
            assertEquals(List.of("1 OK ", "5 STALE gap", "6 STALE gap", "7 OK "), tops(run));
            assertEquals(3, qualities(run).size(), "announced once");
            assertNull(run.book(A).pending);
        }
    }

    @Test
    void shouldStayStaleWhenTheGapTurnsOutToHaveHeldAnEvent() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            both(run, add(A, 1, T, Side.BID, 11, 100, 10));
            run.feed(first.of(gap(2, 5), add(A, 6, T, Side.BID, 16, 106, 10)));
            run.pass(1_020);
            run.feed(second.of(add(A, 3, T, Side.BID, 13, 103, 10), add(A, 6, T, Side.BID, 16, 106, 10)));
            run.feed(second.of(add(A, 7, T, Side.BID, 17, 107, 10)));
            assertEquals(Quality.STALE, run.book(A).current().quality());
        }
    }

    @Test
    void shouldStopWaitingAtTheFirstRecordStampedAfterTheLimitWithoutAnyTimer() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(first.at(5_000).of(add(A, 1, T, Side.BID, 11, 100, 10)));
            first.of(add(A, 2, T, Side.BID, 12, 101, 10));
            run.feed(first.at(5_100).of(add(A, 3, T, Side.BID, 13, 102, 10)));
            run.feed(second.at(6_099).of(add("MSFT", 4, T, Side.BID, 14, 50, 10)));
            assertEquals(List.of("1 OK "), tops(run));
            run.feed(second.at(6_100).of(add("MSFT", 5, T, Side.BID, 15, 51, 10)));
            assertEquals(List.of("1 OK ", "3 STALE gap"), tops(run));
        }
    }

    @Test
    void shouldGoOnAtOnceWhenNoWaitIsConfigured() throws Exception {
        try (OperatorRun run = OperatorRun.fresh(new BookConfig(10, 10_000, 1_000, 0, 1_024), HotPublisherFactory.none())) {
            run.feed(first.of(add(A, 1, T, Side.BID, 11, 100, 10)));
            first.of(add(A, 2, T, Side.BID, 12, 101, 10));
            run.feed(first.of(add(A, 3, T, Side.BID, 13, 102, 10)));
            assertEquals(List.of("3 STALE gap"), qualities(run));
        }
    }

    @Test
    void shouldStopWaitingWhenASymbolHoldsMoreBatchesThanAllowed() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(first.of(add(A, 1, T, Side.BID, 1, 100, 10)));
            first.of(add(A, 2, T, Side.BID, 2, 100, 10));
            for (int i = 0; i < HoldLimits.BATCHES_PER_SYMBOL; i++) {
                run.feed(first.of(rare(EventKind.BROKEN_TRADE, A, 3 + i, T, Side.NONE, 0, 0, "")));
            }
            assertEquals(HoldLimits.BATCHES_PER_SYMBOL, run.totals().held);
            run.feed(first.of(rare(EventKind.BROKEN_TRADE, A, 3 + HoldLimits.BATCHES_PER_SYMBOL, T, Side.NONE, 0, 0, "")));
            assertEquals(0, run.totals().held);
            assertEquals(1, run.totals().holdLimits);
            assertEquals(Quality.STALE, run.book(A).current().quality());
        }
    }

    @Test
    void shouldGoOnWithYesterdayBeforeANewDayBegins() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(first.of(add(A, 1, T, Side.BID, 11, 100, 10)));
            first.of(add(A, 2, T, Side.BID, 12, 101, 10));
            run.feed(first.of(add(A, 3, T, Side.BID, 13, 102, 10)));
            run.feed(new Batches("2", "a").of(add(A, 1, T + 86_400_000_000_000L, Side.BID, 11, 90, 5)));
            assertEquals(List.of("1 OK ", "3 STALE gap", "1 OK "), tops(run));
            assertEquals(List.of("1 RECOVERING gap-wait", "3 STALE gap", "1 OK "), qualities(run));
        }
    }

    /** A day with an event of each symbol at both ends: what is lost at an end can't be told from an end. */
    private static List<FeedEvent> day(final RandomFeed feed) {
        final List<FeedEvent> day = feed.directory();
        day.addAll(feed.next(EVENTS));
        day.addAll(feed.directory());
        return day;
    }

    private void both(final OperatorRun run, final FeedEvent event) throws Exception {
        run.feed(first.of(event), second.of(event));
    }

    private static FeedEvent gap(final long begin, final long end) {
        return rare(EventKind.GAP, A, end, T, Side.NONE, 0, 0, "", begin, end);
    }

    private static List<RawBatch> log(
            final RandomFeed feed, final List<FeedEvent> events, final BitSet lostByFirst, final BitSet lostBySecond,
            final Random random) {
        final List<String> symbols = new ArrayList<>(List.of(feed.symbols()));
        symbols.add(Topics.MARKET_WIDE_SYMBOL);
        final String[] all = symbols.toArray(String[]::new);
        return LossyPublishers.log(
                new Batches("1", "a").all(LossyPublishers.seen(events, all, lostByFirst), random, 9),
                new Batches("1", "b").all(LossyPublishers.seen(events, all, lostBySecond), random, 20), 60, random);
    }

    private static void sameBookRecordsAsWhole(
            final RandomFeed feed, final List<FeedEvent> events, final List<RawBatch> log) throws Exception {
        try (OperatorRun whole = OperatorRun.fresh().feed(new Batches("1", "w").all(events, new Random(1), 9)).finish();
                OperatorRun run = OperatorRun.fresh(PATIENT, HotPublisherFactory.none()).feed(log)) {
            assertEquals(0, run.totals().held, "everything was filled before the end of input");
            run.finish();
            assertEquals(events.size(), run.totals().applied);
            assertEquals(0, run.totals().gaps);
            for (final String symbol : feed.symbols()) {
                assertFalse(books(symbol, whole).isEmpty());
                assertEquals(books(symbol, whole), books(symbol, run));
            }
        }
    }

    /** A symbol's records topic by topic: between topics the order follows how events were batched. */
    private static List<PublishedRecord> books(final String symbol, final OperatorRun run) {
        return run.output().stream().filter(record -> new String(record.key()).equals(symbol)
                && !record.topic().equals(Topics.STATUS)).sorted(Comparator.comparing(PublishedRecord::topic)).toList();
    }

    private static String touch(final TopOfBook top) {
        return top.getBidPrice() + "x" + top.getBidShares() + "(" + top.getBidOrders() + ") " + top.getAskPrice() + "x"
                + top.getAskShares() + "(" + top.getAskOrders() + ")";
    }

    private static List<String> tops(final OperatorRun run) {
        return run.output(Topics.BOOK_TOP, TopOfBook.class).stream().filter(top -> top.getSymbol().equals(A))
                .map(top -> top.getSequence() + " " + top.getQuality() + " " + top.getQualityReason()).toList();
    }

    private static List<String> qualities(final OperatorRun run) {
        return run.output(Topics.STATUS, MarketStatus.class).stream()
                .filter(status -> status.getKind() == StatusKind.QUALITY)
                .map(status -> status.getSequence() + " " + status.getCode() + " " + status.getReason()).toList();
    }
}
