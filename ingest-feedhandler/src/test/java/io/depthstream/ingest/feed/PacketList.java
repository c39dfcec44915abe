package io.depthstream.ingest.feed;

import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.PacketSource;
import java.util.ArrayDeque;
import java.util.Queue;
import org.agrona.concurrent.UnsafeBuffer;

/** Packets given beforehand, or as the test goes on: thread-safe, exhausted once {@link #end} is called and all taken. */
final class PacketList implements PacketSource {
    private record Packet(int line, byte[] bytes, long receiveTimeNanos) {
    }

    private final Queue<Packet> packets = new ArrayDeque<>();
    private boolean ended;
    private boolean closed;

    synchronized PacketList add(final int line, final byte[] bytes, final long receiveTimeNanos) {
        packets.add(new Packet(line, bytes, receiveTimeNanos));
        return this;
    }

    synchronized PacketList end() {
        ended = true;
        return this;
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        int taken = 0;
        for (Packet packet = next(); packet != null; packet = taken < packetLimit ? next() : null) {
            taken++;
            handler.onPacket(packet.line, new UnsafeBuffer(packet.bytes), 0, packet.bytes.length,
                packet.receiveTimeNanos);
        }
        return taken;
    }

    private synchronized Packet next() {
        return packets.poll();
    }

    @Override
    public synchronized boolean exhausted() {
        return closed || ended && packets.isEmpty();
    }

    @Override
    public String describe() {
        return "packets of a test";
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    synchronized boolean closed() {
        return closed;
    }
}
