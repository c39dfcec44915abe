package io.depthstream.ingest.packet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps what a source hands over. */
final class RecordingHandler implements PacketHandler {

    /** A packet, copied. */
    record Packet(int line, byte[] bytes, long time) {
        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    final List<Packet> packets = new ArrayList<>();
    final List<String> faults = new ArrayList<>();

    @Override
    public void onPacket(
            final int line, final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNanos) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        packets.add(new Packet(line, bytes, receiveTimeNanos));
    }

    @Override
    public void onMalformed(
            final int line, final PacketFault fault, final DirectBuffer buffer, final int offset, final int length) {
        if (length > 0) {
            buffer.getByte(offset + length - 1);
        }
        faults.add(fault + " " + length);
    }

    List<String> texts() {
        return packets.stream().map(Packet::text).toList();
    }

    /** Reads a source to its end. */
    RecordingHandler drain(final PacketSource source) {
        for (int polls = 0; !source.exhausted(); polls++) {
            if (polls > 1_000_000) {
                throw new AssertionError(source.describe() + " does not end");
            }
            source.poll(this, 7);
        }
        return this;
    }
}
