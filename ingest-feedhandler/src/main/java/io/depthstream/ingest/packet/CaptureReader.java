package io.depthstream.ingest.packet;

import java.nio.file.Path;

/**
 * What the readers of capture files share: the input, the counters, and the way from a captured frame to the handler.
 * One thread polls.
 */
abstract class CaptureReader implements FilePacketSource {

    /** Longest captured frame: the largest snap length that capture programs write. */
    static final int MAX_FRAME_BYTES = 1 << 18;
    /** Records passed over in one poll without handing one over, so that a poll ends. */
    static final int MAX_RECORDS_PER_POLL = 4096;

    final ChunkedInput input;
    final CounterSet<CaptureCounter> counters = new CounterSet<>(CaptureCounter.class);
    private final UdpFrame frame = new UdpFrame();
    private final Path path;
    private final String kind;
    private final LineMap lines;
    private boolean done;

    CaptureReader(final Path path, final String kind, final LineMap lines, final ChunkedInput input) {
        this.path = path;
        this.kind = kind;
        this.lines = lines;
        this.input = input;
    }

    /** Reads the next record and hands it over where it is a packet of a line; returns packets handed over, 0 or 1. */
    abstract int next(PacketHandler handler);

    @Override
    public final int poll(final PacketHandler handler, final int packetLimit) {
        int packets = 0;
        for (int records = 0; packets < packetLimit && records < MAX_RECORDS_PER_POLL + packets && !done; records++) {
            packets += next(handler);
        }
        return packets;
    }

    /** A captured frame: counts it and hands its UDP payload over. */
    final int frame(
            final PacketHandler handler, final int linkType, final int offset, final int captured, final long nanos) {
        counters.increment(CaptureCounter.RECORDS);
        final UdpFrame.Kind found = frame.parse(linkType, input.buffer(), offset, captured);
        switch (found) {
            case UDP:
                return deliver(handler, nanos);
            case NOT_UDP:
                counters.increment(CaptureCounter.NOT_UDP);
                return 0;
            case FRAGMENT:
                counters.increment(CaptureCounter.FRAGMENTS);
                return 0;
            default:
                final boolean snapped = found == UdpFrame.Kind.SNAPPED;
                malformed(handler, snapped ? PacketFault.SNAPPED_PACKET : PacketFault.BAD_HEADER, offset, captured);
                return 0;
        }
    }

    private int deliver(final PacketHandler handler, final long nanos) {
        final int line = lines.lineOf(
                input.buffer(), frame.destinationOffset(), frame.destinationLength(), frame.destinationPort());
        if (line == LineMap.NO_LINE) {
            counters.increment(CaptureCounter.FILTERED);
            return 0;
        }
        counters.increment(CaptureCounter.PACKETS);
        counters.add(CaptureCounter.BYTES, frame.payloadLength());
        handler.onPacket(line, input.buffer(), frame.payloadOffset(), frame.payloadLength(), nanos);
        return 1;
    }

    final void malformed(final PacketHandler handler, final PacketFault fault, final int offset, final int length) {
        counters.increment(CaptureCounter.MALFORMED);
        handler.onMalformed(0, fault, input.buffer(), offset, length);
    }

    /** The file ends here; what is left of it, if anything, is a cut-off record. Returns 0. */
    final int end(final PacketHandler handler) {
        final int left = input.require(1);
        if (input.corrupt()) {
            malformed(handler, PacketFault.CORRUPT_GZIP, input.position(), left);
        } else if (left > 0) {
            malformed(handler, PacketFault.TRUNCATED_FILE, input.position(), left);
        }
        input.advance(left);
        done = true;
        return 0;
    }

    /** The framing is lost: no later record can be found. Returns 0. */
    final int giveUp(final PacketHandler handler, final PacketFault fault, final int length) {
        malformed(handler, fault, input.position(), length);
        done = true;
        return 0;
    }

    @Override
    public final boolean exhausted() {
        return done;
    }

    @Override
    public final CounterSet<CaptureCounter> counters() {
        return counters;
    }

    @Override
    public final long bytesRead() {
        return input.bytesRead();
    }

    @Override
    public final long totalBytes() {
        return input.totalBytes();
    }

    @Override
    public final String describe() {
        return kind + " file " + path;
    }

    @Override
    public final void close() {
        done = true;
        input.close();
    }
}
