package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Random loss, duplication, delay and re-ordering on two lines that cut the same stream into packets differently.
 *
 * <p>jqwik prints the seed of the run; a failing case prints the arrivals that broke it.
 */
class LineArbiterPropertyTest {

    private static final int MAX_MESSAGES = 120;
    /** Bytes of a window that is never full: a packet that is held has a message that no other has. */
    private static final int ROOM_FOR_ALL = MAX_MESSAGES * HeldPackets.CHUNK_BYTES;

    private record Arrival(long time, int line, long begin, long end) {
    }

    /** With a window that is large enough, only what neither line brought is missing: one gap a hole, right bounds. */
    @Property(tries = 10_000)
    void shouldDeliverTheUnionOfTheLinesAndOneGapPerHole(@ForAll final long seed) {
        final Random random = new Random(seed);
        final int messages = 1 + random.nextInt(MAX_MESSAGES);
        final List<Arrival> arrivals = arrivals(random, messages);
        final RecordingListener listener = new RecordingListener();
        final long[] now = {0};
        final LineArbiter arbiter = new LineArbiter(
                ArbiterConfig.ofLines(2).withWindow(1024, ROOM_FOR_ALL).withJoinAt(JoinAt.SESSION_START)
                        .withHoleDeadlineNanos(Long.MAX_VALUE / 2).withMaxJump(MAX_MESSAGES),
                () -> now[0], GapRecovery.NONE, listener);

        final BitSet union = new BitSet();
        for (final Arrival arrival : arrivals) {
            now[0] = arrival.time;
            hand(arbiter, arrival);
            union.set((int) arrival.begin, (int) arrival.end);
        }
        final boolean ended = random.nextBoolean();
        if (ended) {
            final UnsafeBuffer end = Packets.end(Packets.SESSION, messages + 1);
            arbiter.onPacket(0, end, 0, end.capacity(), now[0]);
        }
        arbiter.endOfInput();

        final int last = ended ? messages : union.length() - 1;
        assertEquals(gapsOf(union, last), listener.gaps, () -> "seed " + seed + " arrivals " + arrivals);
        assertEquals(union.stream().mapToObj(i -> (long) i).toList(), listener.delivered, () -> "seed " + seed);
        assertEquals(union.cardinality() == Math.max(0, last), listener.gaps.isEmpty(), "contiguous iff the union is");
        assertEquals(ended, listener.events.contains("end " + (messages + 1)));
        assertLineCounters(arbiter, arrivals, union);
    }

    /** With deadlines and a small window, a gap holds only what had not come when it was declared, and nothing twice. */
    @Property(tries = 10_000)
    void shouldNeverDeclareWhatItHoldsWhenDeadlinesAndWindowAreTight(@ForAll final long seed) {
        final Random random = new Random(seed);
        final int messages = 1 + random.nextInt(MAX_MESSAGES);
        final List<Arrival> arrivals = arrivals(random, messages);
        final long deadline = random.nextInt(60);
        final int window = 1 + random.nextInt(6);
        final BitSet seen = new BitSet();
        final RecordingListener listener = new RecordingListener() {
            @Override
            public void onGap(final String session, final long begin, final long end) {
                super.onGap(session, begin, end);
                assertTrue(seen.nextSetBit((int) begin) < 0 || seen.nextSetBit((int) begin) >= end,
                        () -> "seed " + seed + ": gap " + begin + ".." + end + " holds a message seen before: " + seen);
            }
        };
        final long[] now = {0};
        final LineArbiter arbiter = new LineArbiter(
                ArbiterConfig.ofLines(2).withWindow(window, 1 << 16).withJoinAt(JoinAt.SESSION_START)
                        .withHoleDeadlineNanos(deadline).withMaxJump(MAX_MESSAGES),
                () -> now[0], GapRecovery.NONE, listener);

        long late = 0;
        for (final Arrival arrival : arrivals) {
            now[0] = arrival.time;
            arbiter.tick();
            final BitSet fresh = new BitSet();
            fresh.set((int) arrival.begin, (int) arrival.end);
            fresh.andNot(seen);
            late += fresh.stream().filter(sequence -> sequence < arbiter.nextSequence()).count();
            seen.set((int) Math.max(arrival.begin, Math.min(arrival.end, arbiter.nextSequence())), (int) arrival.end);
            hand(arbiter, arrival);
            assertTrue(arbiter.counters().get(ArbiterCounter.HELD_PACKETS) <= window, "window is a limit");
        }
        arbiter.endOfInput();

        assertEquals(seen.stream().mapToObj(i -> (long) i).toList(), listener.delivered, () -> "seed " + seed);
        assertEquals(0, arbiter.openHoles());
        assertEquals(0, arbiter.counters().get(ArbiterCounter.HELD_BYTES));
        assertEquals(late == 0, count(arbiter, LineCounter.LATE) == 0, () -> "seed " + seed + " arrivals " + arrivals);
        assertEquals(count(arbiter, LineCounter.MESSAGES), count(arbiter, LineCounter.FIRST_COPIES)
                + count(arbiter, LineCounter.DUPLICATES) + count(arbiter, LineCounter.LATE));
    }

    /** With a re-request server that has lost some messages itself: only what all three lack is missing. */
    @Property(tries = 10_000)
    void shouldDeliverTheUnionOfTheLinesAndTheServer(@ForAll final long seed) {
        final Random random = new Random(seed);
        final int messages = 1 + random.nextInt(MAX_MESSAGES);
        final List<Arrival> arrivals = arrivals(random, messages);
        final BitSet server = new BitSet();
        for (int sequence = 1; sequence <= messages; sequence++) {
            server.set(sequence, random.nextInt(8) > 0);
        }
        final List<long[]> asked = new ArrayList<>();
        final RecordingListener listener = new RecordingListener();
        final LineArbiter arbiter = new LineArbiter(
                ArbiterConfig.ofLines(3).withWindow(1024, ROOM_FOR_ALL).withJoinAt(JoinAt.SESSION_START)
                        .withHoleDeadlineNanos(Long.MAX_VALUE / 2).withMaxJump(MAX_MESSAGES),
                () -> 0, (session, begin, end) -> asked.add(new long[] {begin, end}), listener);

        final BitSet union = (BitSet) server.clone();
        for (final Arrival arrival : arrivals) {
            hand(arbiter, arrival);
            union.set((int) arrival.begin, (int) arrival.end);
            if (!asked.isEmpty() && random.nextBoolean()) {
                answer(arbiter, asked.remove(random.nextInt(asked.size())), server);
            }
        }
        final UnsafeBuffer end = Packets.end(Packets.SESSION, messages + 1);
        arbiter.onPacket(0, end, 0, end.capacity(), 0);
        while (!asked.isEmpty()) {
            answer(arbiter, asked.remove(random.nextInt(asked.size())), server);
        }
        arbiter.endOfInput();

        assertEquals(gapsOf(union, messages), listener.gaps, () -> "seed " + seed + " arrivals " + arrivals);
        assertEquals(union.stream().mapToObj(i -> (long) i).toList(), listener.delivered, () -> "seed " + seed);
    }

    private static void answer(final LineArbiter arbiter, final long[] range, final BitSet server) {
        for (int begin = server.nextSetBit((int) range[0]); begin >= 0 && begin < range[1]; ) {
            final int end = (int) Math.min(range[1], server.nextClearBit(begin));
            hand(arbiter, new Arrival(0, 2, begin, end));
            begin = server.nextSetBit(end);
        }
    }

    private static long count(final LineArbiter arbiter, final LineCounter name) {
        return arbiter.lineCounters(0).get(name) + arbiter.lineCounters(1).get(name);
    }

    private static void assertLineCounters(
            final LineArbiter arbiter, final List<Arrival> arrivals, final BitSet union) {
        for (int line = 0; line < 2; line++) {
            final BitSet onLine = new BitSet();
            for (final Arrival arrival : arrivals) {
                if (arrival.line == line) {
                    onLine.set((int) arrival.begin, (int) arrival.end);
                }
            }
            assertEquals(union.cardinality() - onLine.cardinality(), arbiter.missingOnLine(line), "lost on line " + line);
        }
        assertEquals(union.cardinality(), count(arbiter, LineCounter.FIRST_COPIES));
    }

    private static List<Arrival> arrivals(final Random random, final int messages) {
        final double loss = random.nextInt(4) * 0.12;
        final double duplication = random.nextInt(3) * 0.1;
        final int jitter = 1 + random.nextInt(80);
        final List<Arrival> arrivals = new ArrayList<>();
        for (int line = 0; line < 2; line++) {
            final int maxPacket = 1 + random.nextInt(8);
            for (long begin = 1; begin <= messages; ) {
                final long end = Math.min(messages + 1L, begin + 1 + random.nextInt(maxPacket));
                int copies = random.nextDouble() < loss ? 0 : 1;
                copies += random.nextDouble() < duplication ? 1 : 0;
                for (; copies > 0; copies--) {
                    arrivals.add(new Arrival(begin * 5 + random.nextInt(jitter), line, begin, end));
                }
                begin = end;
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::time));
        return arrivals;
    }

    private static List<String> gapsOf(final BitSet union, final int last) {
        final List<String> gaps = new ArrayList<>();
        for (int begin = union.nextClearBit(1); begin <= last; begin = union.nextClearBit(begin)) {
            final int next = union.nextSetBit(begin);
            final int end = next < 0 || next > last ? last + 1 : next;
            gaps.add(begin + ".." + end);
            begin = end;
        }
        return gaps;
    }

    private static void hand(final LineArbiter arbiter, final Arrival arrival) {
        final UnsafeBuffer packet = Packets.data(arrival.begin, arrival.end);
        arbiter.onPacket(arrival.line, packet, 0, packet.capacity(), arrival.time);
    }
}
