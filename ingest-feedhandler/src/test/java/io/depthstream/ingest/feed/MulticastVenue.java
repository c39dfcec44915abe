package io.depthstream.ingest.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The sending side of the multicast test, in a process and a namespace of its own: the same packets to a group on each
 * line, strangers' packets to a group that nobody joins, and a re-request server. Arguments: seed, messages, server
 * address, then group:port@interface of each line. Ends at the end of its input.
 */
final class MulticastVenue {
    static final String SESSION = "MCAST";
    static final String STRANGER_GROUP = "239.255.77.99";

    /** A packet each tenth of a millisecond: no socket buffer overflows, so what is lost is lost on purpose. */
    private static final long PACE_NANOS = 100_000;
    private static final long END_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private MulticastVenue() {
    }

    /** Sends, then repeats the end of session. */
    public static void main(final String[] arguments) throws Exception {
        final List<byte[]> messages = RandomMessages.of(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]))
            .stream().map(RandomMessages.Given::bytes).toList();
        final MoldPackets packets = new MoldPackets(SESSION);
        final MoldPackets strangers = new MoldPackets("STRANGER");
        try (RerequestServer server = new RerequestServer(SESSION, messages, HostPort.parse(arguments[2]));
                DatagramChannel lineA = line(arguments[3]);
                DatagramChannel lineB = line(arguments[4])) {
            for (int i = 0; i < messages.size(); i++) {
                final byte[] packet = packets.of(i + 1, messages.get(i));
                lineA.send(ByteBuffer.wrap(packet), address(arguments[3]));
                lineB.send(ByteBuffer.wrap(packet), address(arguments[4]));
                lineA.send(ByteBuffer.wrap(strangers.of(i + 1, messages.get(i))),
                    new InetSocketAddress(STRANGER_GROUP, address(arguments[3]).getPort()));
                LockSupport.parkNanos(PACE_NANOS);
            }
            while (System.in.available() == 0) {
                final byte[] end = packets.endOfSession(messages.size() + 1);
                lineA.send(ByteBuffer.wrap(end), address(arguments[3]));
                lineB.send(ByteBuffer.wrap(end), address(arguments[4]));
                System.out.println("requests " + server.requests.get());
                LockSupport.parkNanos(END_NANOS);
            }
        }
    }

    private static DatagramChannel line(final String written) throws IOException {
        final DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF,
            NetworkInterface.getByName(written.substring(written.indexOf('@') + 1)));
        return channel;
    }

    private static InetSocketAddress address(final String written) throws IOException {
        final String[] parts = written.substring(0, written.indexOf('@')).split(":");
        return new InetSocketAddress(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
    }
}
