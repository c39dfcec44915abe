package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Holding the stream for a snapshot, and going on behind it. */
class LineArbiterHoldTest {

    private static final long DEADLINE = 100;

    private final RecordingListener listener = new RecordingListener();
    private final List<String> asked = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private long now;
    private LineArbiter arbiter = arbiter(ArbiterConfig.ofLines(2));

    @Test
    void shouldDeliverNothingBelowTheSnapshotAndEverythingBehindIt() {
        arbiter.hold();
        hand(10, 12);
        hand(12, 15);
        assertEquals(List.of(), listener.delivered);
        arbiter.resumeAt(13);
        hand(15, 16);
        assertEquals(List.of(13L, 14L, 15L), listener.delivered);
        assertEquals(3, arbiter.counters().get(ArbiterCounter.SKIPPED));
        assertEquals(0, arbiter.counters().get(ArbiterCounter.HELD_PACKETS));
    }

    @Test
    void shouldHoldInTheMiddleOfTheStream() {
        hand(1, 4);
        arbiter.hold();
        hand(4, 6);
        assertEquals(List.of(1L, 2L, 3L), listener.delivered);
        arbiter.release();
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), listener.delivered);
        arbiter.release();
        assertFalse(arbiter.holding());
    }

    @Test
    void shouldHealHolesBelowTheSnapshotAndKeepThoseAbove() {
        hand(1, 2);
        arbiter.hold();
        hand(5, 6);
        hand(9, 10);
        now += 10 * DEADLINE;
        assertEquals(0, arbiter.tick(), "nothing is declared while held");
        assertEquals(List.of("2..5", "6..9"), asked);
        arbiter.resumeAt(5);
        assertEquals(List.of("2..5"), closed.subList(0, 1));
        assertEquals(List.of("6..9"), listener.gaps, "its time was up");
        assertEquals(List.of(1L, 5L, 9L), listener.delivered);
    }

    @Test
    void shouldGoOnBeyondAllThatHasCome() {
        arbiter.hold();
        hand(10, 12);
        arbiter.resumeAt(20);
        hand(12, 20);
        hand(20, 21);
        assertEquals(List.of(20L), listener.delivered);
        assertEquals(List.of(), listener.gaps);
    }

    @Test
    void shouldCountAsLostWhatTheWindowCannotHold() {
        arbiter = arbiter(ArbiterConfig.ofLines(2).withWindow(2, 1 << 16));
        arbiter.hold();
        hand(1, 2);
        hand(2, 3);
        hand(3, 4);
        assertEquals(1, arbiter.counters().get(ArbiterCounter.HELD_OVERFLOWS));
        arbiter.resumeAt(2);
        assertEquals(List.of(2L), listener.delivered);
        hand(4, 5);
        assertEquals(List.of("3..4"), asked);
        hand(3, 4);
        assertEquals(List.of(2L, 3L, 4L), listener.delivered);
    }

    @Test
    void shouldGoOnAtTheEndOfInputAndAtANewSession() {
        arbiter.hold();
        hand(1, 3);
        arbiter.endOfInput();
        assertEquals(List.of(1L, 2L), listener.delivered);
        arbiter.hold();
        hand(3, 4);
        final UnsafeBuffer end = Packets.end(Packets.SESSION, 4);
        arbiter.onPacket(0, end, 0, end.capacity(), now);
        assertFalse(listener.events.contains("end 4"), "what is held has not been delivered");
        final UnsafeBuffer next = Packets.end("another   ", 1);
        arbiter.onPacket(0, next, 0, next.capacity(), now);
        assertFalse(arbiter.holding());
        assertEquals(LongStream.range(1, 4).boxed().toList(), listener.delivered);
        assertTrue(listener.events.contains("end 4"), () -> listener.events.toString());
    }

    @Test
    void shouldNotGoBack() {
        hand(1, 4);
        assertThrows(IllegalStateException.class, () -> arbiter.resumeAt(4));
        arbiter.hold();
        assertThrows(IllegalStateException.class, () -> arbiter.resumeAt(3));
    }

    private LineArbiter arbiter(final ArbiterConfig config) {
        return new LineArbiter(config.withHoleDeadlineNanos(DEADLINE), () -> now, new GapRecovery() {
            @Override
            public void missing(final String session, final long begin, final long end) {
                asked.add(begin + ".." + end);
            }

            @Override
            public void closed(final String session, final long begin, final long end) {
                closed.add(begin + ".." + end);
            }
        }, listener);
    }

    private void hand(final long begin, final long end) {
        final UnsafeBuffer packet = Packets.data(begin, end);
        arbiter.onPacket(0, packet, 0, packet.capacity(), now);
    }
}
