package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.MwcbStatusEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.RegShoRestrictionEncoder;
import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A breach of the market-wide circuit breaker is told to every symbol, under the sequence it has. */
class CircuitBreakerTest {
    private static final long STAMP = 34_200_000_000_001L;

    private final FeedFixture fixture =
        new FeedFixture(FeedFixture.wide()).knows(FeedFixture.AAPL, "AAPL").knows(FeedFixture.MSFT, "MSFT");

    @Test
    void shouldTellTheMarketAndEverySymbolWithinTheChainOfEach() {
        fixture.feed(delete());
        fixture.flush();
        fixture.feed(breach('2'));
        fixture.flush();
        fixture.feed(delete());
        assertEquals(List.of("0 MWCB_BREACH 2 2"), said("*"));
        assertEquals(List.of("0 DELETE 1 ", "1 MWCB_BREACH 2 2", "2 DELETE 3 "), said("AAPL"));
        assertEquals(List.of("0 MWCB_BREACH 2 2"), said("MSFT"));
        assertEquals(3, fixture.counters.events(), "one message is one event");
        assertEquals(2, fixture.counters.breachEvents());
    }

    @Test
    void shouldGiveTheSymbolsTheTimesOfTheMessage() {
        fixture.feed(breach('1'));
        fixture.flush();
        for (final EventBatch batch : fixture.batchesSent()) {
            assertEquals(FeedFixture.DAY.epochNanos(STAMP), batch.getVenueTimeNanos(), batch.getSymbol());
            assertEquals(FeedFixture.RECEIVED, batch.getReceiveTimeNanos(), batch.getSymbol());
        }
        assertEquals(3, fixture.batchesSent().size());
    }

    @Test
    void shouldTellASymbolThatIsListedLaterBeforeItsFirstEventAndOnce() {
        fixture.feed(breach('1'));
        fixture.feed(breach('2'));
        fixture.feed(fixture.directoryEntry(15, "IBM"));
        fixture.feed(fixture.directoryEntry(15, "IBM"));
        assertEquals(List.of("0 MWCB_BREACH 2 2", "0 DIRECTORY 3 ", "0 DIRECTORY 4 "),
            said("IBM"));
    }

    @Test
    void shouldNotClaimBeforeAListingWhatAGapMayHaveSwallowed() {
        fixture.feed(breach('1'));
        gap(2, 4);
        fixture.feed(fixture.directoryEntry(15, "IBM"));
        assertEquals(List.of("0 DIRECTORY 5 "), said("IBM"));
    }

    @Test
    void shouldTellASymbolWhoseListingAGapSwallowedOnTheRightSideOfTheGap() {
        fixture.feed(breach('1'));
        gap(2, 4);
        fixture.feed(breach('2'));
        fixture.feed(restricted(16, "TSLA"));
        gap(7, 8);
        fixture.feed(restricted(15, "IBM"));
        assertEquals(List.of("0 GAP 4 ", "0 MWCB_BREACH 5 2", "0 REG_SHO 6 1", "0 GAP 8 "), said("TSLA"));
        assertEquals(List.of("0 GAP 8 ", "0 REG_SHO 9 1"), said("IBM"), "a breach between two gaps is in what both cover");
    }

    @Test
    void shouldSayItInEverySnapshotAsOfTheSnapshotsSequence() {
        fixture.feed(breach('3'));
        fixture.flush();
        fixture.normaliser.beginSnapshots(FeedFixture.SESSION, 40, STAMP, FeedFixture.RECEIVED);
        fixture.normaliser.beginSnapshot(1);
        fixture.normaliser.endSnapshot(1);
        fixture.normaliser.endSnapshots();
        assertEquals(List.of("0 MWCB_BREACH 1 3", "1 SNAPSHOT_BEGIN 40 ", "1 MWCB_BREACH 40 3", "1 SNAPSHOT_END 40 "), said("AAPL"));
    }

    @Test
    void shouldSayABreachThatCameTooLateForTheStreamInSnapshotsOnly() {
        fixture.feed(delete());
        gap(2, 2);
        final int bytes = breach('1').length();
        fixture.normaliser.onLate(FeedFixture.SESSION, 2, fixture.buffer, 0, bytes);
        fixture.flush();
        fixture.normaliser.beginSnapshots(FeedFixture.SESSION, 40, STAMP, FeedFixture.RECEIVED);
        fixture.normaliser.beginSnapshot(2);
        fixture.normaliser.endSnapshot(2);
        fixture.normaliser.endSnapshots();
        assertEquals(List.of("0 DELETE 1 ", "0 GAP 2 "), said("AAPL"));
        assertEquals(List.of("0 GAP 2 ", "2 SNAPSHOT_BEGIN 40 ", "2 MWCB_BREACH 40 1", "2 SNAPSHOT_END 40 "), said("MSFT"));
    }

    @Test
    void shouldForgetItWithTheSession() {
        fixture.feed(breach('1'));
        fixture.normaliser.onMessage("0000000002", 1, fixture.buffer, 0, fixture.directoryEntry(15, "IBM").length(),
            FeedFixture.RECEIVED);
        assertEquals(List.of("0 DIRECTORY 1 "), said("IBM"));
    }

    private MwcbStatusEncoder breach(final char level) {
        return new MwcbStatusEncoder().wrap(fixture.buffer, 0).timestamp(STAMP).breachedLevel(level);
    }

    private OrderDeleteEncoder delete() {
        return new OrderDeleteEncoder().wrap(fixture.buffer, 0).stockLocate(FeedFixture.AAPL).timestamp(STAMP).orderReferenceNumber(7);
    }

    private ItchEncoder<?> restricted(final int locate, final String symbol) {
        return new RegShoRestrictionEncoder().wrap(fixture.buffer, 0).stockLocate(locate).timestamp(STAMP).stock(symbol)
            .regSHOAction('1');
    }

    private void gap(final long begin, final long end) {
        fixture.normaliser.onGap(FeedFixture.SESSION, begin, end, FeedFixture.RECEIVED);
        fixture.sequence = end + 1;
    }

    /** Each event of a symbol after the sequence its batch follows: kind, sequence, its one code. */
    private List<String> said(final String symbol) {
        fixture.flush();
        final List<String> said = new ArrayList<>();
        for (final EventBatch batch : fixture.batchesSent()) {
            if (batch.getSymbol().equals(symbol)) {
                for (final Event event : batch.getEvents()) {
                    said.add(batch.getPreviousSequence() + " " + event.getKind() + " "
                        + (batch.getFirstSequence() + event.getSequenceOffset()) + " "
                        + (event.getCodes().length() == 1 ? event.getCodes() : ""));
                }
            }
        }
        return said;
    }
}
