package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.BookLatest;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TopOfBook;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What the venue says of trading in a symbol is on every book record from then on, whatever else the record is about. */
class MarketStateOnBooksTest {
    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final String ALL = "reg-sho=2 halt=B luld=1000000:900000:1100000:1 ipo=34200:A:250000";

    private final Batches batches = new Batches("1", "a");

    @Test
    void shouldCarryEveryKindOfMarketStateOnTouchDepthAndFullBook() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)), everyKind(), batches.of(add(A, 6, T, Side.BID, 12, 101, 10)));
            run.finish();
            final List<TopOfBook> tops = run.output(Topics.BOOK_TOP, TopOfBook.class);
            assertEquals(List.of("1 ", "2 reg-sho=2", "3 reg-sho=2 halt=B", "4 reg-sho=2 halt=B luld=1000000:900000:1100000:1",
                    "5 " + ALL, "6 " + ALL), tops.stream().map(top -> top.getSequence() + " " + top.getMarketState()).toList());
            final List<Depth> depths = run.output(Topics.BOOK_DEPTH, Depth.class);
            assertEquals("6 " + ALL, depths.get(depths.size() - 1).getSequence() + " " + depths.get(depths.size() - 1).getMarketState());
            final List<BookLatest> books = run.output(Topics.BOOK_LATEST, BookLatest.class);
            assertEquals("6 " + ALL, books.get(books.size() - 1).getSequence() + " " + books.get(books.size() - 1).getMarketState());
        }
    }

    @Test
    void shouldKeepItAcrossAFailureAndForgetItWithTheSession() throws Exception {
        final OperatorSubtaskState snapshot;
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)), everyKind());
            snapshot = run.snapshot();
        }
        try (OperatorRun run = OperatorRun.from(snapshot, false)) {
            run.feed(batches.of(add(A, 6, T, Side.BID, 12, 101, 10)));
            run.feed(new Batches("2", "a").of(add(A, 1, T + 86_400_000_000_000L, Side.BID, 11, 90, 5)));
            assertEquals(List.of(ALL, ""),
                    run.output(Topics.BOOK_TOP, TopOfBook.class).stream().map(TopOfBook::getMarketState).toList());
        }
    }

    @Test
    void shouldTakeBackWhatIsOverAndSayNothingOfWhatIsAsAlways() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(
                    rare(EventKind.REG_SHO, A, 1, T, Side.NONE, 0, 0, "0"),
                    rare(EventKind.OPERATIONAL_HALT, A, 2, T, Side.NONE, 0, 0, "X|H"),
                    rare(EventKind.OPERATIONAL_HALT, A, 3, T, Side.NONE, 0, 0, "Q|H"),
                    rare(EventKind.OPERATIONAL_HALT, A, 4, T, Side.NONE, 0, 0, "X|T"),
                    rare(EventKind.OPERATIONAL_HALT, A, 5, T, Side.NONE, 0, 0, "Q|T")));
            assertEquals(List.of("2 halt=X", "3 halt=QX", "4 halt=Q", "5 "), run.output(Topics.BOOK_TOP, TopOfBook.class)
                    .stream().map(top -> top.getSequence() + " " + top.getMarketState()).toList());
        }
    }

    @Test
    void shouldTakeItFromASnapshot() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)));
            run.feed(batches.of(rare(EventKind.SNAPSHOT_BEGIN, A, 8, T, Side.NONE, 0, 0, "", 8),
                    rare(EventKind.REG_SHO, A, 8, T, Side.NONE, 0, 0, "1"),
                    rare(EventKind.SNAPSHOT_END, A, 8, T, Side.NONE, 0, 0, "", 8)));
            final List<TopOfBook> tops = run.output(Topics.BOOK_TOP, TopOfBook.class);
            assertEquals("8 reg-sho=1", tops.get(tops.size() - 1).getSequence() + " " + tops.get(tops.size() - 1).getMarketState());
        }
    }

    @Test
    void shouldSayTheCircuitBreakerOnTheBookOfTheWholeMarket() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(rare(EventKind.MWCB_LEVELS, "*", 1, T, Side.NONE, 0, 0, "", 7, 13, 20),
                    rare(EventKind.MWCB_BREACH, "*", 2, T, Side.NONE, 0, 0, "1")));
            run.finish();
            final List<BookLatest> books = run.output(Topics.BOOK_LATEST, BookLatest.class);
            assertEquals("mwcb=1 mwcb-levels=7:13:20", books.get(books.size() - 1).getMarketState());
        }
    }

    @Test
    void shouldSayABreachedCircuitBreakerOnEveryBookOfASymbolToldOfIt() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)), breach(3), batches.of(add(A, 5, T, Side.BID, 12, 101, 10)));
            run.finish();
            assertEquals(List.of("1 ", "3 mwcb=2", "5 mwcb=2"), run.output(Topics.BOOK_TOP, TopOfBook.class).stream()
                    .map(top -> top.getSequence() + " " + top.getMarketState()).toList());
            final List<Depth> depths = run.output(Topics.BOOK_DEPTH, Depth.class);
            assertEquals("mwcb=2", depths.get(depths.size() - 1).getMarketState());
            final List<BookLatest> books = run.output(Topics.BOOK_LATEST, BookLatest.class);
            assertEquals("mwcb=2", books.get(books.size() - 1).getMarketState());
            assertEquals(2, books.get(books.size() - 1).getAppliedEvents(), "the breach is an event of the whole market's");
            assertEquals(List.of(), run.output(Topics.STATUS, MarketStatus.class), "and its record is there");
        }
    }

    @Test
    void shouldTakeABreachOnceFromTwoPublishersAndFromTheOneThatHasIt() throws Exception {
        final Batches other = new Batches("1", "b");
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)), other.of(add(A, 1, T, Side.BID, 11, 100, 10)));
            // The first publisher's two lines missed the breach: what it sends after its gap waits for the second's.
            run.feed(batches.of(rare(EventKind.GAP, A, 3, T, Side.NONE, 0, 0, "", 3, 3), add(A, 5, T, Side.BID, 12, 101, 10)));
            run.feed(other.of(rare(EventKind.MWCB_BREACH, A, 3, T, Side.NONE, 0, 0, "2")),
                    other.of(add(A, 5, T, Side.BID, 12, 101, 10)));
            assertEquals(List.of("1  OK", "3 mwcb=2 OK", "5 mwcb=2 OK"), run.output(Topics.BOOK_TOP, TopOfBook.class).stream()
                    .map(top -> top.getSequence() + " " + top.getMarketState() + " " + top.getQuality()).toList());
        }
    }

    @Test
    void shouldTakeABreachFromASnapshotAndKeepItWhereASnapshotSaysNothing() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(snapshot(8, rare(EventKind.MWCB_BREACH, A, 8, T, Side.NONE, 0, 0, "3")), snapshot(9));
            assertEquals(List.of("8 mwcb=3", "9 mwcb=3"), run.output(Topics.BOOK_TOP, TopOfBook.class).stream()
                    .map(top -> top.getSequence() + " " + top.getMarketState()).toList());
        }
    }

    @Test
    void shouldStayWithinWhatStateAllowsWhateverTheNumbers() throws Exception {
        final long least = Long.MIN_VALUE;
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(
                    rare(EventKind.REG_SHO, A, 1, T, Side.NONE, 0, 0, "x".repeat(300)),
                    rare(EventKind.OPERATIONAL_HALT, A, 2, T, Side.NONE, 0, 0, "Q|H"),
                    rare(EventKind.OPERATIONAL_HALT, A, 3, T, Side.NONE, 0, 0, "B|H"),
                    rare(EventKind.OPERATIONAL_HALT, A, 4, T, Side.NONE, 0, 0, "X|H"),
                    rare(EventKind.LULD_COLLAR, A, 5, T, Side.NONE, least, 0, "", least, least, least),
                    rare(EventKind.IPO_QUOTING, A, 6, T, Side.NONE, least, 0, "x".repeat(300), least),
                    rare(EventKind.MWCB_LEVELS, A, 7, T, Side.NONE, 0, 0, "", least, least, least),
                    rare(EventKind.MWCB_BREACH, A, 8, T, Side.NONE, 0, 0, "x".repeat(300))));
            final int chars = run.book(A).state.marketState.length();
            assertTrue(chars > 200 && chars <= MarketStateText.MAX_CHARS, "characters: " + chars);
            run.snapshot();
        }
    }

    private RawBatch breach(final long sequence) {
        return batches.of(rare(EventKind.MWCB_BREACH, A, sequence, T, Side.NONE, 0, 0, "2"));
    }

    private RawBatch snapshot(final long asOf, final FeedEvent... said) {
        return batches.of(Stream.of(
                Stream.of(rare(EventKind.SNAPSHOT_BEGIN, A, asOf, T, Side.NONE, 0, 0, "", asOf)), Arrays.stream(said),
                Stream.of(rare(EventKind.SNAPSHOT_END, A, asOf, T, Side.NONE, 0, 0, "", asOf)))
                .flatMap(part -> part).toArray(FeedEvent[]::new));
    }

    private RawBatch everyKind() {
        return batches.of(
                rare(EventKind.REG_SHO, A, 2, T, Side.NONE, 0, 0, "2"),
                rare(EventKind.OPERATIONAL_HALT, A, 3, T, Side.NONE, 0, 0, "B|H"),
                rare(EventKind.LULD_COLLAR, A, 4, T, Side.NONE, 1_000_000, 0, "", 1_100_000, 900_000, 1),
                rare(EventKind.IPO_QUOTING, A, 5, T, Side.NONE, 250_000, 0, "A", 34_200));
    }
}
