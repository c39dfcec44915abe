package io.depthstream.benchmarks.packets;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * A source that is measured.
 *
 * @param name    as the report has it
 * @param kind    as {@code source.kind} has it
 * @param options of the kind
 */
public record Candidate(String name, String kind, Map<String, String> options) {
    /** AF_XDP without ever sleeping. */
    public static final String AFXDP_SPIN = "afxdpSpin";
    /** The JDK's channels, asked again and again. */
    public static final String NIO = "nio";
    /** Memory of a socket for packets not yet taken. */
    static final int BUFFER_BYTES = 8 << 20;

    /**
     * All that are measured. The sockets spin too: their best.
     *
     * @param frames of AF_XDP, 2 KiB each
     */
    public static List<Candidate> all(final int frames) {
        return List.of(
            new Candidate(AFXDP_SPIN, "afxdp", Map.of("mode", "spin", "frames", Integer.toString(frames))),
            new Candidate("afxdpPoll", "afxdp", Map.of("mode", "poll", "frames", Integer.toString(frames))),
            new Candidate("recvmmsg", "recvmmsg", Map.of("mode", "spin")),
            new Candidate(NIO, "udp", Map.of()));
    }

    /** Opens it on a line, in the calling thread's network namespace. */
    PacketSource open(final LineAddress line) throws UnavailableHereException, IOException {
        final List<LineAddress> lines = List.of(line);
        return kind.equals("udp") ? new NioPacketSource(lines, BUFFER_BYTES, SystemEpochNanoClock.INSTANCE)
            : NativeServices.sourceProvider(kind).open(new SourceRequest(lines, BUFFER_BYTES, options));
    }
}
