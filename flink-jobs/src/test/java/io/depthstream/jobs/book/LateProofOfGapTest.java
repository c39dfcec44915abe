package io.depthstream.jobs.book;

import static io.depthstream.jobs.book.FeedEvent.add;
import static io.depthstream.jobs.book.FeedEvent.rare;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.MarketStatus;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.avro.StatusKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gap that a publisher proves, late, not to have touched the symbol. */
class LateProofOfGapTest {
    private static final String A = "AAPL";
    private static final long T = 1_700_000_000_000_000_000L;

    private final Batches batches = new Batches("1", "a");

    @Test
    void shouldBeOkAgainWhenTheGapIsProvenNotToHaveTouchedTheSymbol() throws Exception {
        try (OperatorRun run = gapped()) {
            run.feed(proof(2, 3));
            assertEquals(List.of("STALE gap 3", "OK  4"), changes(run));
            assertEquals(2, run.book(A).state.applied, "a proof is no event");
        }
    }

    @Test
    void shouldStayStaleWhenOnlyPartOfTheGapIsProven() throws Exception {
        try (OperatorRun run = gapped()) {
            run.feed(proof(2, 2));
            assertEquals(List.of("STALE gap 3"), changes(run));
            run.feed(proof(3, 3));
            assertEquals(List.of("STALE gap 3", "OK  4"), changes(run));
        }
    }

    @Test
    void shouldChangeNothingByAProofOfAGapThatNobodyTold() throws Exception {
        try (OperatorRun run = OperatorRun.fresh()) {
            run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10)), proof(0, 1),
                batches.of(add(A, 4, T, Side.BID, 12, 99, 10)));
            assertEquals(List.of(), changes(run));
            assertEquals(2, run.book(A).state.applied);
        }
    }

    /** One event, a gap of two, and another event. */
    private OperatorRun gapped() throws Exception {
        final OperatorRun run = OperatorRun.fresh();
        run.feed(batches.of(add(A, 1, T, Side.BID, 11, 100, 10), rare(EventKind.GAP, A, 3, T, Side.NONE, 0, 0, "", 2, 3),
            add(A, 4, T, Side.BID, 12, 99, 10)));
        for (int i = 0; i < 100; i++) {
            run.pass(20);
        }
        return run;
    }

    /** As a publisher sends it: beside its chain, claiming the range alone. */
    private static RawBatch proof(final long first, final long last) {
        return new Batches("1", "a").of(rare(EventKind.GAP, A, last, T, Side.NONE, 0, 0, "", first, last, 1));
    }

    private static List<String> changes(final OperatorRun run) {
        return run.output(Topics.STATUS, MarketStatus.class).stream()
            .filter(status -> status.getKind() == StatusKind.QUALITY && !status.getQualityReason().equals("gap-wait"))
            .map(status -> status.getQuality() + " " + status.getQualityReason() + " " + status.getSequence()).toList();
    }
}
