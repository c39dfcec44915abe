package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.jobs.hot.HotBookState;
import io.depthstream.jobs.hot.HotCounters;
import io.depthstream.jobs.hot.HotPublisher;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** The hot store is offered the newest state of a symbol after each batch that changed what it shows. */
class HotOfferTest {

    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;

    @Test
    void shouldOfferTheStateAfterEachBatchThatChangedTouchOrDepth() throws Exception {
        final Recorder recorder = new Recorder();
        final Batches batches = new Batches("1", "a");
        RECORDER.set(recorder);
        try (OperatorRun run = OperatorRun.fresh(OperatorRun.CONFIG, subtask -> RECORDER.get())) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10), add(A, 2, T, Side.BID, 12, 99, 10)));
            run.feed(batches.of(rare(EventKind.TRADE, A, 3, T, Side.BID, 100, 1, "")));
            run.feed(batches.of(rare(EventKind.TRADING_ACTION, A, 4, T, Side.NONE, 0, 0, "H| |T1")));
            run.feed(batches.of(add(A, 5, T, Side.ASK, 13, 100, 10)));
            run.feed(batches.of(rare(EventKind.REG_SHO, A, 6, T, Side.NONE, 0, 0, "1")));
        }
        assertEquals(List.of("2 UNKNOWN OK 100,99 -", "4 HALTED OK 100,99 -", "5 HALTED LOCKED 100,99 100",
                "6 HALTED LOCKED 100,99 100 reg-sho=1"),
                recorder.offered);
        assertEquals(1, recorder.closed, "closed with the operator");
    }

    @Test
    void shouldOfferTheSameEventAnewWithAHigherRevisionWhenOnlyTheQualityChanged() throws Exception {
        final Recorder recorder = new Recorder();
        final Batches first = new Batches("1", "a");
        final Batches second = new Batches("1", "b");
        RECORDER.set(recorder);
        try (OperatorRun run = OperatorRun.fresh(OperatorRun.CONFIG, subtask -> RECORDER.get())) {
            run.feed(first.of(add(A, 1, T, Side.BID, 11, 100, 10)), second.of(add(A, 1, T, Side.BID, 11, 100, 10)));
            first.of(add(A, 2, T, Side.BID, 12, 99, 10));
            run.feed(first.of(add(A, 3, T, Side.BID, 13, 98, 10)));
            run.pass(1_020);
            run.feed(first.of(rare(EventKind.GAP, A, 5, T, Side.NONE, 0, 0, "", 4, 5)));
        }
        assertEquals(List.of("1 UNKNOWN OK 100 -", "1r1 UNKNOWN RECOVERING 100 -", "3 UNKNOWN STALE 100,98 -"),
                recorder.offered);
    }

    @Test
    void shouldOfferTheStateOfEachSymbolWhenRestoredBecauseTheStoreMayHaveLostIt() throws Exception {
        final Recorder recorder = new Recorder();
        final Batches batches = new Batches("1", "a");
        RECORDER.set(recorder);
        final OperatorSubtaskState snapshot;
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)), batches.of(add("MSFT", 2, T, Side.ASK, 12, 200, 10)));
            snapshot = run.snapshot();
        }
        try (OperatorRun run = OperatorRun.from(snapshot, subtask -> RECORDER.get())) {
            assertEquals(List.of(), run.records());
        }
        assertEquals(List.of("1 UNKNOWN OK 100 -", "2 UNKNOWN OK  200"), recorder.offered.stream().sorted().toList());
    }

    @Test
    void shouldOfferTheStateForATradeAloneOnlyToAStoreThatTakesTrades() throws Exception {
        final Batches batches = new Batches("1", "a");
        final Recorder recorder = new Recorder();
        recorder.takesTrades = true;
        RECORDER.set(recorder);
        try (OperatorRun run = OperatorRun.fresh(OperatorRun.CONFIG, subtask -> RECORDER.get())) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)));
            run.feed(batches.of(rare(EventKind.TRADE, A, 2, T, Side.BID, 100, 1, ""),
                    rare(EventKind.TRADE, A, 3, T, Side.BID, 100, 1, "")));
        }
        assertEquals(List.of("1 UNKNOWN OK 100 -", "3 UNKNOWN OK 100 -"), recorder.offered);
        assertEquals(List.of(0L, 2L), recorder.trades);
    }

    @Test
    void shouldOfferNothingWhereThereIsNoStore() throws Exception {
        final Batches batches = new Batches("1", "a");
        final Recorder recorder = new Recorder();
        recorder.stores = List.of();
        RECORDER.set(recorder);
        try (OperatorRun run = OperatorRun.fresh(OperatorRun.CONFIG, subtask -> RECORDER.get())) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)));
        }
        assertEquals(List.of(), recorder.offered);
        assertEquals(1, recorder.closed);
    }

    /** Found by a static, since the factory travels with the operator. */
    private static final ThreadLocal<Recorder> RECORDER = new ThreadLocal<>();

    private static final class Recorder implements HotPublisher {
        private final List<String> offered = new ArrayList<>();
        private final List<Long> trades = new ArrayList<>();
        private List<HotPublisher> stores = List.of(this);
        private boolean takesTrades;
        private int closed;

        @Override
        public void offer(final HotBookState state) {
            trades.add(state.trades().count());
            final List<String> bids = new ArrayList<>();
            for (int i = 0; i < state.bidLevels(); i++) {
                bids.add(Long.toString(state.bidPrice(i)));
            }
            offered.add(state.sequence() + (state.revision() == 0 ? "" : "r" + state.revision()) + " " + state.tradingState() + " " + state.quality() + " "
                    + String.join(",", bids) + " " + (state.askLevels() == 0 ? "-" : state.askPrice(0))
                    + (state.marketState().isEmpty() ? "" : " " + state.marketState()));
        }

        @Override
        public boolean drain(final Duration limit) {
            return true;
        }

        @Override
        public List<HotPublisher> stores() {
            return stores;
        }

        @Override
        public boolean takesTrades() {
            return takesTrades;
        }

        @Override
        public String store() {
            return "recorder";
        }

        @Override
        public HotCounters counters() {
            return HotCounters.ZERO;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
