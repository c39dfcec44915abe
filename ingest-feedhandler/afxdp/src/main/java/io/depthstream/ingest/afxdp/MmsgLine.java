package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.CounterSet;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.PacketHandler;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line's socket, and room for a batch of its packets. One thread receives and closes; receiving allocates nothing.
 */
final class MmsgLine implements AutoCloseable {
    /** Packets of one system call. */
    static final int BATCH = 64;

    private static final Logger LOG = LoggerFactory.getLogger(MmsgLine.class);
    private static final int LONGEST_DATAGRAM = 65_535;
    /** Not a multiple of the page size: else all packets would compete for the same lines of the cache. */
    private static final int STRIDE = LONGEST_DATAGRAM + 1 + 192;
    private static final int NON_BLOCKING = 0x800;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SO_RXQ_OVFL = 40;
    private static final int IPPROTO_IP = 0;
    private static final int IP_ADD_MEMBERSHIP = 35;

    private final LineAddress address;
    private final CounterSet<MmsgCounter> counters = new CounterSet<>(MmsgCounter.class);
    private final ControlMessages control = new ControlMessages();
    private final Arena arena = Arena.ofShared();
    private final MessageHeaders headers = new MessageHeaders(BATCH, arena);
    private final UnsafeBuffer packets;
    private final UnsafeBuffer controls;
    private final int socket;

    private MmsgLine(final LineAddress address, final int socket) {
        this.address = address;
        this.socket = socket;
        final MemorySegment memory = arena.allocate((long) BATCH * STRIDE, 64);
        final MemorySegment control = arena.allocate((long) BATCH * ControlMessages.BYTES, 64);
        packets = new UnsafeBuffer(memory.address(), BATCH * STRIDE);
        controls = new UnsafeBuffer(control.address(), BATCH * ControlMessages.BYTES);
        for (int i = 0; i < BATCH; i++) {
            headers.buffer(i, memory.address() + (long) i * STRIDE, LONGEST_DATAGRAM);
        }
    }

    /**
     * Opens, binds and joins.
     *
     * @throws SystemCallException if it can't be listened on
     * @throws IllegalArgumentException if the group's interface is not there
     */
    static MmsgLine open(final LineAddress address, final int receiveBufferBytes) throws SystemCallException {
        final int socket =
            LinuxCalls.socket(SocketAddresses.AF_INET, SocketAddresses.DATAGRAM | NON_BLOCKING, 0);
        try (Arena arena = Arena.ofConfined()) {
            LinuxCalls.setOption(socket, SOL_SOCKET, SO_TIMESTAMPNS, 1, "SO_TIMESTAMPNS");
            LinuxCalls.setOption(socket, SOL_SOCKET, SO_RXQ_OVFL, 1, "SO_RXQ_OVFL");
            askForBuffer(socket, address, receiveBufferBytes);
            if (address.multicast()) {
                LinuxCalls.setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR");
            }
            // Bound to the group, not to the wildcard: else other groups on the same port come in here too.
            LinuxCalls.bind(socket, SocketAddresses.of(address.address(), arena), "bind to " + address);
            if (address.multicast()) {
                join(socket, address, arena);
            }
            return new MmsgLine(address, socket);
        } catch (final SystemCallException | RuntimeException e) {
            LinuxCalls.close(socket);
            throw e;
        }
    }

    private static void join(final int socket, final LineAddress address, final Arena arena)
            throws SystemCallException {
        final int index = LinuxCalls.interfaceIndex(address.interfaceName());
        if (index == 0) {
            throw new IllegalArgumentException("line " + address + ": no interface " + address.interfaceName() + " here");
        }
        LinuxCalls.setOption(socket, IPPROTO_IP, IP_ADD_MEMBERSHIP,
            SocketAddresses.membership(address.address().getAddress().getAddress(), index, arena), "join " + address);
    }

    /** With CAP_NET_ADMIN as much as is asked for, else as much as the system grants. */
    private static void askForBuffer(final int socket, final LineAddress address, final int bytes)
            throws SystemCallException {
        try {
            LinuxCalls.setOption(socket, SOL_SOCKET, SO_RCVBUFFORCE, bytes, "SO_RCVBUFFORCE");
        } catch (final SystemCallException e) {
            LinuxCalls.setOption(socket, SOL_SOCKET, SO_RCVBUF, bytes, "SO_RCVBUF");
            final int granted = LinuxCalls.getOption(socket, SOL_SOCKET, SO_RCVBUF, "SO_RCVBUF") / 2;
            if (granted < bytes) {
                LOG.warn("line {}: asked for a receive buffer of {} bytes, the system grants {}; a burst longer than "
                    + "that is lost. Raise it: sysctl -w net.core.rmem_max={}, or give CAP_NET_ADMIN", address, bytes,
                    granted, bytes);
            }
        }
    }

    /** Takes what is there, at most {@code limit} packets; returns how many were handed over. */
    int receive(final int line, final PacketHandler handler, final LineSequences sequences, final LongSupplier clock,
            final int limit) {
        final int most = Math.min(limit, BATCH);
        for (int i = 0; i < most; i++) {
            headers.control(i, controls.addressOffset() + (long) i * ControlMessages.BYTES, ControlMessages.BYTES);
        }
        final int received = LinuxCalls.receiveMany(socket, headers.segment(), most);
        if (received <= 0) {
            if (received < 0 && received != -Errno.AGAIN && received != -Errno.INTERRUPTED) {
                throw new UncheckedIOException(new SystemCallException("line " + address, -received));
            }
            return 0;
        }
        long bytes = 0;
        for (int i = 0; i < received; i++) {
            final int length = headers.length(i);
            bytes += length;
            control.read(controls, i * ControlMessages.BYTES, headers.controlLength(i));
            sequences.onPacket(line, packets, i * STRIDE, length);
            handler.onPacket(line, packets, i * STRIDE, length, stamp(clock));
        }
        counters.add(MmsgCounter.PACKETS, received);
        counters.add(MmsgCounter.BYTES, bytes);
        counters.set(MmsgCounter.KERNEL_DROPS, control.dropped());
        return received;
    }

    private long stamp(final LongSupplier clock) {
        if (control.stampNanos() == 0) {
            counters.increment(MmsgCounter.UNSTAMPED);
            return clock.getAsLong();
        }
        return control.stampNanos();
    }

    /** Where it really listens: the port that the system chose where 0 was asked for. */
    int port() throws SystemCallException {
        try (Arena once = Arena.ofConfined()) {
            final MemorySegment name = once.allocate(SocketAddresses.BYTES, Integer.BYTES);
            LinuxCalls.socketName(socket, name);
            return SocketAddresses.portOf(name);
        }
    }

    int descriptor() {
        return socket;
    }

    LineAddress address() {
        return address;
    }

    CounterSet<MmsgCounter> counters() {
        return counters;
    }

    @Override
    public void close() {
        try {
            LinuxCalls.close(socket);
        } catch (final SystemCallException e) {
            LOG.warn("line {} did not close cleanly: {}", address, e.getMessage());
        }
        arena.close();
    }
}
