package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PacketSourceProvider;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.util.Locale;

/** Opens sources that receive by {@code recvmmsg}; {@code source.kind recvmmsg}. */
public final class RecvmmsgProvider implements PacketSourceProvider {

    /** For {@link java.util.ServiceLoader}. */
    public RecvmmsgProvider() {
    }

    @Override
    public String kind() {
        return "recvmmsg";
    }

    @Override
    public PacketSource open(final SourceRequest request) throws UnavailableHereException {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
            throw new UnavailableHereException("recvmmsg is Linux's, this is " + System.getProperty("os.name"));
        }
        return RecvmmsgPacketSource.open(request);
    }
}
