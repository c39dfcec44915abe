package io.depthstream.ingest.session;

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
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One stream, two lines and two servers, from the first packet to the last hole's deadline, on a clock of its own: lines
 * that lose, repeat, delay and re-order, servers that lose requests and answers, lack messages and answer with what fits.
 */
final class RecoveryRun implements RequestSocket {
    static final int RECOVERY = 2;
    static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 9);
    static final InetSocketAddress OTHER = new InetSocketAddress("127.0.0.1", 19);

    private static final int MAX_MESSAGES = 100;
    private static final long STEP = 5;


    private record Arrival(long time, int line, long begin, long end) {
    }

    private final long seed;
    final Random random;
    final int messages;
    private final List<Arrival> arrivals = new ArrayList<>();
    final BitSet onLines = new BitSet();
    final BitSet arrived = new BitSet();
    private final BitSet lacking = new BitSet();
    private final BitSet lackingAtOther = new BitSet();
    final RecordingListener listener = new RecordingListener();
    final List<Long> latencies = new ArrayList<>();
    private final PriorityQueue<Arrival> answers = new PriorityQueue<>(Comparator.comparingLong(Arrival::time));
    private final ArrayDeque<InetSocketAddress> from = new ArrayDeque<>();
    final RetransmitClient client;
    private final LineArbiter arbiter;
    /** Share of the messages that a server lacks. */
    double serverLacks;
    /** Whether the servers lack different ones. */
    boolean lackApart;
    /** Share of the requests that get no answer. */
    double serverLoses;
    /** Whether a server has spoken before: only then is one that does not answer taken to lack the message. */
    boolean heardBefore;
    /** Longest way of an answer. */
    int answerTakes = 60;
    private long now = 1_000;

    /** A run whose hole deadline is drawn, and mostly runs out. */
    RecoveryRun(final long seed, final RetransmitConfig config) {
        this(seed, config, new Random(~seed).nextInt(100));
    }

    RecoveryRun(final long seed, final RetransmitConfig config, final long holeDeadline) {
        this.seed = seed;
        random = new Random(seed);
        messages = 1 + random.nextInt(MAX_MESSAGES);
        client = new RetransmitClient(config, () -> now, latencies::add, this);
        arbiter = new LineArbiter(ArbiterConfig.ofLines(3).withWindow(256, 1 << 20)
                .withJoinAt(JoinAt.SESSION_START).withHoleDeadlineNanos(holeDeadline)
                .withMaxJump(MAX_MESSAGES), () -> now, client, listener);
    }

    void play() {
        for (int sequence = 1; sequence <= messages; sequence++) {
            lacking.set(sequence, random.nextDouble() < serverLacks);
            lackingAtOther.set(sequence, lackApart ? random.nextDouble() < serverLacks : lacking.get(sequence));
        }
        plan();
        if (heardBefore) {
            answers.add(new Arrival(now, RECOVERY, 1, 1));
            from.add(SERVER);
        }
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

    /** What a line or a server has. */
    BitSet union() {
        final BitSet union = new BitSet();
        union.set(1, messages + 1);
        final BitSet nowhere = (BitSet) lacking.clone();
        nowhere.and(lackingAtOther);
        nowhere.andNot(onLines);
        union.andNot(nowhere);
        return union;
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
        final BitSet lacks = to.equals(SERVER) ? lacking : lackingAtOther;
        if (lacks.get(begin) || begin >= most || random.nextDouble() < serverLoses) {
            return;
        }
        final int lack = lacks.nextSetBit(begin);
        final int has = lack < 0 ? most : Math.min(most, lack);
        answers.add(new Arrival(now + random.nextInt(answerTakes), RECOVERY, begin, begin + 1 + random.nextInt(has - begin)));
        from.add(to);
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + messages + " messages, servers lack " + lacking + " and " + lackingAtOther + " and lose " + serverLoses
                + ", arrivals " + arrivals + ", gaps " + listener.gaps;
    }
}
