package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.delete;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TopOfBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** (session, sequence) names an event for good: how often and in which batches it comes changes nothing. */
class SequenceIdentityTest {

    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final long DAY = 86_400_000_000_000L;

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void shouldPublishTheSameForRepeatedReplayedAndResplitBatchesOfTwoPublishers(@ForAll final long seed)
            throws Exception {
        final Random random = new Random(seed);
        final RandomFeed feed = new RandomFeed(random, 5, T, 0);
        final List<FeedEvent> events = feed.next(600);
        final List<RawBatch> first = new Batches("1", "a").all(events, random, 9);
        final List<RawBatch> second = new Batches("1", "b").all(events, random, 30);

        try (OperatorRun once = OperatorRun.fresh().feed(first).finish();
                OperatorRun both = OperatorRun.fresh().feed(interleaved(first, second, random)).finish()) {
            assertTrue(once.output().size() > 300, "publishes something: " + once.output().size());
            assertEquals(events.size(), once.totals().applied);
            assertEquals(events.size(), both.totals().applied);
            assertTrue(both.totals().duplicates >= events.size(), "everything came twice or more");
            assertEquals(0, both.totals().gaps);
            for (final String symbol : feed.symbols()) {
                assertEquals(of(symbol, once.output()), of(symbol, both.output()));
            }
        }
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void shouldRepeatEveryRecordByteForByteOnReplay(@ForAll final long seed) throws Exception {
        final List<RawBatch> batches = new Batches("1", "a")
                .all(new RandomFeed(new Random(seed), 8, T, 0.01).next(500), new Random(seed), 9);
        try (OperatorRun once = OperatorRun.fresh().feed(batches).finish();
                OperatorRun again = OperatorRun.fresh().feed(batches).finish()) {
            assertTrue(once.output().size() > 250);
            assertEquals(once.records(), again.records());
        }
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void shouldShowOneContentPerSymbolAndSequenceWheneverTimersFire(@ForAll final long seed) throws Exception {
        final Random random = new Random(seed);
        final List<RawBatch> batches =
                new Batches("1", "a").all(new RandomFeed(random, 4, T, 0.005).next(400), random, 5);
        final Map<String, PublishedRecord> seen = new HashMap<>();
        int repeats = 0;
        for (int life = 0; life < 2; life++) {
            try (OperatorRun run = OperatorRun.fresh()) {
                for (final RawBatch batch : batches) {
                    run.feed(batch);
                    if (random.nextInt(3) == 0) {
                        run.pass(random.nextInt(50));
                    }
                }
                run.finish();
                for (final PublishedRecord record : run.output()) {
                    repeats += check(seen, record);
                }
            }
        }
        assertTrue(repeats > 100, "the second life repeated records: " + repeats);
    }

    private static int check(final Map<String, PublishedRecord> seen, final PublishedRecord record) {
        final String name = switch (record.topic()) {
            case Topics.BOOK_TOP -> "top " + RecordName.top(record);
            case Topics.BOOK_LATEST -> "latest " + RecordName.latest(record);
            case Topics.BOOK_DEPTH -> "depth " + RecordName.depth(record);
            default -> null;
        };
        if (name == null) {
            return 0;
        }
        final PublishedRecord before = seen.putIfAbsent(name, record);
        if (before == null) {
            return 0;
        }
        assertEquals(before, record, name);
        return 1;
    }

    @Test
    void shouldBeginANewDayWhenTheSessionIsAnotherAndItsVenueTimeLater() throws Exception {
        final Batches monday = new Batches("1", "a");
        final Batches tuesday = new Batches("2", "a");
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(monday.of(add(A, 500, T, Side.BID, 11, 100, 10), add(A, 501, T, Side.ASK, 12, 110, 10)));
            run.feed(tuesday.of(add(A, 1, T + DAY, Side.BID, 11, 90, 5)));

            assertEquals(List.of("1 500", "1 501", "2 1"), sequences(run));
            final TopOfBook top = run.output(Topics.BOOK_TOP, TopOfBook.class).get(2);
            assertEquals(90, top.getBidPrice());
            assertEquals(0, top.getAskShares());
            assertEquals(List.of(501L), run.output(Topics.BOOK_LATEST, BookLatest.class).stream()
                    .map(BookLatest::getSequence).toList(), "the last book of the old day is shown");
            assertEquals(1, run.book(A).book.liveOrders());
            assertEquals(3, run.totals().applied);
            assertEquals(1, run.book(A).state.appliedInSession);
        }
    }

    @Test
    void shouldPublishTheEmptyTouchOfANewDayThoughItsFirstEventIsNoOrder() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(new Batches("1", "a").of(add(A, 500, T, Side.BID, 11, 100, 10), delete(A, 501, T, 77)));
            run.feed(new Batches("2", "a").of(FeedEvent.rare(
                    EventKind.DIRECTORY, A, 1, T + DAY, Side.NONE, 0, 100, "Q")));

            final List<TopOfBook> tops = run.output(Topics.BOOK_TOP, TopOfBook.class);
            final TopOfBook last = tops.get(tops.size() - 1);
            assertEquals("2 1 0 OK", last.getSession() + " " + last.getSequence() + " " + last.getBidShares() + " "
                    + last.getQuality());
        }
    }

    @Test
    void shouldDropAndCountWhatAZombieSendsOfASessionThatIsOver() throws Exception {
        final Batches monday = new Batches("1", "a");
        final RawBatch late = monday.of(add(A, 900, T, Side.BID, 99, 500, 10), delete(A, 901, T, 99));
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(new Batches("2", "a").of(add(A, 1, T + DAY, Side.BID, 11, 90, 5)));
            run.feed(late);

            assertEquals(List.of("2 1"), sequences(run));
            assertEquals(2, run.totals().zombies);
            assertEquals(0, run.totals().gaps);
            assertEquals(90, run.book(A).bidPrice);
        }
    }

    private static List<String> sequences(final OperatorRun run) {
        return run.output(Topics.BOOK_TOP, TopOfBook.class).stream()
                .map(top -> top.getSession() + " " + top.getSequence()).toList();
    }

    /** Both publishers' batches in some order that keeps each one's own, some of them sent again right away. */
    private static List<RawBatch> interleaved(
            final List<RawBatch> first, final List<RawBatch> second, final Random random) {
        final List<RawBatch> all = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            final boolean fromFirst = j == second.size() || i < first.size() && random.nextBoolean();
            final RawBatch next = fromFirst ? first.get(i++) : second.get(j++);
            all.add(next);
            if (random.nextInt(10) == 0) {
                all.add(all.get(random.nextInt(all.size())));
            }
        }
        return all;
    }

    /** A symbol's records topic by topic: between topics the order follows how events were batched. */
    private static List<PublishedRecord> of(final String symbol, final List<PublishedRecord> records) {
        return records.stream().filter(record -> new String(record.key()).equals(symbol))
                .sorted(Comparator.comparing(PublishedRecord::topic)).toList();
    }
}
