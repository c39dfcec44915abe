package io.depthstream.benchmarks.packets;

import io.depthstream.benchmarks.itch.FieldSum;
import io.depthstream.ingest.itch.DecodeResult;
import io.depthstream.ingest.itch.ItchDecoder;
import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.session.MoldUdp64;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/** Decodes every field of every message of each packet, and notes how long the packet was under way. One thread writes. */
final class DecodingHandler implements PacketHandler {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ItchDecoder decoder = new ItchDecoder();
    private final FieldSum fields = new FieldSum();
    private final Histogram underWay = new Histogram(LONGEST_NANOS, 3);
    private boolean timing;
    private long bad;
    private long outOfOrder;
    private long lastNumber = -1;
    private long packets;

    @Override
    public void onPacket(
            final int line, final DirectBuffer buffer, final int offset, final int length, final long receiveTimeNanos) {
        final int trailer = offset + length - PacketTrain.TRAILER_BYTES;
        if (timing) {
            final long sentNanos = buffer.getLong(trailer + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
            underWay.recordValue(Math.min(LONGEST_NANOS, Math.max(0, System.nanoTime() - sentNanos)));
        }
        final long number = buffer.getLong(trailer, ByteOrder.LITTLE_ENDIAN);
        if (number > lastNumber) {
            lastNumber = number;
        } else {
            outOfOrder++;
        }
        final int count = buffer.getShort(offset + MoldUdp64.COUNT_OFFSET, ByteOrder.BIG_ENDIAN) & 0xffff;
        int at = offset + MoldUdp64.HEADER_LENGTH;
        for (int i = 0; i < count; i++) {
            final int bytes = buffer.getShort(at, ByteOrder.BIG_ENDIAN) & 0xffff;
            if (decoder.decode(buffer, at + MoldUdp64.BLOCK_LENGTH_BYTES, bytes, fields) != DecodeResult.OK) {
                bad++;
            }
            at += MoldUdp64.BLOCK_LENGTH_BYTES + bytes;
        }
        packets++;
    }

    /** Begins anew to note times under way, or stops; only while nothing is received. */
    void timing(final boolean wanted) {
        timing = wanted;
        if (wanted) {
            underWay.reset();
        }
    }

    /** Expects numbers from another count next; only while nothing is received. */
    void numberAnew() {
        lastNumber = -1;
    }

    /** Packets so far: on the receiving thread, or on one that waited for its work to end. */
    long packets() {
        return packets;
    }

    /** Messages decoded so far. */
    long messages() {
        return fields.messages();
    }

    /** Nanoseconds from sending to here at a percentile. */
    double micros(final double percentile) {
        return underWay.getValueAtPercentile(percentile) / 1e3;
    }

    /**
     * Fails if something was decoded wrongly or came twice.
     *
     * @throws IllegalStateException saying what
     */
    void requireSound() {
        if (bad > 0 || outOfOrder > 0 || messages() < packets) {
            throw new IllegalStateException(bad + " messages of " + messages() + " could not be decoded, " + outOfOrder
                + " packets of " + packets + " came twice or out of order");
        }
    }
}
