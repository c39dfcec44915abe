package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.CounterSet;
import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One AF_XDP socket with its memory area, of one queue of one interface: opened, bound, received from, closed.
 *
 * <p>One thread receives and closes. Receiving allocates nothing.
 *
 * <p>Source: include/uapi/linux/if_xdp.h and Documentation/networking/af_xdp.rst of Linux.
 */
final class XdpSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(XdpSocket.class);

    private static final int AF_XDP = 44;
    private static final int SOL_XDP = 283;
    private static final int RAW = 3;
    private static final int MMAP_OFFSETS = 1;
    private static final int RX_RING = 2;
    private static final int UMEM_REGISTER = 4;
    private static final int UMEM_FILL_RING = 5;
    private static final int UMEM_COMPLETION_RING = 6;
    private static final int STATISTICS = 7;
    private static final int COPY = 2;
    private static final int ZERO_COPY = 4;
    private static final int USE_NEED_WAKE_UP = 8;
    private static final long RX_OFFSET = 0;
    private static final long FILL_OFFSET = 0x100000000L;
    private static final int SHARED_POPULATED = 0x01 | 0x8000;
    /** Nothing is sent, but the kernel wants the ring. */
    private static final int COMPLETION_PLACES = 64;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SO_BUSY_POLL = 46;
    private static final int SO_INCOMING_NAPI_ID = 56;
    private static final int SO_PREFER_BUSY_POLL = 69;
    private static final int SO_BUSY_POLL_BUDGET = 70;
    private static final int BUSY_POLL_MICROS = 20;
    private static final int BUSY_POLL_BUDGET = 64;

    /** A closed socket's queue becomes free a little later: a new one waits for it, at most so often. */
    static final int BUSY_TRIES = 60;
    private static final long BUSY_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final String where;
    private final int queue;
    private final AfXdpOptions options;
    private final long frameMask;
    private final CounterSet<XdpCounter> counters = new CounterSet<>(XdpCounter.class);
    private final MemorySegment statistics = Arena.ofAuto().allocate(6 * Long.BYTES, Long.BYTES);
    private int socket = -1;
    private FrameArea area;
    private MemorySegment receiveMemory;
    private MemorySegment fillMemory;
    private ReceiveRing received;
    private FillRing fill;
    private boolean zeroCopy;
    private long invalidFrames;

    private XdpSocket(final String where, final int queue, final AfXdpOptions options) {
        this.where = where;
        this.queue = queue;
        this.options = options;
        frameMask = -options.frameBytes();
    }

    /**
     * Opens and binds a socket; on failure nothing of it stays.
     *
     * @throws UnavailableHereException with the reason and the fix, if the kernel or this process's rights do not allow it
     */
    static XdpSocket open(final String interfaceName, final int interfaceIndex, final int queue,
            final AfXdpOptions options) throws UnavailableHereException {
        final XdpSocket opened = new XdpSocket(interfaceName + " queue " + queue, queue, options);
        try {
            opened.prepare();
            opened.bind(interfaceIndex);
            if (options.mode() == AfXdpOptions.Mode.BUSY_POLL) {
                opened.preferBusyPoll();
            }
            return opened;
        } catch (final SystemCallException e) {
            opened.close();
            throw XdpRefusal.of(opened.where, options, e);
        } catch (final RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void prepare() throws SystemCallException {
        socket = LinuxCalls.socket(AF_XDP, RAW, 0);
        area = FrameArea.take((long) options.frames() * options.frameBytes(), options.hugePages());
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment register = arena.allocate(32, Long.BYTES);
            register.set(LONG, 0, area.address());
            register.set(LONG, 8, area.bytes());
            register.set(INT, 16, options.frameBytes());
            LinuxCalls.setOption(socket, SOL_XDP, UMEM_REGISTER, register, XdpRefusal.MEMORY);
            LinuxCalls.setOption(socket, SOL_XDP, UMEM_FILL_RING, options.frames(), "fill ring");
            LinuxCalls.setOption(socket, SOL_XDP, UMEM_COMPLETION_RING, COMPLETION_PLACES, "completion ring");
            LinuxCalls.setOption(socket, SOL_XDP, RX_RING, options.frames(), "receive ring");
            final MemorySegment offsets = arena.allocate(128, Long.BYTES);
            LinuxCalls.getOption(socket, SOL_XDP, MMAP_OFFSETS, offsets, "ring offsets");
            mapRings(offsets);
        }
        for (int frame = 0; frame < options.frames(); frame++) {
            fill.give((long) frame * options.frameBytes());
        }
        fill.publish();
    }

    private void mapRings(final MemorySegment offsets) throws SystemCallException {
        final long descriptors = (long) options.frames() * ReceiveRing.DESCRIPTOR_BYTES;
        receiveMemory = LinuxCalls.map(socket, offsets.get(LONG, 16) + descriptors, SHARED_POPULATED, RX_OFFSET,
            "receive ring memory");
        received = new ReceiveRing(receiveMemory.asSlice(offsets.get(LONG, 0), Integer.BYTES),
            receiveMemory.asSlice(offsets.get(LONG, 8), Integer.BYTES),
            receiveMemory.asSlice(offsets.get(LONG, 16), descriptors));
        final long addresses = (long) options.frames() * Long.BYTES;
        fillMemory = LinuxCalls.map(socket, offsets.get(LONG, 80) + addresses, SHARED_POPULATED, FILL_OFFSET,
            "fill ring memory");
        fill = new FillRing(fillMemory.asSlice(offsets.get(LONG, 64), Integer.BYTES),
            fillMemory.asSlice(offsets.get(LONG, 88), Integer.BYTES),
            fillMemory.asSlice(offsets.get(LONG, 80), addresses));
    }

    /** Zero-copy if the driver has it, else copy. Generic attachment never has it. */
    private void bind(final int interfaceIndex) throws SystemCallException {
        if (options.attach() != AfXdpOptions.Attach.GENERIC) {
            try {
                bind(interfaceIndex, ZERO_COPY | USE_NEED_WAKE_UP);
                zeroCopy = true;
                return;
            } catch (final SystemCallException e) {
                if (e.errno() == Errno.BUSY) {
                    throw e;
                }
                LOG.debug("{}: no zero-copy ({})", where, e.getMessage());
            }
        }
        bind(interfaceIndex, COPY | USE_NEED_WAKE_UP);
    }

    private void bind(final int interfaceIndex, final int flags) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment address = arena.allocate(16, Integer.BYTES);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_XDP);
            address.set(ValueLayout.JAVA_SHORT, 2, (short) flags);
            address.set(INT, 4, interfaceIndex);
            address.set(INT, 8, queue);
            whileBusy(() -> {
                LinuxCalls.bind(socket, address, XdpRefusal.BIND);
                return 0;
            });
        }
    }

    /** A call that may find something in use which is being given up. */
    @FunctionalInterface
    interface BusyCall {
        int call() throws SystemCallException;
    }

    /** Makes a call again while what it needs is in use, at most {@value #BUSY_TRIES} times. */
    static int whileBusy(final BusyCall call) throws SystemCallException {
        for (int tries = 1;; tries++) {
            try {
                return call.call();
            } catch (final SystemCallException e) {
                if (e.errno() != Errno.BUSY || tries == BUSY_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(BUSY_PAUSE_NANOS);
            }
        }
    }

    private void preferBusyPoll() throws SystemCallException {
        LinuxCalls.setOption(socket, SOL_SOCKET, SO_PREFER_BUSY_POLL, 1, "SO_PREFER_BUSY_POLL");
        LinuxCalls.setOption(socket, SOL_SOCKET, SO_BUSY_POLL, BUSY_POLL_MICROS, "SO_BUSY_POLL");
        LinuxCalls.setOption(socket, SOL_SOCKET, SO_BUSY_POLL_BUDGET, BUSY_POLL_BUDGET, "SO_BUSY_POLL_BUDGET");
    }

    /** Whether busy polling can have an effect: known once packets have come. */
    boolean hasNapiId() throws SystemCallException {
        return LinuxCalls.getOption(socket, SOL_SOCKET, SO_INCOMING_NAPI_ID, "SO_INCOMING_NAPI_ID") != 0;
    }

    /** Takes what is there, at most {@code limit} frames; returns packets handed over. */
    int receive(final FrameReader reader, final PacketHandler handler, final int limit) {
        final int ready = received.available(limit);
        if (ready == 0) {
            return 0;
        }
        int packets = 0;
        long bytes = 0;
        int done = 0;
        try {
            while (done < ready) {
                final long frame = received.address(done);
                final int length = received.length(done);
                fill.give(frame & frameMask);
                done++;
                final int payload = reader.deliver(handler, (int) frame, length);
                if (payload >= 0) {
                    packets++;
                    bytes += payload;
                }
            }
        } finally {
            received.release(done);
            fill.publish();
        }
        invalidFrames += done - packets;
        counters.add(XdpCounter.PACKETS, packets);
        counters.add(XdpCounter.BYTES, bytes);
        return packets;
    }

    /** Has the kernel go on where it stopped for want of frames, or, for busy polling, has it look at the driver. */
    void wakeUpIfNeeded(final boolean always) {
        if (always || fill.needsWakeUp()) {
            counters.increment(XdpCounter.WAKE_UPS);
            LinuxCalls.receiveNothing(socket);
        }
    }

    /**
     * Reads the kernel's counters of this socket.
     *
     * @throws SystemCallException if the interface is gone
     */
    void refreshStatistics() throws SystemCallException {
        final int error = LinuxCalls.getOption(socket, SOL_SOCKET, SO_ERROR, "SO_ERROR");
        if (error != 0) {
            throw new SystemCallException(where, error);
        }
        LinuxCalls.getOption(socket, SOL_XDP, STATISTICS, statistics, "XDP_STATISTICS");
        counters.set(XdpCounter.KERNEL_DROPS, statistics.get(LONG, 0));
        counters.set(XdpCounter.INVALID, statistics.get(LONG, 8) + invalidFrames);
        counters.set(XdpCounter.RING_FULL, statistics.get(LONG, 24));
        counters.set(XdpCounter.FILL_EMPTY, statistics.get(LONG, 32));
    }

    int descriptor() {
        return socket;
    }

    int queue() {
        return queue;
    }

    boolean zeroCopy() {
        return zeroCopy;
    }

    FrameArea area() {
        return area;
    }

    CounterSet<XdpCounter> counters() {
        return counters;
    }

    /** Unmaps everything before it closes: a mapped ring keeps the socket, and so the queue, alive. */
    @Override
    public void close() {
        try {
            if (receiveMemory != null) {
                LinuxCalls.unmap(receiveMemory);
            }
            if (fillMemory != null) {
                LinuxCalls.unmap(fillMemory);
            }
            if (socket >= 0) {
                LinuxCalls.close(socket);
            }
            if (area != null) {
                area.release();
            }
        } catch (final SystemCallException e) {
            LOG.warn("{} did not close cleanly: {}", where, e.getMessage());
        }
        receiveMemory = null;
        fillMemory = null;
        socket = -1;
        area = null;
    }
}
