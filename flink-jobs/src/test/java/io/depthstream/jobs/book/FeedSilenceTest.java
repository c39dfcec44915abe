package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.BookConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.StatusKind;
import io.depthstream.schemas.avro.TopOfBook;
import io.depthstream.schemas.codec.EventBatchWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The feed may be silent for a second, a trading symbol for four. */
class FeedSilenceTest {
    private static final String A = "AAPL";
    private static final String B = "MSFT";
    private static final long T = 1_700_000_000_000_000_000L;
    private static final BookConfig CONFIG = new BookConfig(10, 10_000, 1_000, 1_000, 1_000, 4_000, 1_024, 1);

    private final Batches batches = new Batches("1", "a");

    @Test
    void shouldFlagEveryBookWhenNothingComesNotEvenAHeartbeat() throws Exception {
        try (OperatorRun run = OperatorRun.fresh(CONFIG, HotPublisherFactory.none())) {
            run.feed(heartbeat(), trading(A, 1), trading(B, 2));
            pass(run, 900);
            assertEquals(List.of(), qualities(run));
            pass(run, 500);
            assertEquals(List.of("AAPL STALE feed-silent", "MSFT STALE feed-silent"), qualities(run));
            assertEquals(1, run.totals().silentSubtasks);
            assertEquals(Quality.STALE, run.book(A).current().quality());
            assertEquals(2, run.totals().staleSymbols);

            run.feed(heartbeat());
            assertEquals(0, run.totals().staleSymbols);
            assertEquals(List.of("AAPL OK ", "AAPL STALE feed-silent", "MSFT OK ", "MSFT STALE feed-silent"), qualities(run));
            pass(run, 250);
            assertEquals(0, run.totals().silentSubtasks);
            assertEquals(2, run.totals().heartbeats);
            assertNull(run.book(Topics.HEARTBEAT_PREFIX + 0), "a heartbeat is of no symbol");
        }
    }

    @Test
    void shouldNotCallAFeedSilentThatHasNothingToSayButLives() throws Exception {
        try (OperatorRun run = OperatorRun.fresh(CONFIG, HotPublisherFactory.none())) {
            run.feed(heartbeat(), trading(A, 1));
            for (int i = 0; i < 3; i++) {
                pass(run, 900);
                run.feed(heartbeat());
            }
            assertEquals(List.of(), qualities(run));
        }
    }

    @Test
    void shouldNeverCallAReplaySilentThatHasNoHeartbeats() throws Exception {
        try (OperatorRun run = OperatorRun.fresh(CONFIG, HotPublisherFactory.none())) {
            run.feed(trading(A, 1));
            pass(run, 60_000);
            assertEquals(List.of(), qualities(run));
            assertEquals(0, run.timers(), "nobody looks where nobody may be silent");
        }
    }

    @Test
    void shouldFlagASymbolThatTradesAndHasNoEventThoughTheFeedLives() throws Exception {
        try (OperatorRun run = OperatorRun.fresh(CONFIG, HotPublisherFactory.none())) {
            run.feed(heartbeat(), trading(A, 1), trading(B, 2));
            long sequence = 3;
            for (int i = 0; i < 6; i++) {
                pass(run, 900);
                run.feed(heartbeat(), batches.of(add(B, sequence, T, Side.BID, sequence++, 100, 10)));
            }
            assertEquals(List.of("AAPL STALE symbol-silent"), qualities(run));
            run.feed(batches.of(add(A, sequence, T, Side.BID, 77, 100, 10)));
            pass(run, 300);
            assertEquals(List.of("AAPL OK ", "AAPL STALE symbol-silent"), qualities(run));
        }
    }

    @Test
    void shouldCallAHaltedSymbolHaltedAndNotStale() throws Exception {
        try (OperatorRun run = OperatorRun.fresh(CONFIG, HotPublisherFactory.none())) {
            run.feed(heartbeat(), batches.of(rare(EventKind.TRADING_ACTION, A, 1, T, Side.NONE, 0, 0, "H| |T1")));
            for (int i = 0; i < 8; i++) {
                pass(run, 900);
                run.feed(heartbeat());
            }
            assertEquals(List.of(), qualities(run));
        }
    }

    @Test
    void shouldLeaveTheRecordsOfEventsAsTheyAreWithoutSilence() throws Exception {
        try (OperatorRun silent = OperatorRun.fresh(CONFIG, HotPublisherFactory.none());
                OperatorRun calm = OperatorRun.fresh(CONFIG, HotPublisherFactory.none())) {
            final RawBatch first = batches.of(add(A, 1, T, Side.BID, 11, 100, 10));
            final RawBatch second = batches.of(add(A, 2, T, Side.BID, 12, 101, 10));
            silent.feed(heartbeat(), first);
            pass(silent, 5_000);
            silent.feed(second);
            calm.feed(heartbeat(), first, second);
            final List<TopOfBook> tops = silent.output(Topics.BOOK_TOP, TopOfBook.class);
            assertEquals(calm.output(Topics.BOOK_TOP, TopOfBook.class), tops);
            assertEquals(2, tops.size());
            assertTrue(tops.stream().allMatch(top -> top.getQuality() == Quality.OK));
            assertTrue(qualities(silent).contains("AAPL STALE feed-silent"));
        }
    }

    private RawBatch trading(final String symbol, final long sequence) {
        return batches.of(rare(EventKind.TRADING_ACTION, symbol, sequence, T, Side.NONE, 0, 0, "T| |"));
    }

    private static RawBatch heartbeat() {
        final EventBatchWriter writer = new EventBatchWriter();
        final String key = Topics.HEARTBEAT_PREFIX + 0;
        writer.begin("XNAS", "", key, "a", 0, 4);
        return new RawBatch(key, writer.toBytes(), Topics.RAW_XNAS, 0, 0, -1, RawFault.NONE);
    }

    /** Time passes in steps below the timers' periods, as it does. */
    private static void pass(final OperatorRun run, final long millis) throws Exception {
        for (long passed = 0; passed < millis; passed += 20) {
            run.pass(20);
        }
    }

    private static List<String> qualities(final OperatorRun run) {
        return run.output(Topics.STATUS, MarketStatus.class).stream().filter(status -> status.getKind() == StatusKind.QUALITY)
            .map(status -> status.getSymbol() + " " + status.getQuality() + " " + status.getQualityReason()).sorted().toList();
    }
}
