package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.CounterSet;
import io.depthstream.ingest.packet.PacketFault;
import io.depthstream.ingest.packet.PacketHandler;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Hands the UDP payload of a redirected frame over, where it lies. One thread; no allocation.
 *
 * <p>The program has let through only what has these headers, so no more is looked at than line, length and stamp.
 */
final class FrameReader {
    private static final int UDP_HEADER = 8;

    private final UnsafeBuffer memory;
    private final long[] keys;
    private final int[] lines;
    private final LineSequences sequences;
    private final EpochOffset epoch;
    private final LongSupplier monotonic;
    private final CounterSet<XdpCounter> counters;

    FrameReader(final UnsafeBuffer memory, final List<Destination> wanted, final LineSequences sequences,
            final EpochOffset epoch, final LongSupplier monotonic, final CounterSet<XdpCounter> counters) {
        this.memory = memory;
        this.sequences = sequences;
        this.epoch = epoch;
        this.monotonic = monotonic;
        this.counters = counters;
        keys = wanted.stream().mapToLong(Destination::key).toArray();
        lines = wanted.stream().mapToInt(Destination::line).toArray();
    }

    /** Hands over the frame of {@code length} bytes at {@code frame}; returns the bytes of its payload, or -1. */
    int deliver(final PacketHandler handler, final int frame, final int length) {
        final int headers = vlanBytes(frame) + frame;
        final int line = lineOf(headers);
        final int payload = headers + XdpProgram.PAYLOAD;
        final int bytes =
            (memory.getShort(headers + XdpProgram.UDP_LENGTH, ByteOrder.BIG_ENDIAN) & 0xffff) - UDP_HEADER;
        final long stamp = takeStamp(frame);
        if (line < 0 || bytes < 0 || payload + bytes > frame + length) {
            counters.increment(XdpCounter.INVALID);
            handler.onMalformed(Math.max(0, line), PacketFault.BAD_HEADER, memory, frame, length);
            return -1;
        }
        sequences.onPacket(line, memory, payload, bytes);
        handler.onPacket(line, memory, payload, bytes, stamp);
        return bytes;
    }

    private int vlanBytes(final int frame) {
        final int type = memory.getShort(frame + XdpProgram.ETHER_TYPE, ByteOrder.BIG_ENDIAN) & 0xffff;
        return type == XdpProgram.VLAN ? XdpProgram.VLAN_BYTES : 0;
    }

    private int lineOf(final int headers) {
        final long key = Destination.key(memory.getInt(headers + XdpProgram.ADDRESS, ByteOrder.BIG_ENDIAN),
            memory.getShort(headers + XdpProgram.PORT, ByteOrder.BIG_ENDIAN) & 0xffff);
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] == key) {
                return lines[i];
            }
        }
        return -1;
    }

    /** The program's stamp, wiped so that the frame's next packet can't be taken for stamped; without one, the time now. */
    private long takeStamp(final int frame) {
        final int at = frame - XdpProgram.STAMP_BYTES;
        final long stamp = memory.getLong(at);
        if (stamp == 0) {
            counters.increment(XdpCounter.UNSTAMPED);
            return epoch.epochNanos(monotonic.getAsLong());
        }
        memory.putLong(at, 0);
        return epoch.epochNanos(stamp);
    }
}
