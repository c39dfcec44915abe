package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PacketSourceProvider;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.util.Locale;

/** Opens AF_XDP sources; {@code source.kind afxdp}. */
public final class AfXdpProvider implements PacketSourceProvider {

    /** For {@link java.util.ServiceLoader}. */
    public AfXdpProvider() {
    }

    @Override
    public String kind() {
        return "afxdp";
    }

    @Override
    public PacketSource open(final SourceRequest request) throws UnavailableHereException {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            throw new UnavailableHereException("AF_XDP is Linux's, this is " + System.getProperty("os.name"));
        }
        return AfXdpPacketSource.open(request);
    }
}
