package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.depthstream.ingest.itch.MwcbStatusEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.session.ArbiterConfig;
import io.depthstream.ingest.session.ArbiterCounter;
import io.depthstream.ingest.session.GapRecovery;
import io.depthstream.ingest.session.LineArbiter;
import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Two lines that both lose, and what comes after the gap was declared; deletions of AAPL's and MSFT's orders. */
class LateProofTest {
    private final FeedFixture fixture = new FeedFixture(FeedFixture.wide()).knows(FeedFixture.AAPL, "AAPL")
        .knows(FeedFixture.MSFT, "MSFT").knows(15, "IBM");
    private final MoldPackets packets = new MoldPackets(FeedFixture.SESSION);
    private long now = 1_000;
    private final LineArbiter arbiter = new LineArbiter(ArbiterConfig.ofLines(2).withHoleDeadlineNanos(100), () -> now,
        GapRecovery.NONE, fixture.merged());
    private final List<String> asked = new ArrayList<>();

    LateProofTest() {
        fixture.counters.lines(arbiter, 2);
        arbiter.askLate(new GapRecovery() {
            @Override
            public void missing(final String session, final long begin, final long end) {
                asked.add("missing " + begin + ".." + end);
            }

            @Override
            public void closed(final String session, final long begin, final long end) {
                asked.add("closed " + begin + ".." + end);
            }
        });
    }

    @Test
    void shouldProveToEverySymbolWithoutALateMessageThatTheGapDidNotTouchIt() {
        loseTwoAndThree();
        comes(1, 2, delete(FeedFixture.AAPL));
        assertEquals(List.of(), proofs(), "one is missing still");
        comes(0, 2, delete(FeedFixture.AAPL));
        comes(1, 3, delete(15));
        assertEquals(List.of("* 2..3 after 1", "MSFT 2..3 after 1"), proofs());
        assertEquals(List.of("missing 2..4", "closed 2..3", "closed 3..4"), asked);
        assertEquals(2, fixture.counters.lateMessages(), "a second copy is none");
        assertEquals(2, fixture.counters.provenSymbols());
        assertEquals(1, fixture.counters.arbiter(ArbiterCounter.GAPS_CLOSED_LATE));
    }

    @Test
    void shouldCallAMessageForTheWholeMarketOneOfTheMarketAlone() {
        loseTwoAndThree();
        comes(1, 2, delete(0), delete(FeedFixture.MSFT));
        assertEquals(List.of("AAPL 2..3 after 1", "IBM 2..3 after 1"), proofs());
    }

    @Test
    void shouldProveNothingToAnybodyWhereALateMessageIsABreachForAll() {
        loseTwoAndThree();
        comes(1, 2, delete(FeedFixture.AAPL), breach());
        assertEquals(List.of(), proofs());
        assertEquals(1, fixture.counters.arbiter(ArbiterCounter.GAPS_CLOSED_LATE));
    }

    @Test
    void shouldProveNothingWhileAMessageOfTheGapIsMissing() {
        loseTwoAndThree();
        comes(1, 3, delete(15));
        arbiter.endOfInput();
        assertEquals(List.of(), proofs());
        assertEquals(0, fixture.counters.provenSymbols());
    }

    private void loseTwoAndThree() {
        comes(0, 1, delete(FeedFixture.AAPL));
        comes(0, 4, delete(FeedFixture.MSFT));
        now += 200;
        arbiter.tick();
        assertEquals(1, fixture.counters.gaps());
    }

    private void comes(final int line, final long sequence, final byte[]... messages) {
        final byte[] packet = packets.of(sequence, messages);
        arbiter.onPacket(line, new UnsafeBuffer(packet), 0, packet.length, FeedFixture.RECEIVED);
    }

    private byte[] delete(final int locate) {
        return MoldPackets.bytes(fixture.buffer,
            new OrderDeleteEncoder().wrap(fixture.buffer, 0).stockLocate(locate).timestamp(1).orderReferenceNumber(7));
    }

    private byte[] breach() {
        return MoldPackets.bytes(fixture.buffer, new MwcbStatusEncoder().wrap(fixture.buffer, 0).timestamp(1).breachedLevel('1'));
    }

    private List<String> proofs() {
        fixture.flush();
        final List<String> proofs = new ArrayList<>();
        for (final EventBatch batch : fixture.batchesSent()) {
            for (final Event event : batch.getEvents()) {
                if (event.getKind() == EventKind.GAP && event.getValues().size() == 3) {
                    assertEquals(1, event.getValues().get(2));
                    assertEquals(batch.getLastSequence(), event.getValues().get(1));
                    proofs.add(batch.getSymbol() + " " + event.getValues().get(0) + ".." + event.getValues().get(1) + " after "
                        + batch.getPreviousSequence());
                }
            }
        }
        return proofs.stream().sorted().toList();
    }
}
