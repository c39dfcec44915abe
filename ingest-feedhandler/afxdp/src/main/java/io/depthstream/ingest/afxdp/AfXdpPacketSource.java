package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.afxdp.AfXdpOptions.Mode;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.LineIoCounter;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.SourceMetric;
import io.depthstream.ingest.packet.SourceMetric.Sample;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives UDP lines by AF_XDP sockets, past the kernel's network stack.
 *
 * <p>One socket and memory area for each queue of each interface that a line comes by. They are read in turn, a few
 * packets each, so that a burst on one does not keep the other line's copies waiting. An ordinary source beside it keeps
 * the groups' memberships, and brings what the program let pass although it is wanted: frames with IP options, of a queue
 * without a socket, or before the program was attached.
 *
 * <p>One thread polls and closes. Polling allocates nothing.
 */
final class AfXdpPacketSource implements PacketSource {
    private static final Logger LOG = LoggerFactory.getLogger(AfXdpPacketSource.class);

    /** Frames taken from one socket before the next has its turn. */
    private static final int TURN_FRAMES = 64;
    private static final long PASSED_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REFRESH_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Polls that find something between two looks at the clock. */
    private static final int BUSY_POLLS_PER_LOOK = 256;

    private final List<XdpInterface> interfaces;
    private final XdpSocket[] sockets;
    private final FrameReader[] readers;
    private final NioPacketSource passed;
    private final LineSequences sequences;
    private final EpochOffset epoch;
    private final Mode mode;
    private final WaitSet waiting;
    private final String description;
    private int turn;
    private int busyPolls;
    private long nextPassedNanos;
    private long nextRefreshNanos;
    private boolean napiChecked;
    private boolean driving;
    private boolean closed;

    private AfXdpPacketSource(final SourceRequest request, final AfXdpOptions options,
            final List<XdpInterface> interfaces, final NioPacketSource passed) {
        this.interfaces = List.copyOf(interfaces);
        this.passed = passed;
        mode = options.mode();
        driving = mode == Mode.BUSY_POLL;
        sequences = new LineSequences(request.lines().size());
        epoch = new EpochOffset(System::nanoTime, Clock.systemUTC());
        final List<XdpSocket> all = new ArrayList<>();
        final List<FrameReader> reading = new ArrayList<>();
        for (final XdpInterface one : interfaces) {
            for (final XdpSocket socket : one.sockets()) {
                all.add(socket);
                reading.add(new FrameReader(socket.area().buffer(), one.wanted(), sequences, epoch, System::nanoTime,
                    socket.counters()));
            }
        }
        sockets = all.toArray(new XdpSocket[0]);
        readers = reading.toArray(new FrameReader[0]);
        waiting = new WaitSet(all.stream().mapToInt(XdpSocket::descriptor).toArray());
        description = "af_xdp " + request.lines().stream().map(LineAddress::toString).collect(Collectors.joining(" "))
            + " on " + this.interfaces.stream().map(XdpInterface::name).collect(Collectors.joining(", "));
        nextRefreshNanos = System.nanoTime();
    }

    /**
     * Joins the groups, opens the sockets and attaches the programs; on failure nothing stays open.
     *
     * @throws UnavailableHereException if AF_XDP can't be had here
     * @throws IllegalArgumentException if an address, interface, queue or option is wrong
     */
    static AfXdpPacketSource open(final SourceRequest request) throws UnavailableHereException {
        final AfXdpOptions options = AfXdpOptions.of(request);
        final Map<String, List<Destination>> wanted = LineInterfaces.of(request.lines());
        final NioPacketSource passed;
        try {
            passed = new NioPacketSource(request.lines(), request.receiveBufferBytes(), SystemEpochNanoClock.INSTANCE);
        } catch (final IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        final List<XdpInterface> opened = new ArrayList<>();
        try {
            for (final Map.Entry<String, List<Destination>> one : wanted.entrySet()) {
                opened.add(XdpInterface.open(one.getKey(), options, one.getValue()));
            }
            return new AfXdpPacketSource(request, options, opened, passed);
        } catch (final UnavailableHereException | RuntimeException e) {
            opened.forEach(XdpInterface::close);
            passed.close();
            throw e;
        }
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        if (closed) {
            return 0;
        }
        int packets = 0;
        int empty = 0;
        while (packets < packetLimit && empty < sockets.length) {
            final int at = turn;
            turn = at + 1 == sockets.length ? 0 : at + 1;
            final int taken =
                sockets[at].receive(readers[at], handler, Math.min(TURN_FRAMES, packetLimit - packets));
            packets += taken;
            empty = taken == 0 ? empty + 1 : 0;
        }
        if (packets == 0) {
            return pollQuietly(handler, packetLimit);
        }
        if (++busyPolls >= BUSY_POLLS_PER_LOOK) {
            busyPolls = 0;
            refreshIfDue(System.nanoTime());
        }
        return packets;
    }

    /** Nothing is in the rings: time for what must be done now and then. */
    private int pollQuietly(final PacketHandler handler, final int packetLimit) {
        if (mode != Mode.POLL) {
            for (final XdpSocket socket : sockets) {
                socket.wakeUpIfNeeded(driving);
            }
        }
        final long now = System.nanoTime();
        refreshIfDue(now);
        if (now - nextPassedNanos < 0) {
            return 0;
        }
        nextPassedNanos = now + PASSED_EVERY_NANOS;
        return passed.poll(handler, packetLimit);
    }

    private void refreshIfDue(final long now) {
        if (now - nextRefreshNanos < 0) {
            return;
        }
        nextRefreshNanos = now + REFRESH_EVERY_NANOS;
        epoch.refresh();
        try {
            for (final XdpSocket socket : sockets) {
                socket.refreshStatistics();
            }
            if (driving && !napiChecked) {
                checkNapi();
            }
        } catch (final SystemCallException e) {
            throw new UncheckedIOException(description + " failed", e);
        }
    }

    /** A driver without NAPI ids ignores busy polling: then each system call for it is in vain. */
    private void checkNapi() throws SystemCallException {
        for (final XdpSocket socket : sockets) {
            if (socket.counters().get(XdpCounter.PACKETS) > 0) {
                napiChecked = true;
                if (!socket.hasNapiId()) {
                    driving = false;
                    LOG.warn("{}: the driver gives no NAPI id, so source.afxdp.mode busy-poll has no effect: "
                        + "spinning instead", description);
                }
                return;
            }
        }
    }

    @Override
    public boolean await(final long limitNanos) {
        if (mode == Mode.POLL && !closed) {
            sockets[0].counters().increment(XdpCounter.WAKE_UPS);
            waiting.await(limitNanos);
        } else {
            Thread.onSpinWait();
        }
        return true;
    }

    /** Where a line really listens: the port that the system chose where 0 was asked for. */
    NioPacketSource passed() {
        return passed;
    }

    /** Counter of all sockets together, from any thread. */
    long count(final XdpCounter counter) {
        long sum = 0;
        for (final XdpSocket socket : sockets) {
            sum += socket.counters().get(counter);
        }
        return sum;
    }

    /** Counter of one socket, in the order of interfaces and queues. */
    long count(final int socket, final XdpCounter counter) {
        return sockets[socket].counters().get(counter);
    }

    /** The sequences of each line, as they came by this source. */
    LineSequences sequences() {
        return sequences;
    }

    /** Whether the source drives the driver's receive loop, or has found that it can't. */
    boolean driving() {
        return driving;
    }

    @Override
    public List<SourceMetric> metrics() {
        final List<SourceMetric> metrics = new ArrayList<>();
        for (final XdpCounter counter : XdpCounter.values()) {
            final List<Sample> samples = new ArrayList<>();
            for (final XdpInterface one : interfaces) {
                for (final XdpSocket socket : one.sockets()) {
                    samples.add(new Sample(List.of(one.name(), String.valueOf(socket.queue())),
                        () -> socket.counters().get(counter)));
                }
            }
            metrics.add(new SourceMetric(counter.metric(), counter.help(), List.of("interface", "queue"), samples));
        }
        metrics.addAll(LineValue.ofSequences(sequences));
        metrics.add(LineValue.metric(sequences.lines(), "feedhandler_afxdp_passed_packets",
            "Wanted packets that the program let pass, taken from the ordinary socket instead.",
            line -> passed.counters(line).get(LineIoCounter.PACKETS)));
        return metrics;
    }

    @Override
    public boolean exhausted() {
        return closed;
    }

    @Override
    public String describe() {
        return description;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            interfaces.forEach(XdpInterface::close);
            passed.close();
        }
    }
}
