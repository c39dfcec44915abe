package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.PrivateNetwork;
import io.depthstream.ingest.packet.RateSender;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends packets by a program that the kernel runs on frames of its own and redirects to an interface.
 *
 * <p>Source: "Running XDP programs directly from userspace" of the kernel's documentation (BPF_PROG_RUN with live frames,
 * from Linux 5.18 on).
 */
final class PacketGenerator implements RateSender {
    private static final Logger LOG = LoggerFactory.getLogger(PacketGenerator.class);
    private static final int MOST_PACKETS = 4_096;
    private static final int MOST_BYTES = 1_472;
    /** Most runs of one system call: of a second and more. */
    private static final int MOST_RUNS = 1 << 24;
    /** What a run costs that finds nothing due, as long as none was seen to be cheaper. */
    private static final double IDLE_RUN_NANOS = 100;
    /** Frames that leave together: a quarter of what a veth interface holds. */
    private static final int BATCH = 64;

    private final int packets;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(GeneratorProgram.STATE_BYTES, Long.BYTES);
    private final MemorySegment payload;
    private final MemorySegment frame;
    private final UnsafeBuffer buffer;
    private final Deque<Integer> files = new ArrayDeque<>();
    private int stateMap;
    private int packetMap;
    private int program;
    private long next;
    private double idleRunNanos = IDLE_RUN_NANOS;

    private PacketGenerator(final InetSocketAddress group, final int packets, final int packetBytes)
            throws UnknownHostException {
        this.packets = packets;
        payload = arena.allocate(packetBytes, Long.BYTES);
        buffer = new UnsafeBuffer(payload.address(), packetBytes);
        final byte[] from = InetAddress.getByName(PrivateNetwork.VENUE_ADDRESS).getAddress();
        frame = arena.allocateFrom(ValueLayout.JAVA_BYTE, UdpFrame.of(from, group, packetBytes));
    }

    /** Opens one on an interface of the calling thread's network namespace; it may then be used in any. */
    static PacketGenerator open(final InetSocketAddress group, final String interfaceName, final int packets,
            final int packetBytes) throws SystemCallException, UnknownHostException {
        if (packets < 1 || packets > MOST_PACKETS || Integer.bitCount(packets) != 1
                || packetBytes < TRAILER_BYTES + 1 || packetBytes > MOST_BYTES) {
            throw new IllegalArgumentException(packets + " packets of " + packetBytes + " bytes: expected a power of two up to "
                + MOST_PACKETS + ", of " + (TRAILER_BYTES + 1) + " to " + MOST_BYTES);
        }
        final PacketGenerator opened = new PacketGenerator(group, packets, packetBytes);
        try {
            opened.load(interfaceName, packetBytes);
            return opened;
        } catch (final SystemCallException e) {
            opened.close();
            throw e;
        }
    }

    private void load(final String interfaceName, final int packetBytes) throws SystemCallException {
        stateMap = owned(Bpf.array(GeneratorProgram.STATE_BYTES, 1));
        packetMap = owned(Bpf.array(packetBytes, packets));
        final int device = owned(Bpf.deviceMap());
        Bpf.enter(device, 0, LinuxCalls.interfaceIndex(interfaceName));
        program = owned(Bpf.load(GeneratorProgram.assemble(stateMap, packetMap, packets, packetBytes, device)));
    }

    private int owned(final int file) {
        files.push(file);
        return file;
    }

    @Override
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    @Override
    public void keep(final int packet) {
        if (packet < 0 || packet >= packets) {
            throw new IllegalArgumentException("packet " + packet + ": expected 0 to " + (packets - 1));
        }
        try {
            Bpf.enter(packetMap, packet, payload);
        } catch (final SystemCallException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Sent send(final double perSecond, final long nanos) {
        if (!(perSecond > 0) || nanos <= 0) {
            throw new IllegalArgumentException(perSecond + " packets a second for " + nanos + " ns: expected more than 0");
        }
        final double interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        final long first = next;
        final long end = first + Math.max(1, Math.round(nanos / interval));
        final long begin = System.nanoTime();
        set(GeneratorProgram.NEXT, first);
        set(GeneratorProgram.END, end);
        set(GeneratorProgram.BEGIN, begin);
        set(GeneratorProgram.INTERVAL, Math.round(interval * (1 << GeneratorProgram.INTERVAL_SHIFT)));
        set(GeneratorProgram.FIRST, first);
        set(GeneratorProgram.LAST, begin);
        try {
            Bpf.enter(stateMap, 0, state);
            long now = begin;
            do {
                now = run(now, begin + nanos);
                Bpf.read(stateMap, 0, state);
                next = state.get(ValueLayout.JAVA_LONG, GeneratorProgram.NEXT);
            } while (next < end && now - begin < nanos);
        } catch (final SystemCallException e) {
            throw new UncheckedIOException(e);
        }
        return new Sent(next - first, state.get(ValueLayout.JAVA_LONG, GeneratorProgram.LAST) - begin);
    }

    /**
     * Has the kernel run the program until some time and longer, in one system call: to set one up and take it down again
     * takes the kernel up to several milliseconds, in which nothing is sent.
     */
    private long run(final long from, final long until) throws SystemCallException {
        final int runs = Math.clamp((long) ((until - from) / idleRunNanos), BATCH, MOST_RUNS);
        Bpf.runLive(program, frame, runs, BATCH);
        final long now = System.nanoTime();
        idleRunNanos = Math.min(idleRunNanos, (now - from) / (double) runs);
        return now;
    }

    private void set(final int offset, final long value) {
        state.set(ValueLayout.JAVA_LONG, offset, value);
    }

    @Override
    public void close() {
        while (!files.isEmpty()) {
            try {
                LinuxCalls.close(files.pop());
            } catch (final SystemCallException e) {
                LOG.warn("a packet generator did not close cleanly: {}", e.getMessage());
            }
        }
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
