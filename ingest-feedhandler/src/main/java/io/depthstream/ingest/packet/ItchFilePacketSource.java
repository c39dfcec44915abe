package io.depthstream.ingest.packet;

import io.depthstream.ingest.session.MoldUdp64;
import io.depthstream.ingest.session.MoldUdp64Encoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a NASDAQ message file, plain or gzip, and makes MoldUDP64 packets of it, so that files and live feeds take one
 * path from here on. A message's sequence number is its place in the file, from 1.
 *
 * <p>The file is a row of messages, each after its 2-byte big-endian length; a length of 0 ends it (NASDAQ BinaryFILE).
 * Messages that lie apart in time by more than the span limit go in different packets, so that a replay at real speed
 * is true to the venue's. A packet's receive time is the ITCH timestamp of its last message (bytes 5 to 10) on the given
 * day. After the last packet comes an end of session. One thread; no allocation per packet.
 */
public final class ItchFilePacketSource implements FilePacketSource {

    /** Session of the packets unless another is given. */
    public static final String DEFAULT_SESSION = "FILE000001";
    /** Packets grow to this, as on a 1,500-byte network; a longer message gets a packet of its own. */
    public static final int MAX_PACKET_BYTES = 1400;
    /** Most nanoseconds between the first and the last message of a packet. */
    public static final long MAX_SPAN_NANOS = 100_000;

    private static final int CAPACITY = 1 << 19;
    private static final int LENGTH_BYTES = 2;
    private static final int TIMESTAMP_OFFSET = 5;
    private static final int TIMESTAMP_END = 11;

    private final Path path;
    private final ChunkedInput input;
    private final long midnightNanos;
    private final CounterSet<CaptureCounter> counters = new CounterSet<>(CaptureCounter.class);
    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[MoldUdp64.MAX_PACKET_LENGTH]);
    private final MoldUdp64Encoder encoder = new MoldUdp64Encoder();
    private long nextSequence = 1;
    private long lastTimestamp;
    private boolean inputEnded;
    private boolean done;

    /**
     * Opens a file.
     *
     * @param session       1 to 10 characters
     * @param midnightNanos the trading day's midnight at the venue, nanoseconds since the epoch, UTC; 0 where unknown
     * @throws IOException if the file cannot be read
     */
    public ItchFilePacketSource(final Path path, final String session, final long midnightNanos) throws IOException {
        this.path = path;
        this.midnightNanos = midnightNanos;
        encoder.session(session);
        input = new ChunkedInput(path, CAPACITY);
    }

    @Override
    public int poll(final PacketHandler handler, final int packetLimit) {
        int packets = 0;
        while (packets < packetLimit && !done) {
            packets += next(handler);
        }
        return packets;
    }

    private int next(final PacketHandler handler) {
        encoder.begin(packet, 0, MAX_PACKET_BYTES, nextSequence);
        long firstTimestamp = lastTimestamp;
        PacketFault fault = null;
        while (!inputEnded) {
            final int length = messageLength();
            if (length < 0) {
                fault = ending();
                break;
            }
            if (length > MoldUdp64.MAX_MESSAGE_LENGTH) {
                fault = PacketFault.OVERSIZE_PACKET;
                break;
            }
            final long timestamp = timestamp(input.position() + LENGTH_BYTES, length);
            if (encoder.count() == 0) {
                firstTimestamp = timestamp;
                if (!encoder.fits(length)) {
                    encoder.begin(packet, 0, MoldUdp64.MAX_PACKET_LENGTH, nextSequence);
                }
            } else if (!encoder.fits(length) || timestamp - firstTimestamp > MAX_SPAN_NANOS) {
                break;
            }
            lastTimestamp = timestamp;
            encoder.message(input.buffer(), input.position() + LENGTH_BYTES, length);
            input.advance(LENGTH_BYTES + length);
            if (encoder.length() > MAX_PACKET_BYTES) {
                break;
            }
        }
        int packets = encoder.count() > 0 ? deliver(handler) : 0;
        if (fault != null) {
            report(handler, fault);
        }
        if (inputEnded) {
            done = true;
            encoder.begin(packet, 0, MAX_PACKET_BYTES, nextSequence).endOfSession();
            packets += deliver(handler);
        }
        return packets;
    }

    /** Bytes of the next message, or -1 if no whole one is left. */
    private int messageLength() {
        if (input.require(LENGTH_BYTES) < LENGTH_BYTES) {
            return -1;
        }
        final int length = buffer().getShort(input.position(), ByteOrder.BIG_ENDIAN) & 0xFFFF;
        final int wanted = LENGTH_BYTES + length;
        return length == 0 || input.require(wanted) < wanted ? -1 : length;
    }

    /** The input is at its end: why, if not by the rules. */
    private PacketFault ending() {
        inputEnded = true;
        if (input.corrupt()) {
            return PacketFault.CORRUPT_GZIP;
        }
        final int left = input.require(LENGTH_BYTES + 1);
        final boolean endMark = left >= LENGTH_BYTES && buffer().getShort(input.position()) == 0;
        if (endMark) {
            input.advance(LENGTH_BYTES);
            return left > LENGTH_BYTES ? PacketFault.TRAILING_BYTES : null;
        }
        return left > 0 ? PacketFault.TRUNCATED_FILE : null;
    }

    private void report(final PacketHandler handler, final PacketFault fault) {
        counters.increment(CaptureCounter.MALFORMED);
        if (inputEnded) {
            handler.onMalformed(0, fault, buffer(), input.position(), input.require(1));
        } else {
            final int size = LENGTH_BYTES + messageLength();
            handler.onMalformed(0, fault, buffer(), input.position(), size);
            input.advance(size);
        }
    }

    private int deliver(final PacketHandler handler) {
        nextSequence += encoder.count();
        counters.add(CaptureCounter.RECORDS, encoder.count());
        counters.increment(CaptureCounter.PACKETS);
        counters.add(CaptureCounter.BYTES, encoder.length());
        handler.onPacket(0, packet, 0, encoder.length(), midnightNanos + lastTimestamp);
        return 1;
    }

    private long timestamp(final int offset, final int length) {
        if (length < TIMESTAMP_END) {
            return lastTimestamp;
        }
        final int at = offset + TIMESTAMP_OFFSET;
        return (buffer().getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFFL) << 32
                | buffer().getInt(at + 2, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
    }

    private DirectBuffer buffer() {
        return input.buffer();
    }

    @Override
    public boolean exhausted() {
        return done;
    }

    @Override
    public CounterSet<CaptureCounter> counters() {
        return counters;
    }

    @Override
    public long bytesRead() {
        return input.bytesRead();
    }

    @Override
    public long totalBytes() {
        return input.totalBytes();
    }

    @Override
    public String describe() {
        return "ITCH message file " + path;
    }

    @Override
    public void close() {
        done = true;
        input.close();
    }
}
