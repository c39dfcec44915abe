package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Every limit of the session layer that has a name, reached and passed by one. Others: {@link LineArbiterTest}. */
class SessionLimitsTest {
    private static final long NEVER = Long.MAX_VALUE / 4;
    private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 9);

    private final RecordingListener listener = new RecordingListener();
    private long now = 1_000;

    @Test
    void shouldKnowEightSessionsThatAreOverAndTakeAnOlderOneForNew() {
        final LineArbiter arbiter = arbiter(ArbiterConfig.ofLines(1));
        for (int day = 0; day <= SessionGate.MAX_PAST_SESSIONS + 1; day++) {
            hand(arbiter, 0, Packets.data(session(day), 1, 2));
            hand(arbiter, 0, Packets.end(session(day), 2));
        }
        hand(arbiter, 0, Packets.data(session(1), 1, 2));
        assertEquals(1, arbiter.lineCounters(0).get(LineCounter.LATE_SESSION), "the oldest that is known");
        hand(arbiter, 0, Packets.data(session(0), 1, 2));
        assertEquals(1, arbiter.lineCounters(0).get(LineCounter.LATE_SESSION));
        assertEquals(session(0), arbiter.session(), "one that is forgotten");
        assertEquals(SessionGate.MAX_PAST_SESSIONS + 3, arbiter.counters().get(ArbiterCounter.SESSIONS));
    }

    @Test
    void shouldForgetTheOldestGapSoThatItsLateCopyCountsAsADuplicate() {
        final LineArbiter arbiter = arbiter(ArbiterConfig.ofLines(1).withHoleDeadlineNanos(0));
        final int gaps = LineArbiter.MAX_RECENT_GAPS + 1;
        for (long sequence = 1; sequence <= 2L * gaps + 1; sequence += 2) {
            hand(arbiter, 0, Packets.data(sequence, sequence + 1));
        }
        assertEquals(gaps, listener.gaps.size());
        hand(arbiter, 0, Packets.data(4, 5));
        assertEquals(1, arbiter.lineCounters(0).get(LineCounter.LATE));
        assertEquals(0, arbiter.lineCounters(0).get(LineCounter.DUPLICATES));
        hand(arbiter, 0, Packets.data(2, 3));
        assertEquals(1, arbiter.lineCounters(0).get(LineCounter.LATE));
        assertEquals(1, arbiter.lineCounters(0).get(LineCounter.DUPLICATES));
    }

    @Test
    void shouldForgetTheOldestHoleOfALineSoThatItStaysCountedAsMissing() {
        final LineArbiter arbiter = arbiter(ArbiterConfig.ofLines(2));
        final int holes = LineState.MAX_LINE_HOLES + 1;
        for (long sequence = 1; sequence <= 2L * holes + 1; sequence++) {
            hand(arbiter, 0, Packets.data(sequence, sequence + 1));
            if (sequence % 2 == 1) {
                hand(arbiter, 1, Packets.data(sequence, sequence + 1));
            }
        }
        assertEquals(holes, arbiter.missingOnLine(1));
        hand(arbiter, 1, Packets.data(2, 3));
        assertEquals(holes, arbiter.missingOnLine(1), "forgotten");
        hand(arbiter, 1, Packets.data(4, 5));
        assertEquals(holes - 1, arbiter.missingOnLine(1), "remembered");
        assertEquals(List.of(), listener.gaps);
    }

    @Test
    void shouldTakeSixteenLinesAndNoMore() {
        final LineArbiter arbiter = arbiter(ArbiterConfig.ofLines(ArbiterConfig.MAX_LINES));
        for (int line = 0; line < ArbiterConfig.MAX_LINES; line++) {
            hand(arbiter, line, Packets.data(1, 2));
        }
        assertEquals(1, arbiter.lineCounters(ArbiterConfig.MAX_LINES - 1).get(LineCounter.DUPLICATES));
        assertThrows(IllegalArgumentException.class, () -> ArbiterConfig.ofLines(ArbiterConfig.MAX_LINES + 1));
    }

    /** Slots and chunks of the window are used again and again, in an order that is never the same. */
    @Test
    void shouldHoldAndReleaseWhenTheWindowHasBeenUsedUpManyTimes() {
        final LineArbiter arbiter = arbiter(ArbiterConfig.ofLines(1).withWindow(7, 1 << 16));
        hand(arbiter, 0, Packets.data(1, 2));
        long next = 2;
        for (int round = 0; round < 1_000; round++) {
            final int ahead = 1 + round % 7;
            for (int i = ahead; i >= 1; i--) {
                hand(arbiter, 0, Packets.data(next + i, next + i + 1));
            }
            assertEquals(ahead, arbiter.counters().get(ArbiterCounter.HELD_PACKETS));
            hand(arbiter, 0, Packets.data(next, next + 1));
            assertEquals(0, arbiter.counters().get(ArbiterCounter.HELD_PACKETS));
            next += ahead + 1;
        }
        assertEquals(LongStream.range(1, next).boxed().toList(), listener.delivered);
        assertEquals(List.of(), listener.gaps);
        assertEquals(0, arbiter.counters().get(ArbiterCounter.HELD_BYTES));
    }

    /** The largest numbers there are: nothing wraps around to below. */
    @Test
    void shouldHoldFillAndDeclareUpToTheLargestNumberAndRefuseTheNext() {
        final LineArbiter arbiter = arbiter(ArbiterConfig.ofLines(1));
        final long last = MoldUdp64.MAX_SEQUENCE;
        hand(arbiter, 0, Packets.data(last - 5, last - 4));
        hand(arbiter, 0, Packets.data(last - 3, last - 2));
        hand(arbiter, 0, Packets.data(last - 1, last));
        hand(arbiter, 0, Packets.data(last - 4, last - 3));
        assertEquals(List.of(last - 5, last - 4, last - 3), listener.delivered);
        hand(arbiter, 0, Packets.data(last + 1, last + 2));
        assertEquals(1, arbiter.lineCounters(0).get(LineCounter.MALFORMED));
        arbiter.endOfInput();
        assertEquals(List.of(last - 2 + ".." + (last - 1)), listener.gaps);
        assertEquals(List.of(last - 5, last - 4, last - 3, last - 1), listener.delivered);
    }

    @Test
    void shouldSkipSixteenMessagesThatServersLackAndThenTakeThemForDead() {
        final SilentSocket socket = new SilentSocket();
        socket.heartbeats = 1;
        final RetransmitClient client = client(1, 1, 40, socket);
        client.missing(Packets.SESSION, 1, 41);
        poll(client);
        for (int skipped = 1; skipped <= RetransmitClient.MAX_SKIPS; skipped++) {
            now += 10;
            poll(client);
            assertEquals(40 - skipped, client.outstanding());
        }
        now += 10;
        poll(client);
        assertEquals(0, client.outstanding(), "the rest at once");
        assertEquals(40, client.counters().get(RetransmitCounter.GIVEN_UP));
        assertEquals(1, client.counters().get(RetransmitCounter.FAILED_RANGES), "one hole, one failure");
    }

    @Test
    void shouldDoubleItsPatienceUpToTheLongestAndKeepToThat() {
        final SilentSocket socket = new SilentSocket();
        final RetransmitClient client = new RetransmitClient(
                new RetransmitConfig(List.of(SERVER), 1, 0, 10, 65, 8, NEVER, 1, 1), () -> now, nanos -> { }, socket);
        client.missing(Packets.SESSION, 1, 2);
        final List<Long> waits = new ArrayList<>();
        long askedAt = now;
        while (client.outstanding() > 0) {
            final int before = socket.asked.size();
            poll(client);
            if (socket.asked.size() > before) {
                waits.add(now - askedAt);
                askedAt = now;
            }
            now++;
        }
        assertEquals(List.of(0L, 10L, 20L, 40L, 65L, 65L, 65L, 65L), waits, "eight requests, then it is given up");
        assertEquals(1, client.counters().get(RetransmitCounter.FAILED_RANGES));
    }

    @Test
    void shouldHaveSixtyFourRequestsUnderWayAndNoMore() {
        final SilentSocket socket = new SilentSocket();
        final RetransmitClient client = client(RetransmitConfig.MOST_OUTSTANDING, 1_000, 1, socket);
        client.missing(Packets.SESSION, 1, 201);
        poll(client);
        assertEquals(LongStream.rangeClosed(1, RetransmitConfig.MOST_OUTSTANDING).boxed().toList(), socket.asked);
        assertThrows(IllegalArgumentException.class,
                () -> client(RetransmitConfig.MOST_OUTSTANDING + 1, 1_000, 1, socket));
    }

    @Test
    void shouldTakeEightServersAndNoMore() {
        final List<InetSocketAddress> servers = new ArrayList<>();
        for (int i = 0; i < RetransmitConfig.MAX_SERVERS; i++) {
            servers.add(SERVER);
        }
        assertEquals(8, RetransmitConfig.of(servers, 1).servers().size());
        servers.add(SERVER);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> RetransmitConfig.of(servers, 1)).getMessage()
                .startsWith("servers 9: expected 1 to 8"));
    }

    private static String session(final int day) {
        return String.format("%010d", day);
    }

    private LineArbiter arbiter(final ArbiterConfig config) {
        return new LineArbiter(config, () -> now, GapRecovery.NONE, listener);
    }

    private void hand(final LineArbiter arbiter, final int line, final UnsafeBuffer packet) {
        arbiter.onPacket(line, packet, 0, packet.capacity(), now);
    }

    private RetransmitClient client(
            final int outstanding, final int maxTimeouts, final int perRequest, final RequestSocket socket) {
        return new RetransmitClient(new RetransmitConfig(List.of(SERVER), 1, 0, 10, 10, maxTimeouts, NEVER, perRequest,
                outstanding), () -> now, nanos -> { }, socket);
    }

    private static void poll(final RetransmitClient client) {
        client.poll((line, buffer, offset, length, received) -> { }, 1);
    }

    /** Takes requests and answers none; at first it may show that it lives. */
    private static final class SilentSocket implements RequestSocket {
        private final List<Long> asked = new ArrayList<>();
        private int heartbeats;

        @Override
        public SocketAddress receive(final ByteBuffer into) {
            if (heartbeats == 0) {
                return null;
            }
            heartbeats--;
            final UnsafeBuffer heartbeat = Packets.heartbeat(Packets.SESSION, 1);
            into.put(heartbeat.byteArray(), heartbeat.wrapAdjustment(), heartbeat.capacity());
            return SERVER;
        }

        @Override
        public void send(final ByteBuffer bytes, final InetSocketAddress to) {
            asked.add(new MoldUdp64Request().wrap(new UnsafeBuffer(bytes), 0, bytes.remaining()).sequence());
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
