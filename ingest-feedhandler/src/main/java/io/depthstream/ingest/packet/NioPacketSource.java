package io.depthstream.ingest.packet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Receives UDP packets of several lines, unicast or multicast, without ever blocking.
 *
 * <p>Lines are read in turn, one packet each, so that a burst on one does not keep the other's copies waiting. All packets
 * go through one direct buffer that holds the longest datagram. One thread polls and closes; allocates only what the JDK
 * does for a sender address it has not just seen.
 */
public final class NioPacketSource implements PacketSource {

    /** Most lines of a source. */
    public static final int MAX_LINES = 16;
    /** Receive buffer asked for by default: 50 ms of a saturated gigabit line. */
    public static final int DEFAULT_RECEIVE_BUFFER_BYTES = 8 << 20;
    private static final int LONGEST_DATAGRAM = 65_535;

    private final UdpLine[] lines;
    private final EpochNanoClock clock;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int turn;
    private boolean closed;

    /**
     * Opens and binds all lines; if one fails, none stays open.
     *
     * @param addresses          1 to {@value #MAX_LINES}; a line's place is its index
     * @param receiveBufferBytes SO_RCVBUF asked for, at least 1; what is granted is logged where it is less
     * @param clock              gives receive times
     * @throws IOException              if an address cannot be listened on
     * @throws IllegalArgumentException if an interface is not there or a number is out of range
     */
    public NioPacketSource(
            final List<LineAddress> addresses, final int receiveBufferBytes, final EpochNanoClock clock) throws IOException {
        if (addresses.isEmpty() || addresses.size() > MAX_LINES) {
            throw new IllegalArgumentException(addresses.size() + " lines: expected 1 to " + MAX_LINES);
        }
        if (receiveBufferBytes < 1) {
            throw new IllegalArgumentException("receive buffer of " + receiveBufferBytes + " bytes: expected at least 1");
        }
        this.clock = clock;
        final List<UdpLine> opened = new ArrayList<>();
        try {
            for (final LineAddress address : addresses) {
                opened.add(new UdpLine(address, receiveBufferBytes));
            }
        } catch (final IOException | RuntimeException e) {
            for (final UdpLine line : opened) {
                line.channel.close();
            }
            throw e;
        }
        lines = opened.toArray(new UdpLine[0]);
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        int packets = 0;
        for (int empty = 0; packets < packetLimit && empty < lines.length && !closed; ) {
            final int line = turn;
            turn = line + 1 == lines.length ? 0 : line + 1;
            if (receive(line)) {
                packets++;
                empty = 0;
                final int length = bytes.position();
                final UdpLine from = lines[line];
                from.counters.increment(LineIoCounter.PACKETS);
                from.counters.add(LineIoCounter.BYTES, length);
                handler.onPacket(line, buffer, 0, length, clock.nanoTime());
            } else {
                empty++;
            }
        }
        return packets;
    }

    private boolean receive(final int line) {
        bytes.clear();
        try {
            return lines[line].channel.receive(bytes) != null;
        } catch (final IOException e) {
            throw new UncheckedIOException("line " + lines[line].address() + " failed", e);
        }
    }

    /** Where a line really listens: the port that the system chose where 0 was asked for. */
    public InetSocketAddress localAddress(final int line) {
        try {
            return lines[line].localAddress();
        } catch (final IOException e) {
            throw new UncheckedIOException("line " + lines[line].address() + " is closed", e);
        }
    }

    /** Receive buffer that the system granted a line, bytes. */
    public int grantedReceiveBufferBytes(final int line) {
        return lines[line].grantedBufferBytes;
    }

    /** Counters of a line; any thread may read. */
    public CounterSet<LineIoCounter> counters(final int line) {
        return lines[line].counters;
    }

    @Override
    public boolean exhausted() {
        return closed;
    }

    @Override
    public String describe() {
        return "udp " + List.of(lines).stream().map(UdpLine::describe).collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        closed = true;
        for (final UdpLine line : lines) {
            try {
                line.channel.close();
            } catch (final IOException e) {
                throw new UncheckedIOException("line " + line.address() + " does not close", e);
            }
        }
    }
}
