package io.depthstream.local.run;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.NativeServices;
import io.depthstream.ingest.packet.NioPacketSource;
import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PrivateNetwork;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import io.depthstream.local.simulator.TransmitterConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * What lies between the simulated venue and the feed handler: the loopback interface, or a wire between two network
 * namespaces, with multicast groups as a real venue has them. The feed handler owns the source; the wire is removed after it.
 */
public final class DemoWire implements AutoCloseable {
    /** The sources a demo can run on. */
    public static final List<String> SOURCES = List.of("udp", "afxdp", "recvmmsg");

    /** What any Linux grants without being asked for more; the simulator's window keeps within it. */
    private static final int RECEIVE_BUFFER_BYTES = 208 << 10;
    private static final String GROUP_A = "233.54.12.111";
    private static final String GROUP_B = "233.54.12.112";
    private static final int PORT = 26477;

    private final PacketSource receiver;
    private final PrivateNetwork network;

    private DemoWire(final PacketSource receiver, final PrivateNetwork network) {
        this.receiver = receiver;
        this.network = network;
    }

    /**
     * Opens lines A and B and a source on them.
     *
     * @param source one of {@link #SOURCES}: udp on loopback, the others in namespaces of their own
     * @throws UnavailableHereException if the source or the namespaces can't be had here, with the reason
     */
    public static DemoWire open(final String source) throws UnavailableHereException {
        return source.equals("udp") ? new DemoWire(loopback(), null) : privately(source);
    }

    private static NioPacketSource loopback() {
        final InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            return new NioPacketSource(List.of(new LineAddress(anyPort, null), new LineAddress(anyPort, null)),
                RECEIVE_BUFFER_BYTES, SystemEpochNanoClock.INSTANCE);
        } catch (final IOException e) {
            throw new UncheckedIOException("lines A and B could not be listened on", e);
        }
    }

    private static DemoWire privately(final String source) throws UnavailableHereException {
        final PrivateNetwork network = NativeServices.find(PrivateNetwork.Maker.class, "a private network").make(1);
        try {
            final SourceRequest request = new SourceRequest(List.of(feedLine(GROUP_A), feedLine(GROUP_B)),
                RECEIVE_BUFFER_BYTES, Map.of());
            return new DemoWire(
                network.inFeed(() -> NativeServices.sourceProvider(source).open(request)), network);
        } catch (final UnavailableHereException | RuntimeException e) {
            network.close();
            throw e;
        } catch (final Exception e) {
            network.close();
            throw new IllegalStateException("no " + source + " source could be opened", e);
        }
    }

    private static LineAddress feedLine(final String group) {
        return LineAddress.parse(group + ':' + PORT + '@' + PrivateNetwork.FEED_INTERFACE);
    }

    /** Where the feed handler gets its packets. */
    public PacketSource receiver() {
        return receiver;
    }

    /** How the venue sends to it. */
    public TransmitterConfig lines(final long rate) {
        if (receiver instanceof NioPacketSource sockets) {
            return TransmitterConfig.loopback(
                sockets.localAddress(0).getPort(), sockets.localAddress(1).getPort(), rate);
        }
        return TransmitterConfig.loopback(PORT, PORT, rate).withLines(new InetSocketAddress(GROUP_A, PORT),
            new InetSocketAddress(GROUP_B, PORT), PrivateNetwork.VENUE_INTERFACE);
    }

    /** Makes something of the venue's: its sockets are opened at its end of the wire. */
    public <T> T atVenue(final Callable<T> work) {
        try {
            return network == null ? work.call() : network.inVenue(work);
        } catch (final RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new IllegalStateException("the venue's lines could not be opened", e);
        }
    }

    /** Packets that came by the source's own way past the ordinary socket, as its metrics tell. */
    public long packets(final String metric) {
        return receiver.metrics().stream().filter(found -> found.name().equals(metric))
            .flatMap(found -> found.samples().stream()).mapToLong(sample -> sample.value().getAsLong()).sum();
    }

    @Override
    public void close() {
        receiver.close();
        if (network != null) {
            network.close();
        }
    }
}
