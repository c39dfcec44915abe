package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.book.state.FlushLimits;
import io.depthstream.jobs.book.state.HoldLimits;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What may wait for a symbol and for a subtask, reached and passed by one. The batches of a symbol that may wait are counted in
 * {@link AcrossPublishersTest}, missing ranges in {@code PendingFormatTest}. One large batch is fed again and again: it waits
 * each time, and the test needs the memory of one.
 */
class HoldLimitsTest {
    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final int LARGE = 40_000;

    private final Batches batches = new Batches("1", "a");

    @Test
    void shouldStopWaitingWhenASymbolHoldsMoreBytesThanAllowed() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            final RawBatch late = behindAHole(run, A, LARGE);
            final long fit = HoldLimits.BYTES_PER_SYMBOL / late.value().length;
            for (long i = 0; i < fit; i++) {
                run.feed(late);
            }
            assertTrue(fit > 1, "batches that fit: " + fit);
            assertEquals(fit, run.totals().held);
            assertEquals(fit * late.value().length, run.totals().heldBytes);
            run.feed(late);
            assertEquals(0, run.totals().held);
            assertEquals(0, run.totals().heldBytes);
            assertEquals(1, run.totals().holdLimits);
            assertEquals(Quality.STALE, run.book(A).current().quality());
        }
    }

    @Test
    void shouldStopWaitingWhenASubtaskHoldsMoreBatchesThanAllowed() throws Exception {
        final int each = 512;
        try (OperatorRun run = OperatorRun.fresh()) {
            for (int symbol = 0; symbol < HoldLimits.BATCHES / each; symbol++) {
                final RawBatch late = behindAHole(run, "S" + symbol, 1);
                for (int i = 0; i < each; i++) {
                    run.feed(late);
                }
            }
            assertEquals(HoldLimits.BATCHES, run.totals().held);
            assertEquals(0, run.totals().holdLimits);
            run.feed(behindAHole(run, "LAST", 1));
            assertEquals(HoldLimits.BATCHES, run.totals().held, "the symbol that came last goes on, the others wait");
            assertEquals(1, run.totals().holdLimits);
            assertEquals(Quality.STALE, run.book("LAST").current().quality());
        }
    }

    @Test
    void shouldGiveUpASnapshotThatIsLargerThanAllowed() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)));
            final long fit = stage(run, A, HoldLimits.SNAPSHOT_BYTES);
            assertEquals(0, run.totals().holdLimits);
            assertEquals(fit + 1, run.book(A).pending.snapshot.size());
            run.feed(part(A));
            assertEquals(1, run.totals().holdLimits);
            assertEquals(1, run.totals().snapshotsIgnored);
            assertEquals(0, run.totals().heldBytes);
            assertEquals(1, run.book(A).book.liveOrders(), "the book stays as it was");
            assertNull(run.book(A).pending);
        }
    }

    @Test
    void shouldGiveUpASnapshotWhenASubtaskHoldsMoreBytesThanAllowed() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            stage(run, A, HoldLimits.SNAPSHOT_BYTES);
            stage(run, "MSFT", HoldLimits.SNAPSHOT_BYTES);
            final long room = HoldLimits.BYTES - run.totals().heldBytes;
            assertTrue(room >= 0, "bytes left: " + room);
            run.feed(batches.of(rare(EventKind.SNAPSHOT_BEGIN, "IBM", 8, T, Side.NONE, 0, 0, "", 8)));
            while (run.totals().holdLimits == 0) {
                run.feed(part("IBM"));
                assertTrue(run.totals().heldBytes <= HoldLimits.BYTES, "bytes held: " + run.totals().heldBytes);
            }
            assertNull(run.book("IBM").pending);
            assertEquals(1, run.totals().snapshotsIgnored);
            assertTrue(run.book(A).pending.snapshot.size() > 1, "what was there stays");
        }
    }

    @Test
    void shouldRewriteTheBaseAfterTwoHundredFiftySixDeltasAndAtFourTimesThatAtTheLatest() {
        final FlushLimits limits = FlushLimits.OF_A_KEY_GROUP;
        final long large = 1L << 30;
        assertEquals(List.of(false, true, false, true), List.of(
                limits.due(256 - 1, 0, large), limits.due(256, 0, large),
                limits.overdue(4 * 256 - 1, 0, large), limits.overdue(4 * 256, 0, large)));
        assertEquals(List.of(false, true), List.of(limits.due(1, 16_384, 0), limits.due(1, 16_384 + 1, 0)));
    }

    /** A batch of a symbol that something before is missing of. */
    private RawBatch behindAHole(final OperatorRun run, final String symbol, final int events) throws Exception {
        run.feed(batches.of(add(symbol, 1, T, Side.BID, 1, 100, 10)));
        batches.of(add(symbol, 2, T, Side.BID, 2, 100, 10));
        final List<FeedEvent> late = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            late.add(rare(EventKind.BROKEN_TRADE, symbol, 3 + i, T, Side.NONE, 0, 0, ""));
        }
        return batches.of(late);
    }

    /** Begins a snapshot and adds parts while they fit; returns how many did. */
    private long stage(final OperatorRun run, final String symbol, final long limit) throws Exception {
        final RawBatch begin = batches.of(rare(EventKind.SNAPSHOT_BEGIN, symbol, 8, T, Side.NONE, 0, 0, "", 8));
        run.feed(begin);
        final RawBatch part = part(symbol);
        final long fit = (limit - begin.value().length) / part.value().length;
        for (long i = 0; i < fit; i++) {
            run.feed(part);
        }
        assertTrue(fit > 1, "parts that fit: " + fit);
        return fit;
    }

    private RawBatch part(final String symbol) {
        final List<FeedEvent> orders = new ArrayList<>();
        for (int i = 0; i < LARGE; i++) {
            orders.add(new FeedEvent(symbol, EventKind.SNAPSHOT_ORDER, 8, T, Side.BID, 1_000 + i, 0, 100 + i, 10, 0, 0, "", new long[0]));
        }
        return batches.of(orders);
    }
}
