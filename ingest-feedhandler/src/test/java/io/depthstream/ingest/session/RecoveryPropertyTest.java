package io.depthstream.ingest.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two lines that lose, repeat, delay and re-order, and a re-request server that loses requests and answers, lacks
 * messages and answers with what fits a packet; all on a clock that the test sets.
 *
 * <p>jqwik prints the seed of the run; a failing case names its own.
 */
class RecoveryPropertyTest {

    private static final int MAX_MESSAGES = 100;
    private static final int RECOVERY = 2;
    private static final long STEP = 5;

    /** Whatever happens, what reached the arbiter in time is delivered, and the rest is declared, each number once. */
    @Property(tries = 10_000)
    void shouldBeContiguousIffLinesAndServerTogetherAre(@ForAll final long seed) {
        final Run run = new Run(seed, config(2 + new Random(seed).nextInt(6), 200 + new Random(seed).nextInt(3_000)));
        run.serverLacks = 0.1;
        run.serverLoses = run.random.nextDouble();
        run.play();

        final BitSet missing = new BitSet();
        missing.set(1, run.messages + 1);
        missing.andNot(run.arrived);
        assertEquals(run.arrived.stream().mapToObj(i -> (long) i).toList(), run.listener.delivered, run::toString);
        assertEquals(runs(missing), merged(run.listener.gaps), run::toString);
        assertEquals(missing.isEmpty(), run.listener.gaps.isEmpty(), run::toString);
        assertEquals(0, run.client.outstanding(), run::toString);
    }

    /** A server that has everything, loses half of what passes and is asked often enough fills every hole. */
    @Property(tries = 10_000)
    void shouldRecoverEverythingFromAWholeServer(@ForAll final long seed) {
        final Run run = new Run(seed, config(1_000, Long.MAX_VALUE / 4));
        run.serverLoses = 0.5;
        run.play();

        assertEquals(List.of(), run.listener.gaps, run::toString);
        assertEquals(run.messages, run.listener.delivered.size(), run::toString);
        final long lostOnBoth = run.messages - run.onLines.cardinality();
        assertTrue(run.client.counters().get(RetransmitCounter.RECOVERED) >= lostOnBoth, run::toString);
        assertEquals(run.client.counters().get(RetransmitCounter.LATENCY_SAMPLES), run.latencies.size());
        assertTrue(run.latencies.stream().allMatch(nanos -> nanos >= 0), run::toString);
    }

    private static RetransmitConfig config(final int maxTimeouts, final long deadline) {
        return new RetransmitConfig(List.of(Run.SERVER, Run.OTHER), RECOVERY, 10, 20, 80, maxTimeouts, deadline, 7, 3);
    }

    private static List<String> runs(final BitSet set) {
        final List<String> runs = new ArrayList<>();
        for (int begin = set.nextSetBit(0); begin >= 0; begin = set.nextSetBit(set.nextClearBit(begin))) {
            runs.add(begin + ".." + set.nextClearBit(begin));
        }
        return runs;
    }

    /** Neighbours as one: a hole that opens right behind a declared gap is a gap of its own. */
    private static List<String> merged(final List<String> gaps) {
        final BitSet all = new BitSet();
        for (final String gap : gaps) {
            final int begin = Integer.parseInt(gap.substring(0, gap.indexOf('.')));
            final int end = Integer.parseInt(gap.substring(gap.lastIndexOf('.') + 1));
            assertTrue(all.get(begin, end).isEmpty(), "declared twice: " + gaps);
            all.set(begin, end);
        }
        return runs(all);
    }

    private record Arrival(long time, int line, long begin, long end) {
    }

    /** One stream, two lines and two servers, from the first packet to the last hole's deadline. */
    private static final class Run implements RequestSocket {
        private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 9);
        private static final InetSocketAddress OTHER = new InetSocketAddress("127.0.0.1", 19);

        private final long seed;
        private final Random random;
        private final int messages;
        private final List<Arrival> arrivals = new ArrayList<>();
        private final BitSet onLines = new BitSet();
        private final BitSet arrived = new BitSet();
        private final BitSet lacking = new BitSet();
        private final RecordingListener listener = new RecordingListener();
        private final List<Long> latencies = new ArrayList<>();
        private final PriorityQueue<Arrival> answers = new PriorityQueue<>(Comparator.comparingLong(Arrival::time));
        private final ArrayDeque<InetSocketAddress> from = new ArrayDeque<>();
        private final RetransmitClient client;
        private final LineArbiter arbiter;
        private double serverLacks;
        private double serverLoses;
        private long now = 1_000;

        private Run(final long seed, final RetransmitConfig config) {
            this.seed = seed;
            random = new Random(seed);
            messages = 1 + random.nextInt(MAX_MESSAGES);
            client = new RetransmitClient(config, () -> now, latencies::add, this);
            arbiter = new LineArbiter(ArbiterConfig.ofLines(3).withWindow(256, 1 << 20)
                    .withJoinAt(JoinAt.SESSION_START).withHoleDeadlineNanos(random.nextInt(100))
                    .withMaxJump(MAX_MESSAGES), () -> now, client, listener);
        }

        private void play() {
            for (int sequence = 1; sequence <= messages; sequence++) {
                lacking.set(sequence, random.nextDouble() < serverLacks);
            }
            plan();
            int next = 0;
            while (next < arrivals.size() || arbiter.openHoles() > 0) {
                while (next < arrivals.size() && arrivals.get(next).time <= now) {
                    take(arrivals.get(next++));
                }
                client.poll((line, buffer, offset, length, received) -> {
                    final MoldUdp64Packet packet = new MoldUdp64Packet().wrap(buffer, offset, length);
                    note(packet.sequence(), packet.sequence() + packet.messages());
                    arbiter.onPacket(line, buffer, offset, length, received);
                }, 4);
                arbiter.tick();
                now += STEP;
            }
        }

        private void plan() {
            final double loss = random.nextInt(5) * 0.12;
            final int jitter = 1 + random.nextInt(80);
            for (int line = 0; line < 2; line++) {
                final int maxPacket = 1 + random.nextInt(8);
                for (long begin = 1; begin <= messages; ) {
                    final long end = Math.min(messages + 1L, begin + 1 + random.nextInt(maxPacket));
                    final int copies = random.nextDouble() < loss ? 0 : 1 + random.nextInt(5) / 4;
                    for (int copy = 0; copy < copies; copy++) {
                        arrivals.add(new Arrival(1_000 + begin * 5 + random.nextInt(jitter), line, begin, end));
                    }
                    begin = end;
                }
            }
            arrivals.sort(Comparator.comparingLong(Arrival::time));
            // The end is always told, so that the loss of the last packet is seen.
            arrivals.add(new Arrival(1_000 + 10L * MAX_MESSAGES, 0, messages + 1L, messages + 1L));
        }

        private void take(final Arrival arrival) {
            if (arrival.begin == arrival.end) {
                final UnsafeBuffer end = Packets.end(Packets.SESSION, arrival.begin);
                arbiter.onPacket(arrival.line, end, 0, end.capacity(), now);
                return;
            }
            onLines.set((int) arrival.begin, (int) arrival.end);
            note(arrival.begin, arrival.end);
            final UnsafeBuffer packet = Packets.data(arrival.begin, arrival.end);
            arbiter.onPacket(arrival.line, packet, 0, packet.capacity(), now);
        }

        /** In time is what is not below the next number to be delivered or declared. */
        private void note(final long begin, final long end) {
            // Before the first packet nothing is below.
            final long first = Math.max(begin, Math.max(1, arbiter.nextSequence()));
            if (first < end) {
                arrived.set((int) first, (int) end);
            }
        }

        @Override
        public SocketAddress receive(final ByteBuffer into) {
            if (answers.isEmpty() || answers.peek().time > now) {
                return null;
            }
            final Arrival answer = answers.poll();
            final UnsafeBuffer packet = Packets.data(answer.begin, answer.end);
            into.put(packet.byteArray(), packet.wrapAdjustment(), packet.capacity());
            return from.poll();
        }

        @Override
        public void send(final ByteBuffer bytes, final InetSocketAddress to) {
            final MoldUdp64Request request =
                    new MoldUdp64Request().wrap(new UnsafeBuffer(bytes), 0, bytes.remaining());
            final int begin = (int) request.sequence();
            final int most = Math.min(begin + request.requestedCount(), messages + 1);
            if (lacking.get(begin) || begin >= most || random.nextDouble() < serverLoses) {
                return;
            }
            final int lacks = lacking.nextSetBit(begin);
            final int has = lacks < 0 ? most : Math.min(most, lacks);
            answers.add(new Arrival(now + random.nextInt(60), RECOVERY, begin, begin + 1 + random.nextInt(has - begin)));
            from.add(to);
        }

        @Override
        public void close() {
            // Holds nothing.
        }

        @Override
        public String toString() {
            return "seed " + seed + ", " + messages + " messages, server lacks " + lacking + " and loses " + serverLoses
                    + ", arrivals " + arrivals + ", gaps " + listener.gaps;
        }
    }
}
