package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.SourceMetric;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Receives UDP lines through the kernel's network stack, up to {@value MmsgLine#BATCH} packets a system call, with the
 * kernel's receive times: the best of plain sockets, for machines without AF_XDP. Needs no privilege.
 *
 * <p>Lines are read in turn, a part of a batch each. One thread polls and closes. Polling allocates nothing.
 */
final class RecvmmsgPacketSource implements PacketSource {
    /** Packets taken of one line before the next has its turn, where there are several. */
    private static final int TURN_PACKETS = 16;

    private final MmsgLine[] lines;
    private final LineSequences sequences;
    private final WaitSet waiting;
    private final boolean spin;
    private final int turnPackets;
    private final LongSupplier clock = SystemEpochNanoClock.INSTANCE::nanoTime;
    private int turn;
    private boolean closed;

    private RecvmmsgPacketSource(final List<MmsgLine> lines, final boolean spin) {
        this.lines = lines.toArray(new MmsgLine[0]);
        this.spin = spin;
        sequences = new LineSequences(lines.size());
        waiting = new WaitSet(lines.stream().mapToInt(MmsgLine::descriptor).toArray());
        turnPackets = lines.size() == 1 ? MmsgLine.BATCH : TURN_PACKETS;
    }

    /**
     * Opens all lines; if one fails, none stays open.
     *
     * @throws UnavailableHereException if a line is IPv6
     * @throws IllegalArgumentException if a line can't be listened on
     */
    static RecvmmsgPacketSource open(final SourceRequest request) throws UnavailableHereException {
        final List<MmsgLine> opened = new ArrayList<>();
        try {
            for (final LineAddress line : request.lines()) {
                if (line.address().getAddress().getAddress().length != 4) {
                    throw new UnavailableHereException("line " + line + " is IPv6: recvmmsg takes IPv4 here");
                }
                opened.add(MmsgLine.open(line, request.receiveBufferBytes()));
            }
            return new RecvmmsgPacketSource(opened, request.option("mode", "block").equals("spin"));
        } catch (final SystemCallException e) {
            opened.forEach(MmsgLine::close);
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (final UnavailableHereException | RuntimeException e) {
            opened.forEach(MmsgLine::close);
            throw e;
        }
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        int packets = 0;
        for (int empty = 0; packets < packetLimit && empty < lines.length && !closed; ) {
            final int line = turn;
            turn = line + 1 == lines.length ? 0 : line + 1;
            final int taken = lines[line].receive(line, handler, sequences, clock,
                Math.min(turnPackets, packetLimit - packets));
            packets += taken;
            // A short batch has emptied the socket: asking again at once would cost a system call for nothing.
            empty = taken < turnPackets ? empty + 1 : 0;
        }
        return packets;
    }

    @Override
    public boolean await(final long limitNanos) {
        if (spin || closed) {
            Thread.onSpinWait();
        } else {
            lines[0].counters().increment(MmsgCounter.WAKE_UPS);
            waiting.await(limitNanos);
        }
        return true;
    }

    /** The port that a line really listens on. */
    int port(final int line) throws SystemCallException {
        return lines[line].port();
    }

    long count(final int line, final MmsgCounter counter) {
        return lines[line].counters().get(counter);
    }

    @Override
    public List<SourceMetric> metrics() {
        final List<SourceMetric> metrics = new ArrayList<>();
        for (final MmsgCounter counter : MmsgCounter.values()) {
            metrics.add(LineValue.metric(lines.length, counter.metric(), counter.help(),
                line -> lines[line].counters().get(counter)));
        }
        metrics.addAll(LineValue.ofSequences(sequences));
        return metrics;
    }

    @Override
    public boolean exhausted() {
        return closed;
    }

    @Override
    public String describe() {
        return "recvmmsg " + List.of(lines).stream().map(line -> line.address().toString())
            .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            for (final MmsgLine line : lines) {
                line.close();
            }
        }
    }
}
