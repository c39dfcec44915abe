package io.depthstream.benchmarks.pipeline;

import io.depthstream.ingest.session.MoldUdp64Encoder;
import io.depthstream.local.simulator.MarketSimulator;
import io.depthstream.local.simulator.MessageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends messages over UDP when they are due. What is due together goes in one packet. Run it on a thread of its own.
 *
 * <p>What is measured is sent without any flow control: a venue never waits. The warm-up does wait, so that what the
 * compilers hold up is neither lost nor still under way when measuring begins; only then does the schedule begin.
 */
public final class ScheduledSender implements Runnable {
    private static final long LONGEST_PARK_NANOS = 20_000;
    /** Messages of the warm-up that may be under way: so many packets fit a receive buffer of 4 MiB. */
    private static final long WARM_UP_WINDOW = 4_000;

    private final Schedule schedule;
    private final MessageSource messages;
    private final InetSocketAddress target;
    private final LongSupplier applied;
    private final MoldUdp64Encoder encoder = new MoldUdp64Encoder().session("BENCH");
    private volatile long sent;
    private volatile boolean finished;

    /**
     * Sends to one line.
     *
     * @param applied messages that have come through so far; asked during the warm-up
     */
    public ScheduledSender(final Schedule schedule, final MessageSource messages, final InetSocketAddress target,
            final LongSupplier applied) {
        this.schedule = schedule;
        this.messages = messages;
        this.target = target;
        this.applied = applied;
    }

    /** Messages sent so far. */
    public long sent() {
        return sent;
    }

    /** Whether the last message has been sent, or sending failed. */
    public boolean finished() {
        return finished;
    }

    @Override
    public void run() {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(SimulatedPackets.PACKET_BYTES);
        final UnsafeBuffer packet = new UnsafeBuffer(bytes);
        final UnsafeBuffer message = new UnsafeBuffer(new byte[MarketSimulator.MAX_MESSAGE_LENGTH]);
        try (DatagramChannel channel = DatagramChannel.open().connect(target)) {
            int waiting = messages.next(message, 0);
            schedule.begin();
            while (waiting > 0 && !Thread.currentThread().isInterrupted()) {
                final long due = due();
                if (sent >= due) {
                    LockSupport.parkNanos(LONGEST_PARK_NANOS);
                    continue;
                }
                encoder.begin(packet, 0, SimulatedPackets.PACKET_BYTES, sent + 1);
                while (waiting > 0 && encoder.fits(waiting) && sent + encoder.count() < due) {
                    encoder.message(message, 0, waiting);
                    waiting = messages.next(message, 0);
                }
                bytes.limit(encoder.length()).position(0);
                channel.write(bytes);
                bytes.clear();
                sent += encoder.count();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("packets could not be sent to " + target, e);
        } finally {
            finished = true;
        }
    }

    private long due() {
        final long warmUp = schedule.warmUpMessages();
        if (sent < warmUp) {
            return Math.min(warmUp, Math.min(schedule.due(), applied.getAsLong() + WARM_UP_WINDOW));
        }
        if (sent == warmUp) {
            if (applied.getAsLong() < warmUp) {
                return sent;
            }
            schedule.beginAt(warmUp + 1);
        }
        return schedule.due();
    }
}
