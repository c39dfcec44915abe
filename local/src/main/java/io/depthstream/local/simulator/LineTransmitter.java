package io.depthstream.local.simulator;

import io.depthstream.ingest.session.MoldUdp64Encoder;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends messages as MoldUDP64 on two lines at a planned rate.
 *
 * <p>A packet carries what is due when it is made, up to the longest packet: one message at low rates, a full packet at
 * high ones. The schedule is kept by message count against the clock, so that lateness does not add up; after a pause it
 * is caught up with at most {@value #CATCH_UP_MILLIS} ms of messages, and the rest of the schedule moves. A silent line
 * gets heartbeats; after the last message the end of session is told several times.
 *
 * <p>Flow control, where a received sequence is given, keeps the packets that the receiver has not taken below the
 * window, so that nothing is lost in a socket buffer on a small machine. It is a device for demonstrations: a real venue
 * never waits, and a latency benchmark must not.
 *
 * <p>{@link #doWork} belongs to one thread ({@link #run} is that thread's loop); {@link #stop} and the counters may be
 * used from any. Sending allocates nothing.
 */
public final class LineTransmitter implements Runnable, AutoCloseable {

    /** Most of a schedule that is caught up with after a pause, in milliseconds of the planned rate. */
    public static final int CATCH_UP_MILLIS = 50;
    /** Most packets of one {@link #doWork}, so that its caller stays in control. */
    public static final int MAX_PACKETS_PER_CALL = 64;

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_PARK_NANOS = 1_000_000L;
    private static final LongSupplier NO_FLOW_CONTROL = () -> Long.MAX_VALUE;

    private final TransmitterConfig config;
    private final MessageSource source;
    private final LongSupplier nanoClock;
    private final LongSupplier receivedSequence;
    private final MessageHistory history;
    private final TransmitLine lineA;
    private final TransmitLine lineB;
    private final MoldUdp64Encoder packet = new MoldUdp64Encoder();
    private final UnsafeBuffer packetBuffer;
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
    /** Last sequence of each of the packets that may be under way, by packet number. */
    private final long[] windowEnds;

    private boolean started;
    private long scheduleStart;
    private long scheduleBase;
    private int pendingLength;
    private volatile long packets;
    private long lastSendNanos;
    private long waitingSinceNanos;
    private boolean waiting;
    private int endsSent;
    private volatile long heartbeats;
    private volatile long deferredMessages;
    private volatile long stalls;
    private volatile long sentMessages;
    private volatile boolean stopping;
    private volatile boolean finished;

    /**
     * Opens the lines; nothing is sent yet.
     *
     * @param nanoClock        as {@link System#nanoTime}
     * @param receivedSequence last sequence the receiver has taken (0 before the first), or null for no flow control;
     *                         read by the sending thread
     * @param history          told every message, or null
     * @throws UncheckedIOException if a line cannot be opened
     */
    public LineTransmitter(final TransmitterConfig config, final MessageSource source, final LongSupplier nanoClock,
                           final LongSupplier receivedSequence, final MessageHistory history) {
        this.config = Objects.requireNonNull(config, "config");
        this.source = Objects.requireNonNull(source, "source");
        this.nanoClock = Objects.requireNonNull(nanoClock, "nanoClock");
        this.receivedSequence = receivedSequence == null ? NO_FLOW_CONTROL : receivedSequence;
        this.history = history;
        packet.session(config.session());
        packetBuffer = new UnsafeBuffer(new byte[config.maxPacketLength()]);
        windowEnds = new long[config.windowPackets()];
        lineA = TransmitLine.open(config.lineA(), config.networkInterface(), config.impairmentA(),
            config.maxPacketLength());
        try {
            lineB = TransmitLine.open(config.lineB(), config.networkInterface(), config.impairmentB(),
                config.maxPacketLength());
        } catch (final RuntimeException e) {
            lineA.close();
            throw e;
        }
    }

    /**
     * Sends both lines to one more receiver, who gets just what the first one gets; before {@link #run}. Flow control goes by
     * the first receiver alone.
     *
     * @param onA where line A goes as well
     * @param onB where line B goes as well
     */
    public void also(final InetSocketAddress onA, final InetSocketAddress onB) {
        lineA.also(onA);
        lineB.also(onB);
    }

    /** Sends until the source is empty or {@link #stop} is called, then tells the end of the session. */
    @Override
    public void run() {
        while (!finished) {
            if (doWork(nanoClock.getAsLong()) == 0 && !finished) {
                LockSupport.parkNanos(idleNanos(nanoClock.getAsLong()));
            }
        }
    }

    /**
     * Sends what is due, at most {@value #MAX_PACKETS_PER_CALL} packets.
     *
     * @return packets sent on each line; 0 where there was nothing to do
     */
    public int doWork(final long nowNanos) {
        if (finished) {
            return 0;
        }
        if (!started) {
            start(nowNanos);
        }
        lineA.impaired.onTime(nowNanos);
        lineB.impaired.onTime(nowNanos);
        if (endsSent > 0 || stopping) {
            return endSession(nowNanos);
        }
        int sent = 0;
        final long due = due(nowNanos);
        while (sentMessages < due && sent < MAX_PACKETS_PER_CALL) {
            if (!windowOpen(nowNanos)) {
                break;
            }
            if (!sendPacket(due, nowNanos)) {
                return sent + endSession(nowNanos);
            }
            sent++;
        }
        if (sent == 0 && nowNanos - lastSendNanos >= config.heartbeatNanos()) {
            heartbeat(nowNanos);
            sent = 1;
        }
        return sent;
    }

    /** Sends no further message; the end of the session is told and {@link #run} returns. */
    public void stop() {
        stopping = true;
    }

    /** Whether the end of the session has been told as often as it should. */
    public boolean finished() {
        return finished;
    }

    /** Messages sent so far, which is also the last sequence. */
    public long sentMessages() {
        return sentMessages;
    }

    /** Packets with messages made so far, each sent on both lines. */
    public long packets() {
        return packets;
    }

    /** Heartbeats sent on each line. */
    public long heartbeats() {
        return heartbeats;
    }

    /** Messages by which the schedule was moved because catching up was over its limit. */
    public long deferredMessages() {
        return deferredMessages;
    }

    /** Times that a receiver took nothing for the stall limit and was sent a packet all the same. */
    public long stalls() {
        return stalls;
    }

    /** Packets that the impairment of line 0 (A) or 1 (B) lost. */
    public long lost(final int line) {
        return line(line).lost();
    }

    /** Packets that the impairment of line 0 (A) or 1 (B) sent twice. */
    public long duplicated(final int line) {
        return line(line).duplicated();
    }

    /** Packets that the impairment of line 0 (A) or 1 (B) sent late. */
    public long reordered(final int line) {
        return line(line).reordered();
    }

    /** Closes the lines. */
    @Override
    public void close() {
        lineA.close();
        lineB.close();
    }

    private void start(final long nowNanos) {
        started = true;
        scheduleStart = nowNanos;
        lastSendNanos = nowNanos;
    }

    /** Messages that should have been sent by now; moves the schedule where it is too far behind. */
    private long due(final long nowNanos) {
        final long rate = config.messagesPerSecond();
        while (nowNanos - scheduleStart >= SECOND) {
            scheduleStart += SECOND;
            scheduleBase += rate;
        }
        final long due = scheduleBase + (nowNanos - scheduleStart) * rate / SECOND + 1;
        final long most = sentMessages + Math.max(1, rate * CATCH_UP_MILLIS / 1_000);
        if (due > most) {
            scheduleBase -= due - most;
            deferredMessages += due - most;
            return most;
        }
        return due;
    }

    private long idleNanos(final long nowNanos) {
        if (waiting || endsSent > 0) {
            return LONGEST_PARK_NANOS / 20;
        }
        final long rate = config.messagesPerSecond();
        final long nextDue = scheduleStart + (sentMessages - scheduleBase) * SECOND / rate;
        return Math.max(1, Math.min(LONGEST_PARK_NANOS, nextDue - nowNanos));
    }

    private boolean windowOpen(final long nowNanos) {
        final long oldest = windowEnds[(int) (packets % windowEnds.length)];
        if (receivedSequence.getAsLong() >= oldest) {
            waiting = false;
            return true;
        }
        if (!waiting) {
            waiting = true;
            waitingSinceNanos = nowNanos;
        } else if (nowNanos - waitingSinceNanos >= config.windowStallNanos()) {
            waitingSinceNanos = nowNanos;
            stalls++;
            return true;
        }
        return false;
    }

    /** Makes and sends one packet of due messages; false where the source is empty. */
    private boolean sendPacket(final long due, final long nowNanos) {
        final long first = sentMessages + 1;
        packet.begin(packetBuffer, 0, config.maxPacketLength(), first);
        while (first + packet.count() <= due) {
            if (pendingLength == 0) {
                pendingLength = source.next(message, 0);
            }
            if (pendingLength == 0 || !packet.fits(pendingLength)) {
                break;
            }
            packet.message(message, 0, pendingLength);
            if (history != null) {
                history.append(message, 0, pendingLength);
            }
            pendingLength = 0;
        }
        if (packet.count() == 0) {
            return false;
        }
        lineA.impaired.send(packetBuffer, 0, packet.length(), nowNanos);
        lineB.impaired.send(packetBuffer, 0, packet.length(), nowNanos);
        lastSendNanos = nowNanos;
        final long last = sentMessages + packet.count();
        windowEnds[(int) (packets % windowEnds.length)] = last;
        packets++;
        sentMessages = last;
        return true;
    }

    private void heartbeat(final long nowNanos) {
        packet.begin(packetBuffer, 0, config.maxPacketLength(), sentMessages + 1);
        sendSpared(nowNanos);
        heartbeats++;
    }

    private int endSession(final long nowNanos) {
        if (endsSent > 0 && nowNanos - lastSendNanos < config.endOfSessionNanos()) {
            return 0;
        }
        packet.begin(packetBuffer, 0, config.maxPacketLength(), sentMessages + 1).endOfSession();
        sendSpared(nowNanos);
        endsSent++;
        finished = endsSent == config.endOfSessionPackets();
        return 1;
    }

    private void sendSpared(final long nowNanos) {
        lineA.impaired.sendSpared(packetBuffer, 0, packet.length());
        lineB.impaired.sendSpared(packetBuffer, 0, packet.length());
        lastSendNanos = nowNanos;
    }

    private ImpairedLine line(final int line) {
        return switch (line) {
            case 0 -> lineA.impaired;
            case 1 -> lineB.impaired;
            default -> throw new IllegalArgumentException("lines are 0 (A) and 1 (B), not " + line);
        };
    }
}
