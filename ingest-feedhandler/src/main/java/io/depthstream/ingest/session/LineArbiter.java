package io.depthstream.ingest.session;

import io.depthstream.ingest.packet.CounterSet;
import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.packet.PacketHandler;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Makes one stream of the redundant lines of a MoldUDP64 channel: first copy wins, every sequence number once, in order.
 *
 * <p>A packet that is ahead is held in a bounded window and a <em>hole</em> opens below it. The hole closes when any line
 * fills it; when it outlives its deadline, when the window is full, or when the session or input ends, what is still
 * missing becomes exactly one gap and the stream goes on. Heartbeats open holes too, so that the loss of the last packet
 * before a silence is seen. The number a packet is told by is never taken on trust: a single packet far ahead of all
 * others must be confirmed by a second ({@link ArbiterConfig#maxJump()}).
 *
 * <p>Another session is taken when the present one has ended or has been silent for long enough; till then its packets
 * are counted and dropped. A session that is over never comes back.
 *
 * <p>One thread. No allocation per packet: only a new session allocates its name. What the listener throws goes to the
 * caller in the middle of a packet; such an arbiter has lost its place and is not to be used again.
 */
public final class LineArbiter implements PacketHandler {

    /** Declared gaps remembered, to tell a late message from a duplicate. */
    static final int MAX_RECENT_GAPS = 1024;

    private static final long NOT_ENDED = -1;
    private static final long NO_SUSPECT = -1;

    private final ArbiterConfig config;
    private final EpochNanoClock clock;
    private final GapRecovery recovery;
    private final SequencedListener listener;
    private final CounterSet<ArbiterCounter> counters = new CounterSet<>(ArbiterCounter.class);
    private final LineState[] lines;
    private final HeldPackets held;
    private final SequenceRanges holes;
    private final SequenceRanges recentGaps = new SequenceRanges(MAX_RECENT_GAPS);
    /** What is missing in those still. */
    private final SequenceRanges lateOpen = new SequenceRanges(MAX_RECENT_GAPS);
    private final ArrivalRing arrivals = new ArrivalRing();
    private final SessionGate gate;
    private final MoldUdp64Packet packet = new MoldUdp64Packet();
    private final MoldUdp64Packet heldPacket = new MoldUdp64Packet();

    private String session;
    private long joinSequence;
    private long expected;
    private long highest;
    private long endSequence = NOT_ENDED;
    private boolean endDelivered;
    private long suspect = NO_SUSPECT;
    private long latestReceiveNanos;
    private boolean holding;
    private GapRecovery late = GapRecovery.NONE;

    /**
     * An arbiter for a live feed: deadlines go by the clock.
     *
     * @param clock    tells how old a hole is
     * @param recovery told of every hole; {@link GapRecovery#NONE} if there is nobody to ask
     * @param listener takes the merged stream
     */
    public LineArbiter(
            final ArbiterConfig config,
            final EpochNanoClock clock,
            final GapRecovery recovery,
            final SequencedListener listener) {
        this.config = config;
        this.clock = Objects.requireNonNull(clock, "clock");
        this.recovery = Objects.requireNonNull(recovery, "recovery");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.gate = new SessionGate(config);
        this.held = new HeldPackets(config.maxHeldPackets(), config.maxHeldBytes());
        this.holes = new SequenceRanges(config.maxHeldPackets() + 2);
        this.lines = new LineState[config.lines()];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new LineState();
        }
    }

    /**
     * An arbiter for a capture: deadlines go by the newest receive time of the packets themselves, so that a replay gives
     * the same gaps at any speed.
     */
    public static LineArbiter forReplay(final ArbiterConfig config, final SequencedListener listener) {
        final NewestReceiveTime clock = new NewestReceiveTime();
        final LineArbiter arbiter = new LineArbiter(config, clock, GapRecovery.NONE, listener);
        clock.arbiter = arbiter;
        return arbiter;
    }

    /** Asks somebody for gaps after they were declared; what comes then is told as {@link SequencedListener#onLate}. */
    public void askLate(final GapRecovery by) {
        late = by;
    }

    /**
     * Takes a packet of a line.
     *
     * @throws IllegalArgumentException if there is no such line; never because of what the packet holds
     */
    @Override
    public void onPacket(
            final int line, final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNanos) {
        final LineState state = line(line);
        state.counters.increment(LineCounter.PACKETS);
        state.counters.add(LineCounter.BYTES, length);
        latestReceiveNanos = Math.max(latestReceiveNanos, receiveTimeNanos);
        final PacketFault fault = packet.wrap(buffer, offset, length).validate();
        if (fault != null) {
            malformed(line, fault, buffer, offset, length);
            return;
        }
        if (!inSession(state, receiveTimeNanos)) {
            return;
        }
        final PacketFault misplaced = misplaced();
        if (misplaced != null) {
            malformed(line, misplaced, buffer, offset, length);
            return;
        }
        if (packet.messages() == 0) {
            control(state, receiveTimeNanos);
        } else {
            data(line, state, buffer, offset, length, receiveTimeNanos);
        }
        tick();
        endIfComplete();
    }

    /** Counts and passes on bytes that the source could not make a packet of. */
    @Override
    public void onMalformed(
            final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
        malformed(line, fault, buffer, offset, length);
    }

    /**
     * Declares the gaps whose deadline has passed and which nobody asks for any more. Call it when polling brought nothing, else nobody notices the time.
     *
     * @return gaps declared
     */
    public int tick() {
        if (holes.isEmpty() || holding) {
            return 0;
        }
        int gaps = 0;
        final long now = clock.nanoTime();
        while (!holes.isEmpty() && now - holes.stamp(0) >= config.holeDeadlineNanos()
                && !recovery.pursuing(session, holes.begin(0), holes.end(0))) {
            giveUp(holes.end(0), ArbiterCounter.GAPS_BY_DEADLINE);
            gaps++;
        }
        if (gaps > 0) {
            endIfComplete();
        }
        return gaps;
    }

    /**
     * Delivers and declares nothing from now on, but goes on merging: what comes is held, and what does not fit the window
     * counts as lost, to be recovered. For taking a snapshot, whose place in the stream is known only at its end. Ends by
     * {@link #resumeAt}, {@link #release}, the end of input, or a new session.
     */
    public void hold() {
        holding = true;
    }

    /** Whether {@link #hold} holds. */
    public boolean holding() {
        return holding;
    }

    /** Goes on where it was held. */
    public void release() {
        if (holding) {
            resumeAt(expected);
        }
    }

    /**
     * Goes on at a number: what lies below is neither delivered nor declared, a snapshot has it.
     *
     * @param next number to deliver next, not below {@link #nextSequence()}
     * @throws IllegalStateException if it was not held, or is beyond that number already
     */
    public void resumeAt(final long next) {
        if (!holding || next < expected) {
            throw new IllegalStateException("cannot go on at " + next + ": expected a held arbiter at or below it, it is at "
                    + expected + (holding ? "" : " and not held"));
        }
        holding = false;
        if (session == null) {
            return;
        }
        if (next > expected) {
            counters.add(ArbiterCounter.SKIPPED, next - expected);
            holes.remove(expected, next);
            recovery.closed(session, expected, next);
            listener.onSkipped(session, expected, next);
            expected = next;
            highest = Math.max(highest, next);
        }
        releaseRun();
        tick();
        endIfComplete();
    }

    /** No packet will come any more: declares what is missing and delivers all that is held. */
    public void endOfInput() {
        release();
        while (!holes.isEmpty()) {
            giveUp(holes.end(0), ArbiterCounter.GAPS_BY_END);
        }
        endIfComplete();
    }

    /** Session now, ten characters; null before the first packet. */
    public String session() {
        return session;
    }

    /** Number that is delivered or declared next; 0 before the first packet. */
    public long nextSequence() {
        return expected;
    }

    /** Holes open now. */
    public int openHoles() {
        return holes.size();
    }

    /** Counters over all lines; any thread may read. */
    public CounterSet<ArbiterCounter> counters() {
        return counters;
    }

    /** Counters of a line; any thread may read. */
    public CounterSet<LineCounter> lineCounters(final int line) {
        return line(line).counters;
    }

    /** Messages that some line brought and this one has not, or not yet; any thread may read. */
    public long missingOnLine(final int line) {
        final long seen = line(line).counters.get(LineCounter.SEEN);
        return Math.max(0, counters.get(ArbiterCounter.ACCEPTED) - seen);
    }

    private LineState line(final int line) {
        if (line < 0 || line >= lines.length) {
            throw new IllegalArgumentException("line " + line + ": expected 0 to " + (lines.length - 1)
                    + "; configure as many lines as the sources have, and one for the recovery");
        }
        return lines[line];
    }

    private boolean inSession(final LineState state, final long receiveTimeNanos) {
        switch (gate.check(packet, receiveTimeNanos, endSequence != NOT_ENDED)) {
            case CURRENT:
                return true;
            case NEW:
                begin();
                return true;
            case LATE:
                state.counters.increment(LineCounter.LATE_SESSION);
                return false;
            default:
                state.counters.increment(LineCounter.WRONG_SESSION);
                return false;
        }
    }

    private void begin() {
        final boolean firstEver = session == null;
        if (!firstEver) {
            endOfInput();
        }
        session = packet.session();
        joinSequence = firstEver && config.joinAt() == JoinAt.FIRST_SEEN ? packet.sequence() : 1;
        expected = joinSequence;
        highest = joinSequence;
        endSequence = NOT_ENDED;
        endDelivered = false;
        suspect = NO_SUSPECT;
        recentGaps.clear();
        lateOpen.clear();
        arrivals.clear();
        for (final LineState state : lines) {
            state.join(joinSequence);
        }
        counters.increment(ArbiterCounter.SESSIONS);
        listener.onSession(session, joinSequence);
    }

    private PacketFault misplaced() {
        final long begin = packet.sequence();
        if (endSequence != NOT_ENDED && begin + packet.messages() > endSequence) {
            return PacketFault.AFTER_END_OF_SESSION;
        }
        if (packet.isEndOfSession() && begin < highest) {
            return PacketFault.IMPLAUSIBLE_SEQUENCE;
        }
        if (begin - highest > config.maxJump()) {
            final boolean confirmed = suspect != NO_SUSPECT && begin >= suspect && begin - suspect <= config.maxJump();
            suspect = begin;
            return confirmed ? null : PacketFault.IMPLAUSIBLE_SEQUENCE;
        }
        return null;
    }

    private void control(final LineState state, final long receiveTimeNanos) {
        state.counters.increment(LineCounter.HEARTBEATS);
        final long next = packet.sequence();
        if (next > highest) {
            open(next);
        }
        if (packet.isEndOfSession()) {
            endSequence = next;
        } else {
            listener.onHeartbeat(session, next, receiveTimeNanos);
        }
    }

    private void data(
            final int line,
            final LineState state,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long receiveTimeNanos) {
        if (holding && !held.fits(length)) {
            counters.increment(ArbiterCounter.HELD_OVERFLOWS);
            return;
        }
        final long begin = packet.sequence();
        final long end = begin + packet.messages();
        final long fresh = holes.count(begin, end) + Math.max(0, end - Math.max(begin, highest));
        state.see(begin, end, recentGaps);
        count(state, begin, end, fresh);
        if (!lateOpen.isEmpty() && lateOpen.count(begin, end) > 0) {
            takeLate(begin, end, buffer);
        }
        if (fresh == 0) {
            arrivals.match(begin, line, receiveTimeNanos, lines);
            return;
        }
        arrivals.put(begin, line, receiveTimeNanos);
        while (begin > expected && !held.fits(length)) {
            giveUp(Math.min(begin, holes.end(0)), ArbiterCounter.GAPS_BY_WINDOW);
        }
        accept(begin, end, fresh);
        if (begin > expected || holding) {
            held.insert(begin, line, receiveTimeNanos, buffer, offset, length);
            heldLevels();
        } else {
            deliver(packet, line, buffer, receiveTimeNanos, true);
        }
    }

    /** Tells what comes of declared gaps, once each, and which of them is whole by now. */
    private void takeLate(final long begin, final long end, final DirectBuffer buffer) {
        packet.rewind();
        while (packet.nextBlock()) {
            final long sequence = packet.blockSequence();
            if (lateOpen.count(sequence, sequence + 1) == 1 && packet.blockLength() > 0) {
                listener.onLate(session, sequence, buffer, packet.blockOffset(), packet.blockLength());
            }
        }
        lateOpen.remove(begin, end);
        late.closed(session, begin, end);
        for (int i = recentGaps.firstEndingAbove(begin); i < recentGaps.size() && recentGaps.begin(i) < end; i++) {
            if (lateOpen.count(recentGaps.begin(i), recentGaps.end(i)) == 0) {
                counters.increment(ArbiterCounter.GAPS_CLOSED_LATE);
                listener.onGapClosed(session, recentGaps.begin(i), recentGaps.end(i));
            }
        }
    }

    private void count(final LineState state, final long begin, final long end, final long fresh) {
        final long beforeJoin = Math.max(0, Math.min(end, joinSequence) - begin);
        final long late = recentGaps.count(begin, end);
        state.counters.add(LineCounter.MESSAGES, end - begin);
        state.counters.add(LineCounter.FIRST_COPIES, fresh);
        state.counters.add(LineCounter.BEFORE_JOIN, beforeJoin);
        state.counters.add(LineCounter.LATE, late);
        state.counters.add(LineCounter.DUPLICATES, end - begin - fresh - beforeJoin - late);
    }

    private void accept(final long begin, final long end, final long fresh) {
        if (begin > highest) {
            open(begin);
        }
        final long filled = holes.remove(begin, end);
        highest = Math.max(highest, end);
        counters.add(ArbiterCounter.ACCEPTED, fresh);
        counters.set(ArbiterCounter.HIGHEST_SEQUENCE, highest - 1);
        if (filled > 0) {
            recovery.closed(session, begin, end);
        }
    }

    private void open(final long end) {
        final long begin = highest;
        final int before = holes.size();
        holes.append(begin, end, clock.nanoTime());
        highest = end;
        counters.add(ArbiterCounter.HOLES, holes.size() - before);
        counters.add(ArbiterCounter.HOLE_MESSAGES, end - begin);
        recovery.missing(session, begin, end);
    }

    private void giveUp(final long end, final ArbiterCounter cause) {
        final long begin = expected;
        holes.remove(begin, end);
        recentGaps.append(begin, end, 0);
        lateOpen.append(begin, end, 0);
        expected = end;
        counters.increment(cause);
        counters.increment(ArbiterCounter.GAPS);
        counters.add(ArbiterCounter.GAP_MESSAGES, end - begin);
        recovery.closed(session, begin, end);
        listener.onGap(session, begin, end);
        late.missing(session, begin, end);
        releaseRun();
    }

    private void releaseRun() {
        if (held.isEmpty() || held.firstSequence() > expected) {
            return;
        }
        while (!held.isEmpty() && held.firstSequence() <= expected) {
            held.wrapFirst(heldPacket);
            deliver(heldPacket, held.firstLine(), heldPacket.buffer(), held.firstReceiveTime(), false);
            held.removeFirst();
        }
        heldLevels();
    }

    /** Hands over the messages not delivered yet; between them what is held, where {@code release} says so. */
    private void deliver(
            final MoldUdp64Packet source,
            final int line,
            final DirectBuffer buffer,
            final long receiveTimeNanos,
            final boolean release) {
        source.rewind();
        while (source.nextBlock()) {
            if (source.blockSequence() < expected) {
                continue;
            }
            final long sequence = expected++;
            counters.increment(ArbiterCounter.DELIVERED);
            if (source.blockLength() == 0) {
                malformed(line, PacketFault.EMPTY_MESSAGE, buffer,
                        source.blockOffset() - MoldUdp64.BLOCK_LENGTH_BYTES, MoldUdp64.BLOCK_LENGTH_BYTES);
            } else {
                listener.onMessage(
                        session, sequence, buffer, source.blockOffset(), source.blockLength(), receiveTimeNanos);
            }
            if (release) {
                releaseRun();
            }
        }
    }

    private void endIfComplete() {
        if (expected == endSequence && !endDelivered && !holding) {
            endDelivered = true;
            listener.onEndOfSession(session, endSequence, latestReceiveNanos);
        }
    }

    private void malformed(
            final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
        line(line).counters.increment(LineCounter.MALFORMED);
        listener.onMalformed(line, fault, buffer, offset, length);
    }

    private void heldLevels() {
        counters.set(ArbiterCounter.HELD_PACKETS, held.packets());
        counters.set(ArbiterCounter.HELD_BYTES, held.bytes());
        counters.raise(ArbiterCounter.HELD_PACKETS_PEAK, held.packets());
    }

    private static final class NewestReceiveTime implements EpochNanoClock {
        private LineArbiter arbiter;

        @Override
        public long nanoTime() {
            return arbiter.latestReceiveNanos;
        }
    }
}
