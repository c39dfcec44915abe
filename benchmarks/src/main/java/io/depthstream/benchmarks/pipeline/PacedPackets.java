package io.depthstream.benchmarks.pipeline;

import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.session.MoldUdp64Encoder;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.MessageSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * MoldUDP64 packets on a schedule: a poll hands over what is due by now and no more. A schedule that was missed is caught
 * up with at once and never moved, so a handler that is too slow is behind for good. Before what is measured it may be held
 * to what comes through, and begin anew then.
 *
 * <p>Polled by one thread, released and held by another; {@link #sent} may be read from any. Allocates nothing while polled.
 */
public final class PacedPackets implements PacketSource {
    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    private final MessageSource messages;
    private final MoldUdp64Encoder encoder;
    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[SimulatedPackets.PACKET_BYTES]);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
    private final double messagesPerNano;
    private int waiting;
    private long scheduledFrom;
    private long startNanos;
    private int begun;
    private final AtomicInteger released = new AtomicInteger();
    private volatile long held = Long.MAX_VALUE;
    private volatile long sent;

    /**
     * Packets of one session.
     *
     * @param unpaced           messages that come at once, before the schedule: the state a benchmark begins with
     * @param messagesPerSecond of the rest, which wait until {@link #release}
     */
    public PacedPackets(
            final MessageSource messages, final String session, final long unpaced, final long messagesPerSecond) {
        this(messages, session, unpaced, messagesPerSecond, System::nanoTime);
    }

    PacedPackets(final MessageSource messages, final String session, final long unpaced, final long messagesPerSecond,
            final LongSupplier clock) {
        this.clock = clock;
        this.messages = messages;
        scheduledFrom = unpaced;
        messagesPerNano = messagesPerSecond / NANOS;
        encoder = new MoldUdp64Encoder().session(session);
        waiting = messages.next(message, 0);
    }

    /** Starts the schedule, or starts it anew with the next message; nothing holds it then. */
    public void release() {
        released.incrementAndGet();
        held = Long.MAX_VALUE;
    }

    /** Hands over no more than so many messages in all, though more are due; until the next {@link #release}. */
    public void hold(final long messagesInAll) {
        held = messagesInAll;
    }

    /** Messages handed over so far. */
    public long sent() {
        return sent;
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        final long due = due();
        int packets = 0;
        long count = sent;
        while (packets < packetLimit && waiting > 0 && count < due) {
            encoder.begin(packet, 0, SimulatedPackets.PACKET_BYTES, count + 1);
            while (waiting > 0 && encoder.fits(waiting) && count < due) {
                encoder.message(message, 0, waiting);
                waiting = messages.next(message, 0);
                count++;
            }
            handler.onPacket(0, packet, 0, encoder.length(), SystemEpochNanoClock.INSTANCE.nanoTime());
            packets++;
        }
        sent = count;
        return packets;
    }

    private long due() {
        final int releases = released.get();
        if (releases == 0) {
            return scheduledFrom;
        }
        final long now = clock.getAsLong();
        if (begun != releases) {
            scheduledFrom = begun == 0 ? scheduledFrom : sent;
            begun = releases;
            startNanos = now;
        }
        return Math.min(held, scheduledFrom + (long) ((now - startNanos) * messagesPerNano));
    }

    @Override
    public boolean exhausted() {
        return waiting == 0;
    }

    @Override
    public String describe() {
        return "simulated packets on a schedule";
    }

    @Override
    public void close() {
        waiting = 0;
    }
}
