package io.depthstream.ingest.session;

import static io.depthstream.ingest.session.Packets.SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LineArbiterTest {

    private static final int A = 0;
    private static final int B = 1;
    private static final int RECOVERY = 2;
    private static final long DEADLINE = 1_000;
    private static final long SILENCE = 5_000;
    private static final String NEXT_DAY = "000010060A";

    private final RecordingListener listener = new RecordingListener();
    private final List<String> asked = new ArrayList<>();
    private long now = 1_000_000;
    private LineArbiter arbiter = arbiter(config());

    private static ArbiterConfig config() {
        return ArbiterConfig.ofLines(3)
                .withWindow(16, 1 << 16)
                .withHoleDeadlineNanos(DEADLINE)
                .withSessionSilenceNanos(SILENCE);
    }

    private LineArbiter arbiter(final ArbiterConfig config) {
        final GapRecovery recovery = new GapRecovery() {
            @Override
            public void missing(final String session, final long begin, final long end) {
                asked.add("missing " + begin + ".." + end);
            }

            @Override
            public void closed(final String session, final long begin, final long end) {
                asked.add("closed " + begin + ".." + end);
            }
        };
        return new LineArbiter(config, () -> now, recovery, listener);
    }

    @Test
    void shouldTakeFirstCopyAndCountTheSecondPerLine() {
        send(A, 5, 8);
        now += 30;
        send(B, 5, 8);
        send(B, 8, 9);
        now += 10;
        send(A, 8, 9);

        assertEquals(List.of("session " + SESSION + " from 5", "5 m5", "6 m6", "7 m7", "8 m8"), listener.events);
        assertEquals(3, line(A, LineCounter.FIRST_COPIES));
        assertEquals(1, line(A, LineCounter.DUPLICATES));
        assertEquals(1, line(B, LineCounter.FIRST_COPIES));
        assertEquals(3, line(B, LineCounter.DUPLICATES));
        assertEquals(1, line(A, LineCounter.LEADS));
        assertEquals(1, line(A, LineCounter.LAGS));
        assertEquals(10, line(A, LineCounter.LAG_NANOS));
        assertEquals(1, line(B, LineCounter.LAGS));
        assertEquals(30, line(B, LineCounter.LAG_MAX_NANOS));
        assertEquals(0, arbiter.missingOnLine(A));
    }

    @Test
    void shouldHoldEarlyPacketsUntilTheHoleFills() {
        send(A, 1, 2);
        send(A, 5, 7);
        send(A, 3, 4);
        assertEquals(List.of(1L), listener.delivered);
        assertEquals(2, arbiter.openHoles());
        assertEquals(2, counter(ArbiterCounter.HELD_PACKETS));

        send(B, 2, 3);
        send(B, 4, 5);

        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), listener.delivered);
        assertEquals(List.of(), listener.gaps);
        assertEquals(0, counter(ArbiterCounter.HELD_PACKETS));
        assertEquals(0, counter(ArbiterCounter.HELD_BYTES));
        assertEquals(2, counter(ArbiterCounter.HELD_PACKETS_PEAK));
        assertEquals(List.of("missing 2..5", "closed 3..4", "closed 2..3", "closed 4..5"), asked);
    }

    @Test
    void shouldDeclareOneGapWhenTheHoleOutlivesItsDeadline() {
        send(A, 1, 2);
        send(A, 5, 6);
        now += DEADLINE - 1;
        assertEquals(0, arbiter.tick());
        now += 1;
        assertEquals(1, arbiter.tick());
        assertEquals(0, arbiter.tick());

        assertEquals(List.of("2..5"), listener.gaps);
        assertEquals(List.of(1L, 5L), listener.delivered);
        assertEquals(1, counter(ArbiterCounter.GAPS_BY_DEADLINE));
        assertEquals(3, counter(ArbiterCounter.GAP_MESSAGES));
    }

    @Test
    void shouldGiveEachHoleItsOwnDeadline() {
        send(A, 1, 2);
        send(A, 3, 4);
        now += DEADLINE / 2;
        send(A, 5, 6);
        now += DEADLINE / 2;
        arbiter.tick();
        assertEquals(List.of("2..3"), listener.gaps);
        assertEquals(List.of(1L, 3L), listener.delivered);
        now += DEADLINE / 2;
        arbiter.tick();
        assertEquals(List.of("2..3", "4..5"), listener.gaps);
    }

    @Test
    void shouldFillTheHoleByThePacketInHandBeforeLookingAtTheClock() {
        send(A, 1, 2);
        send(A, 3, 4);
        now += 10 * DEADLINE;
        send(B, 2, 3);
        assertEquals(List.of(), listener.gaps);
        assertEquals(List.of(1L, 2L, 3L), listener.delivered);
    }

    @Test
    void shouldCountLateCopiesApartFromDuplicates() {
        send(A, 1, 2);
        send(A, 4, 5);
        now += DEADLINE;
        arbiter.tick();
        send(B, 1, 5);

        assertEquals(List.of("2..4"), listener.gaps);
        assertEquals(2, line(B, LineCounter.LATE));
        assertEquals(2, line(B, LineCounter.DUPLICATES));
        assertEquals(2, line(B, LineCounter.SEEN));
        assertEquals(0, arbiter.missingOnLine(B));
    }

    @Test
    void shouldCountWhatOneLineLostAndAnotherHad() {
        send(A, 1, 4);
        send(B, 1, 2);
        send(B, 4, 10);
        send(A, 8, 10);
        assertEquals(4, arbiter.missingOnLine(A));
        assertEquals(2, arbiter.missingOnLine(B));
        send(A, 4, 8);
        send(B, 2, 4);
        send(B, 2, 4);
        assertEquals(0, arbiter.missingOnLine(A));
        assertEquals(0, arbiter.missingOnLine(B));
        assertEquals(9, arbiter.missingOnLine(RECOVERY));
    }

    @Test
    void shouldDeclareTheLowestHoleWhenTheWindowOfPacketsIsFull() {
        send(A, 1, 2);
        for (long sequence = 3; sequence < 3 + 2 * 16; sequence += 2) {
            send(A, sequence, sequence + 1);
        }
        assertEquals(16, counter(ArbiterCounter.HELD_PACKETS));
        assertEquals(List.of(), listener.gaps);

        send(A, 35, 36);

        assertEquals(List.of("2..3"), listener.gaps);
        assertEquals(List.of(1L, 3L), listener.delivered);
        assertEquals(16, counter(ArbiterCounter.HELD_PACKETS));
        assertEquals(1, counter(ArbiterCounter.GAPS_BY_WINDOW));
    }

    @Test
    void shouldDeclareTheLowestHoleWhenTheWindowOfBytesIsFull() {
        send(A, 1, 2);
        send(A, 3, 2000);
        send(A, 2001, 4500);
        assertEquals(List.of(), listener.gaps);
        send(A, 4501, 9500);
        assertEquals(List.of("2..3"), listener.gaps);
        arbiter.endOfInput();
        assertEquals(List.of("2..3", "2000..2001", "4500..4501"), listener.gaps);
        assertEquals(9496, listener.delivered.size());
    }

    @Test
    void shouldNotDeclareWhatThePacketInHandBringsWhenTheWindowIsFull() {
        send(A, 1, 2);
        for (long sequence = 10; sequence < 10 + 2 * 16; sequence += 2) {
            send(A, sequence, sequence + 1);
        }
        send(B, 5, 10);
        assertEquals(List.of("2..5"), listener.gaps);
        assertEquals(List.of(1L, 5L, 6L, 7L, 8L, 9L, 10L), listener.delivered);
    }

    @Test
    void shouldDeliverOnlyTheUnseenPartOfAnOverlappingPacket() {
        send(A, 1, 4);
        send(B, 2, 6);
        send(A, 8, 10);
        send(B, 5, 12);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L), listener.delivered);
        assertEquals(2 + 1 + 2, line(B, LineCounter.DUPLICATES));
        assertEquals(2 + 4, line(B, LineCounter.FIRST_COPIES));
    }

    @Test
    void shouldSeeTheLossOfTheLastPacketByTheHeartbeat() {
        send(A, 1, 3);
        hand(B, Packets.heartbeat(SESSION, 5));
        assertEquals(List.of("missing 3..5"), asked);
        now += DEADLINE;
        arbiter.tick();
        send(A, 5, 6);
        assertEquals(List.of("3..5"), listener.gaps);
        assertEquals(List.of(1L, 2L, 5L), listener.delivered);
    }

    @Test
    void shouldMakeOneGapOfAHoleThatGrows() {
        send(A, 1, 3);
        hand(A, Packets.heartbeat(SESSION, 5));
        hand(B, Packets.heartbeat(SESSION, 7));
        send(A, 9, 10);
        assertEquals(List.of("missing 3..5", "missing 5..7", "missing 7..9"), asked);
        now += DEADLINE;
        arbiter.tick();
        assertEquals(List.of("3..9"), listener.gaps);
        assertEquals(1, counter(ArbiterCounter.HOLES));
        assertEquals(6, counter(ArbiterCounter.HOLE_MESSAGES));
    }

    @Test
    void shouldEndTheSessionOnceAndOnlyWhenAllIsDelivered() {
        send(A, 1, 2);
        hand(A, Packets.end(SESSION, 3));
        hand(B, Packets.end(SESSION, 3));
        assertEquals(-1, listener.events.indexOf("end 3"));
        send(B, 2, 3);
        hand(B, Packets.end(SESSION, 3));
        assertEquals(List.of("session " + SESSION + " from 1", "1 m1", "2 m2", "end 3"), listener.events);
    }

    @Test
    void shouldEndTheSessionAfterTheGapBeforeItsEnd() {
        send(A, 1, 2);
        hand(A, Packets.end(SESSION, 3));
        now += DEADLINE;
        arbiter.tick();
        assertEquals(List.of("session " + SESSION + " from 1", "1 m1", "gap 2..3", "end 3"), listener.events);
    }

    @Test
    void shouldRefuseMessagesAfterTheEnd() {
        send(A, 1, 2);
        hand(A, Packets.end(SESSION, 2));
        send(A, 2, 3);
        assertEquals("malformed 0 AFTER_END_OF_SESSION", listener.events.get(listener.events.size() - 1));
        assertEquals(List.of(1L), listener.delivered);
    }

    @Test
    void shouldBeginTheNextDayAtOneAfterTheEnd() {
        send(A, 7, 8);
        hand(A, Packets.end(SESSION, 8));
        hand(A, Packets.data(NEXT_DAY, 2, 3));
        hand(B, Packets.data(SESSION, 7, 8));
        hand(B, Packets.data(NEXT_DAY, 1, 2));

        assertEquals(List.of("session " + SESSION + " from 7", "7 m7", "end 8", "session " + NEXT_DAY + " from 1", "1 m1",
                "2 m2"), listener.events);
        assertEquals(1, line(B, LineCounter.LATE_SESSION));
        assertEquals(2, counter(ArbiterCounter.SESSIONS));
    }

    @Test
    void shouldDropAnotherSessionWhileThisOneSpeaks() {
        send(A, 1, 2);
        now += SILENCE - 1;
        hand(B, Packets.data(NEXT_DAY, 1, 2));
        hand(A, Packets.heartbeat(SESSION, 2));
        now += SILENCE - 1;
        hand(B, Packets.data(NEXT_DAY, 2, 3));
        assertEquals(2, line(B, LineCounter.WRONG_SESSION));
        assertEquals(SESSION, arbiter.session());

        now += 1;
        hand(B, Packets.data(NEXT_DAY, 3, 4));
        assertEquals(NEXT_DAY, arbiter.session());
        arbiter.endOfInput();
        assertEquals(List.of("1..3"), listener.gaps);
    }

    @Test
    void shouldDeclareOpenHolesOfASessionThatIsReplaced() {
        send(A, 1, 2);
        send(A, 4, 5);
        now += SILENCE;
        hand(A, Packets.data(NEXT_DAY, 1, 2));
        assertEquals(List.of("session " + SESSION + " from 1", "1 m1", "gap 2..4", "4 m4",
                "session " + NEXT_DAY + " from 1", "1 m1"), listener.events);
    }

    @Test
    void shouldTakeOnlyTheExpectedSession() {
        arbiter = arbiter(config().withExpectedSession(NEXT_DAY));
        send(A, 1, 2);
        hand(A, Packets.data(NEXT_DAY, 1, 2));
        now += SILENCE;
        send(A, 2, 3);
        assertEquals(List.of("session " + NEXT_DAY + " from 1", "1 m1"), listener.events);
        assertEquals(2, line(A, LineCounter.WRONG_SESSION));
    }

    @Test
    void shouldCountTheMorningAsAHoleWhenJoiningAtSessionStart() {
        arbiter = arbiter(config().withJoinAt(JoinAt.SESSION_START));
        send(A, 4, 5);
        assertEquals(List.of("missing 1..4"), asked);
        send(RECOVERY, 1, 4);
        assertEquals(List.of(1L, 2L, 3L, 4L), listener.delivered);
        assertEquals(3, line(RECOVERY, LineCounter.FIRST_COPIES));
    }

    @Test
    void shouldIgnoreWhatCameBeforeTheJoin() {
        send(A, 5, 6);
        send(B, 3, 7);
        assertEquals(List.of(5L, 6L), listener.delivered);
        assertEquals(2, line(B, LineCounter.BEFORE_JOIN));
        assertEquals(1, line(B, LineCounter.DUPLICATES));
        assertEquals(1, line(B, LineCounter.FIRST_COPIES));
    }

    @Test
    void shouldNotBelieveASinglePacketFarAhead() {
        arbiter = arbiter(config().withMaxJump(100));
        send(A, 1, 2);
        send(A, 5_000_000_000L, 5_000_000_001L);
        send(A, 2, 3);
        assertEquals("malformed 0 IMPLAUSIBLE_SEQUENCE", listener.events.get(2));
        assertEquals(List.of(1L, 2L), listener.delivered);
        assertEquals(0, arbiter.openHoles());

        send(A, 900, 901);
        send(B, 900, 901);
        arbiter.endOfInput();
        assertEquals(List.of("3..900"), listener.gaps);
    }

    @Test
    void shouldPassOverAnEmptyMessageWithoutAGap() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final MoldUdp64Encoder encoder = new MoldUdp64Encoder().session(SESSION).begin(buffer, 0, 64, 1);
        encoder.message(buffer, 0, 0).message(buffer, 0, 1);
        hand(A, new UnsafeBuffer(buffer, 0, encoder.length()));
        assertEquals("malformed 0 EMPTY_MESSAGE", listener.events.get(1));
        assertEquals(List.of(2L), listener.delivered);
    }

    @Test
    void shouldCountBrokenPacketsPerLineAndGoOn() {
        hand(A, new UnsafeBuffer(new byte[19]));
        hand(B, new UnsafeBuffer(new byte[21]));
        send(A, 1, 2);
        assertEquals(List.of("malformed 0 SHORT_HEADER", "malformed 1 BAD_SEQUENCE", "session " + SESSION + " from 1", "1 m1"),
                listener.events);
        assertEquals(1, line(A, LineCounter.MALFORMED));
        assertEquals(1, line(B, LineCounter.MALFORMED));
    }

    @Test
    void shouldGoByPacketTimeInReplay() {
        arbiter = LineArbiter.forReplay(config(), listener);
        send(A, 1, 2);
        send(A, 3, 4);
        now += DEADLINE - 1;
        send(A, 4, 5);
        assertEquals(List.of(), listener.gaps);
        now += 1;
        send(A, 5, 6);
        assertEquals(List.of("2..3"), listener.gaps);
    }

    @Test
    void shouldNameTheLineItDoesNotHave() {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> send(3, 1, 2));
        assertEquals("line 3: expected 0 to 2; configure as many lines as the sources have, and one for the recovery",
                refused.getMessage());
    }

    private void send(final int line, final long begin, final long end) {
        hand(line, Packets.data(begin, end));
    }

    private void hand(final int line, final UnsafeBuffer packet) {
        arbiter.onPacket(line, packet, 0, packet.capacity(), now);
    }

    private long line(final int line, final LineCounter name) {
        return arbiter.lineCounters(line).get(name);
    }

    private long counter(final ArbiterCounter name) {
        return arbiter.counters().get(name);
    }
}
