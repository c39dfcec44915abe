package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.delete;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.Depth;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.StatusKind;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.avro.TradingState;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snapshot takes the place of the book as one, and ends STALE. */
class SnapshotTest {

    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;

    private final Batches first = new Batches("1", "a");
    private final Batches second = new Batches("1", "b");
    private OperatorRun run;

    @BeforeEach
    void open() throws Exception {
        run = OperatorRun.fresh();
        run.feed(first.of(add(A, 1, T, Side.BID, 11, 100, 10)));
        run.feed(first.of(delete(A, 2, T, 99), add(A, 3, T, Side.ASK, 12, 90, 5)));
        assertEquals(Quality.STALE, run.book(A).reason.quality());
        assertEquals(1, run.totals().staleSymbols);
    }

    @AfterEach
    void close() throws Exception {
        run.close();
    }

    @Test
    void shouldReplaceTheBookAndEndStale() throws Exception {
        run.feed(first.of(begin(8), order(8, Side.BID, 21, 101, 7), order(8, Side.BID, 22, 101, 1),
                rare(EventKind.TRADING_ACTION, A, 8, T, Side.NONE, 0, 0, "T| |"), order(8, Side.ASK, 23, 105, 4), end(8)));
        run.feed(first.of(add(A, 9, T, Side.BID, 24, 102, 3)));

        final List<TopOfBook> tops = run.output(Topics.BOOK_TOP, TopOfBook.class);
        final TopOfBook snapshot = tops.get(tops.size() - 2);
        assertEquals("8 101x8(2) 105x4(1) OK TRADING", snapshot.getSequence() + " " + snapshot.getBidPrice() + "x"
                + snapshot.getBidShares() + "(" + snapshot.getBidOrders() + ") " + snapshot.getAskPrice() + "x"
                + snapshot.getAskShares() + "(" + snapshot.getAskOrders() + ") " + snapshot.getQuality() + " "
                + snapshot.getTradingState());
        assertEquals("9 OK", tops.get(tops.size() - 1).getSequence() + " " + tops.get(tops.size() - 1).getQuality());
        assertEquals(List.of("2 STALE dangling-reference", "8 OK "), qualities());
        assertEquals(0, run.totals().staleSymbols);
        assertEquals(4, run.book(A).book.liveOrders());
        assertEquals(1, run.totals().snapshots);
        assertNull(run.book(A).pending);
        run.finish();
        final List<Depth> depths = run.output(Topics.BOOK_DEPTH, Depth.class);
        assertEquals(List.of(102L, 101L), depths.get(depths.size() - 1).getBidPrices());
    }

    @Test
    void shouldChangeNothingUntilTheEndHasComeEvenAcrossACheckpoint() throws Exception {
        run.feed(first.of(begin(8), order(8, Side.BID, 21, 101, 7)));
        run.feed(first.of(order(8, Side.BID, 22, 101, 1)));
        assertEquals(1, run.book(A).book.orders(io.depthstream.orderbook.BookSide.BID, 0));
        assertEquals(3, run.book(A).state.sequence);
        final OperatorSubtaskState snapshot = run.snapshot();
        run.close();
        run = OperatorRun.from(snapshot, false);
        assertEquals(1, run.totals().staleSymbols);
        run.feed(first.of(order(8, Side.ASK, 23, 105, 4), end(8)));
        assertEquals(0, run.totals().staleSymbols);
        assertEquals(8, run.book(A).state.sequence);
        assertEquals(3, run.book(A).book.liveOrders());
        assertEquals(Quality.OK, run.book(A).current().quality());
        assertEquals(0, run.totals().heldBytes);
    }

    @Test
    void shouldGoOnWithHeldEventsAboveTheSnapshot() throws Exception {
        first.of(add(A, 5, T, Side.BID, 31, 102, 1));
        run.feed(first.of(add(A, 9, T, Side.BID, 32, 103, 2)));
        assertEquals(1, run.totals().held);
        run.feed(second.of(begin(7), order(7, Side.BID, 31, 102, 1), end(7)));
        assertEquals(0, run.totals().held);
        assertEquals(103, run.book(A).bidPrice);
        assertEquals(2, run.book(A).book.liveOrders());
        assertEquals(Quality.OK, run.book(A).current().quality());
        assertEquals(0, run.totals().gaps);
    }

    @Test
    void shouldLeaveASnapshotAloneThatIsOlderThanTheBook() throws Exception {
        run.feed(first.of(add(A, 20, T, Side.BID, 13, 95, 1)));
        run.feed(second.of(begin(19), order(19, Side.BID, 31, 102, 1), end(19)));
        assertEquals(100, run.book(A).bidPrice);
        assertEquals(Quality.STALE, run.book(A).current().quality());
        assertEquals(0, run.totals().snapshots);
        assertEquals(1, run.totals().snapshotsIgnored);
        assertNull(run.book(A).pending);
    }

    @Test
    void shouldLetAnotherPublishersSnapshotTakeOver() throws Exception {
        run.feed(first.of(begin(8), order(8, Side.BID, 21, 101, 7)));
        run.feed(second.of(begin(9), order(9, Side.BID, 22, 102, 7)));
        run.feed(first.of(order(8, Side.BID, 23, 103, 1), end(8)));
        assertEquals(3, run.book(A).state.sequence, "the first is no longer collected");
        run.feed(second.of(order(9, Side.ASK, 24, 110, 1), end(9)));
        assertEquals(102, run.book(A).bidPrice);
        assertEquals(2, run.book(A).book.liveOrders());
    }

    @Test
    void shouldForgetASnapshotWhosePublisherGoesOnWithoutEndingIt() throws Exception {
        run.feed(first.of(begin(8), order(8, Side.BID, 21, 101, 7)));
        run.feed(first.of(add(A, 9, T, Side.BID, 24, 102, 3)));
        assertNull(run.book(A).pending == null ? null : run.book(A).pending.snapshotPublisher.isEmpty() ? null : "staged");
        run.feed(first.of(order(8, Side.BID, 23, 103, 1), end(8)));
        assertEquals(0, run.totals().snapshots);
    }

    @Test
    void shouldParkASnapshotThatCantBeReadAndKeepTheBook() throws Exception {
        final RawBatch whole = first.of(begin(8), order(8, Side.BID, 21, 101, 7), end(8));
        run.feed(new RawBatch(A, Arrays.copyOf(whole.value(), whole.value().length - 3), "raw", 0, 5));
        assertEquals("malformed-batch", run.output(Topics.DLQ, DeadLetter.class).get(1).getReason());
        assertEquals(3, run.book(A).state.sequence);
    }

    @Test
    void shouldEmptyTheBookOfASymbolWithoutOrdersAndKeepItStaleWhenAnOrderIsImpossible() throws Exception {
        run.feed(first.of(begin(8), end(8)));
        assertEquals(0, run.book(A).book.liveOrders());
        assertEquals(Quality.OK, run.book(A).current().quality());
        run.feed(first.of(begin(9), order(9, Side.BID, 21, 101, 7), order(9, Side.BID, 21, 102, 7), end(9)));
        assertEquals(Quality.STALE, run.book(A).current().quality());
        assertEquals(TradingState.UNKNOWN, run.book(A).state.tradingState());
    }

    private static FeedEvent begin(final long sequence) {
        return rare(EventKind.SNAPSHOT_BEGIN, A, sequence, T, Side.NONE, 0, 0, "", sequence);
    }

    private static FeedEvent end(final long sequence) {
        return rare(EventKind.SNAPSHOT_END, A, sequence, T, Side.NONE, 0, 0, "", sequence);
    }

    private static FeedEvent order(
            final long sequence, final Side side, final long ref, final long price, final long shares) {
        return new FeedEvent(A, EventKind.SNAPSHOT_ORDER, sequence, T, side, ref, 0, price, shares, 0, 0, "", new long[0]);
    }

    private List<String> qualities() {
        return run.output(Topics.STATUS, MarketStatus.class).stream()
                .filter(status -> status.getKind() == StatusKind.QUALITY)
                .map(status -> status.getSequence() + " " + status.getCode() + " " + status.getReason()).toList();
    }
}
