package io.depthstream.ingest.afxdp;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.session.MoldUdp64;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.function.LongSupplier;

/** A second pair of interfaces between the namespaces of a {@link Wire}; removed with them. */
final class SecondWire {
    private static final String VENUE = "venue1";
    private static final String FEED = "feed1";
    private static final int PACKET_BYTES = 200;

    private final Wire first;

    private SecondWire(final Wire first) {
        this.first = first;
    }

    static SecondWire beside(final Wire first) throws Exception {
        final String feed = first.network.feedNamespace();
        final String venue = feed.substring(0, feed.length() - 1) + 'v';
        IpCommand.run("link", "add", VENUE, "netns", venue, "type", "veth", "peer", "name", FEED, "netns", feed);
        IpCommand.run("-n", venue, "addr", "add", "10.98.0.1/24", "dev", VENUE);
        IpCommand.run("-n", feed, "addr", "add", "10.98.0.2/24", "dev", FEED);
        IpCommand.run("-n", venue, "link", "set", VENUE, "up");
        IpCommand.run("-n", feed, "link", "set", FEED, "up");
        return new SecondWire(first);
    }

    LineAddress line(final String group) {
        return LineAddress.parse(group + ':' + Wire.PORT + '@' + FEED);
    }

    /** Sends packets numbered from 1, one under way at a time. */
    void send(final String group, final int port, final int count, final LongSupplier received) throws Exception {
        final DatagramChannel channel = first.network.inVenue(() -> DatagramChannel.open()
            .setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName(VENUE)));
        try (channel) {
            final ByteBuffer packet = ByteBuffer.allocate(PACKET_BYTES);
            for (int i = 0; i < count; i++) {
                final int sent = i;
                Wire.await(() -> received.getAsLong() == sent, "the receiver stopped at " + received.getAsLong());
                packet.clear().putLong(MoldUdp64.SEQUENCE_OFFSET, i + 1);
                channel.send(packet, new InetSocketAddress(group, port));
            }
        }
    }
}
