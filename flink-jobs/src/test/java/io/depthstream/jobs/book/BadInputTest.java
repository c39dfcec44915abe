package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.delete;
import static io.depthstream.jobs.book.FeedEvent.execute;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.DeadLetter;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Quality;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.TopOfBook;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holes, dangling references, records that are no batch: flagged, counted, parked; the stream goes on. */
class BadInputTest {

    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;

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
    void shouldFlagTheBookStaleWhenAnEarlierBatchOfThePublisherIsMissing() throws Exception {
        run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)));
        batches.of(add(A, 5, T, Side.BID, 12, 101, 10));
        run.feed(batches.of(add(A, 9, T, Side.BID, 13, 102, 10)));
        waitInVain();

        assertEquals(List.of("OK ", "STALE gap"), qualities());
        assertEquals(1, run.totals().gaps);
        assertEquals(2, run.totals().applied, "the stream goes on");
        final List<MarketStatus> statuses = run.output(Topics.STATUS, MarketStatus.class);
        assertEquals(List.of("QUALITY RECOVERING/gap-wait at 1", "QUALITY STALE/gap at 9"), statuses.stream()
                .map(s -> s.getKind() + " " + s.getCode() + "/" + s.getReason() + " at " + s.getSequence()).toList());
    }

    @Test
    void shouldFlagTheBookStaleAtAReportedGap() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10), rare(EventKind.GAP, A, 4, T, Side.NONE, 0, 0, "", 2, 4)));
        waitInVain();

        assertEquals(List.of("OK ", "STALE gap"), qualities());
        assertEquals(1, run.totals().gaps);
    }

    @Test
    void shouldFlagTheBookStaleAtAnEventOfAKindItDoesNotKnow() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10), rare(EventKind.UNKNOWN, A, 2, T, Side.NONE, 0, 0, "")));

        assertEquals(List.of("OK ", "STALE unknown-event"), qualities());
        assertEquals(1, run.totals().unknownEvents);
    }

    @Test
    void shouldFlagAndParkABatchWithADanglingReferenceAndGoOn() throws Exception {
        final RawBatch bad = batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10), delete(A, 2, T, 99), execute(A, 3, T, 11, 11),
                add(A, 4, T, Side.BID, 12, 101, 10));
        run.feed(bad);

        assertEquals(List.of("OK ", "STALE dangling-reference", "STALE dangling-reference"), qualities());
        assertEquals(2, run.totals().dangling);
        assertEquals(2, run.totals().applied);
        assertEquals(1, run.totals().deadLetters, "one letter a batch");
        final DeadLetter letter = letters().get(0);
        assertEquals("unknown-order", letter.getReason());
        assertEquals(2, letter.getSequence());
        assertEquals("1", letter.getSession());
        assertTrue(letter.getMessage().contains("DELETE of order 99"), letter.getMessage());
        assertEquals(bad.position(), letter.getSource() + "-" + letter.getPartition() + "@" + letter.getOffset());
        assertArrayEquals(bad.value(), letter.getBytes().array());
    }

    @Test
    void shouldParkWhatIsNoBatchWithItsBytesAndPosition() throws Exception {
        run.feed(new RawBatch(A, new byte[] {1, 2, 3}, "raw", 3, 7, 1_000, RawFault.NONE));
        run.feed(new RawBatch("", null, "raw", 3, 8, 1_000, RawFault.EMPTY_KEY));
        final RawBatch other = batches.of(add("MSFT", 1, T, Side.BID, 11, 100, 10));
        run.feed(new RawBatch(A, other.value(), "raw", 3, 9));

        assertEquals(List.of("malformed-batch 3@7 3", "unusable-record 3@8 0", "key-mismatch 3@9 " + other.value().length),
                letters().stream().map(l -> l.getReason() + " " + l.getPartition() + "@" + l.getOffset() + " "
                        + l.getBytes().remaining()).toList());
        assertEquals(1_000_000_000L, letters().get(0).getFirstTimeNanos());
        assertEquals(3, run.totals().deadLetters);
        assertNull(run.book(A), "nothing is opened for a record that is no batch");
    }

    @Test
    void shouldParkABatchWhoseSessionIsLongerThanStateAllows() throws Exception {
        run.feed(new Batches("s".repeat(65), "a").of(add(A, 1, T, Side.BID, 11, 100, 10)));

        assertEquals(List.of("malformed-batch"), letters().stream().map(DeadLetter::getReason).toList());
        assertNull(run.book(A));
    }

    @Test
    void shouldApplyTheGoodEventsOfABrokenBatchAndShowTheRestAsAHole() throws Exception {
        final RawBatch whole = batches.of(add(A, 1, T, Side.BID, 11, 100, 10), add(A, 2, T, Side.BID, 12, 101, 10));
        run.feed(new RawBatch(A, Arrays.copyOf(whole.value(), whole.value().length - 3), "raw", 0, 0));
        run.feed(batches.of(add(A, 3, T, Side.BID, 13, 102, 10)));
        waitInVain();

        assertEquals(List.of("malformed-batch"), letters().stream().map(DeadLetter::getReason).toList());
        assertEquals(List.of("OK ", "STALE gap"), qualities());
    }

    @Test
    void shouldBeMadeWholeByTheOtherPublishersCopyOfABrokenBatch() throws Exception {
        final Batches other = new Batches("1", "b");
        final FeedEvent first = add(A, 1, T, Side.BID, 11, 100, 10);
        final FeedEvent second = add(A, 2, T, Side.BID, 12, 101, 10);
        final RawBatch whole = batches.of(first, second);
        run.feed(new RawBatch(A, Arrays.copyOf(whole.value(), whole.value().length - 3), "raw", 0, 0));
        run.feed(other.of(first, second));
        run.feed(batches.of(add(A, 3, T, Side.BID, 13, 102, 10)));

        assertEquals(List.of("OK ", "OK ", "OK "), qualities());
        assertEquals(3, run.totals().applied);
    }

    @Test
    void shouldFailWhenASymbolBelongsToAnotherSubtask() throws Exception {
        final int owner = KeyGroups.subtask(
                KeyGroups.keyGroup(A, OperatorRun.MAX_PARALLELISM), OperatorRun.MAX_PARALLELISM, 2);
        try (OperatorRun wrong = OperatorRun.rescaled(null, false, 1, 2, 1 - owner)) {
            final Exception failure = assertThrows(
                    Exception.class, () -> wrong.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10))));
            assertTrue(failure.getMessage().contains("symbol AAPL"), failure.getMessage());
        }
    }

    private void waitInVain() throws Exception {
        run.pass(OperatorRun.CONFIG.gapWaitMillis() + IdleSymbols.TICK_MILLIS);
    }

    private List<String> qualities() {
        return run.output(Topics.BOOK_TOP, TopOfBook.class).stream()
                .map(top -> top.getQuality() + " " + top.getQualityReason()).toList();
    }

    private List<DeadLetter> letters() {
        return run.output(Topics.DLQ, DeadLetter.class);
    }

    @Test
    void shouldNotTakeBackDamageWhenTheBookUncrosses() throws Exception {
        run.feed(batches.of(
                add(A, 1, T, Side.BID, 11, 100, 10), delete(A, 2, T, 99), add(A, 3, T, Side.ASK, 12, 100, 10),
                delete(A, 4, T, 12)));

        assertEquals(Quality.STALE, run.book(A).reason.quality());
        assertEquals(1, run.output(Topics.STATUS, MarketStatus.class).size());
    }
}
