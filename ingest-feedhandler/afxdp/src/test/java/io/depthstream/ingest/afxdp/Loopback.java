package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.util.List;
import java.util.Map;

/** Opens a small AF_XDP source on any line, in the calling thread's namespace. */
final class Loopback {
    private Loopback() {
    }

    static PacketSource open(final String line, final String attach) throws UnavailableHereException {
        return new AfXdpProvider().open(new SourceRequest(List.of(LineAddress.parse(line)), 1 << 20,
            Map.of("attach", attach, "frames", "64")));
    }
}
