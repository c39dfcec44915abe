package io.depthstream.ingest.packet;

import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.NanoClock;

/**
 * Hands a source's packets over when their time has come, by their receive times and a speed.
 *
 * <p>It never waits itself: a packet that is not due is kept and polling returns 0, so that the caller goes on with its
 * other work and idles as it likes; {@link #nanosUntilDue()} tells how long it may. The first packet is due at once, and
 * the clock starts with it. A caller that falls behind is not spared: what is overdue comes as fast as it is taken. Times
 * that run backwards are due at once. One thread; allocates only while the kept packet grows.
 */
public final class ReplayPacer implements PacketSource {

    /** Longest silence that is replayed, in nanoseconds of waiting; a longer one is cut short to it. */
    private final long maxSilenceNanos;
    private final PacketSource source;
    private final ReplaySpeed speed;
    private final NanoClock clock;
    private final Gate gate = new Gate();
    private final ExpandableArrayBuffer kept = new ExpandableArrayBuffer(2048);
    private int keptLine;
    private int keptLength;
    private long keptTime;
    private long keptDue;
    private boolean keeping;
    private boolean started;
    private long lastTime;
    private long lastDue;

    /** Paces a source with every silence replayed in full. */
    public ReplayPacer(final PacketSource source, final ReplaySpeed speed, final NanoClock clock) {
        this(source, speed, clock, Long.MAX_VALUE);
    }

    /**
     * Paces a source.
     *
     * @param source          closed with this
     * @param clock           measures the waiting
     * @param maxSilenceNanos longest wait between two packets, after which the replay goes on early; above 0
     */
    public ReplayPacer(
            final PacketSource source, final ReplaySpeed speed, final NanoClock clock, final long maxSilenceNanos) {
        if (maxSilenceNanos <= 0) {
            throw new IllegalArgumentException("longest silence " + maxSilenceNanos + " ns: expected above 0");
        }
        this.source = source;
        this.speed = speed;
        this.clock = clock;
        this.maxSilenceNanos = maxSilenceNanos;
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        if (speed.unlimited()) {
            return source.poll(handler, packetLimit);
        }
        gate.handler = handler;
        gate.delivered = 0;
        if (keeping) {
            if (clock.nanoTime() - keptDue < 0) {
                return 0;
            }
            keeping = false;
            gate.delivered = 1;
            handler.onPacket(keptLine, kept, 0, keptLength, keptTime);
        }
        while (!keeping && gate.delivered < packetLimit && source.poll(gate, 1) > 0) {
            // Each packet is judged by the gate, which stops this loop by keeping one.
        }
        return gate.delivered;
    }

    /** Nanoseconds till the kept packet is due; 0 if it is due, or if there is none. */
    public long nanosUntilDue() {
        return keeping ? Math.max(0, keptDue - clock.nanoTime()) : 0;
    }

    @Override
    public boolean exhausted() {
        return !keeping && source.exhausted();
    }

    @Override
    public String describe() {
        return source.describe();
    }

    @Override
    public void close() {
        keeping = false;
        source.close();
    }

    private long due(final long receiveTimeNanos, final long now) {
        if (!started) {
            started = true;
            lastTime = receiveTimeNanos;
            lastDue = now;
            return now;
        }
        if (receiveTimeNanos > lastTime) {
            final double wait = (receiveTimeNanos - lastTime) / speed.factor();
            lastDue += (long) Math.min(wait, (double) maxSilenceNanos);
            lastTime = receiveTimeNanos;
        }
        return lastDue;
    }

    private final class Gate implements PacketHandler {
        private PacketHandler handler;
        private int delivered;

        @Override
        public void onPacket(
                final int line, final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNanos) {
            final long now = clock.nanoTime();
            final long due = due(receiveTimeNanos, now);
            if (now - due >= 0) {
                delivered++;
                handler.onPacket(line, buffer, offset, length, receiveTimeNanos);
                return;
            }
            keeping = true;
            keptLine = line;
            keptLength = length;
            keptTime = receiveTimeNanos;
            keptDue = due;
            kept.putBytes(0, buffer, offset, length);
        }

        @Override
        public void onMalformed(
                final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
            handler.onMalformed(line, fault, buffer, offset, length);
        }
    }
}
