package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.BatchSender;
import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.LineIoCounter;
import io.depthstream.ingest.packet.PrivateNetwork;
import io.depthstream.ingest.packet.RateSender;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.session.MoldUdp64;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("full")
@Timeout(180)
class QueuesAndOtherTrafficIT {
    private static final int QUEUES = 4;
    /** A sender has a port of its own, and the port decides about the queue. */
    private static final int SENDERS = 24;
    private static final int PACKETS_EACH = 200;

    @Test
    void shouldTakeEveryQueueOfAnInterface() throws Exception {
        try (Wire wire = Wire.make(QUEUES)) {
            final AfXdpPacketSource source = wire.openXdp(Map.of("mode", "spin"), Wire.GROUP_A);
            sendFromManyPorts(wire, source);

            assertEquals(SENDERS * PACKETS_EACH, source.count(XdpCounter.PACKETS));
            final long used = IntStream.range(0, QUEUES).filter(i -> source.count(i, XdpCounter.PACKETS) > 0).count();
            assertTrue(used > 1, "only " + used + " queue was used");
            assertEquals(0, source.passed().counters(0).get(LineIoCounter.PACKETS));
        }
    }

    @Test
    void shouldTakeEachLineByAnInterfaceAndSocketOfItsOwn() throws Exception {
        try (Wire wire = Wire.make(1)) {
            final SecondWire second = SecondWire.beside(wire);
            final List<LineAddress> lines = List.of(Wire.line(Wire.GROUP_A), second.line(Wire.GROUP_B));
            final AfXdpPacketSource source = wire.network.inFeed(() -> (AfXdpPacketSource) new AfXdpProvider().open(
                new SourceRequest(lines, 1 << 20, Map.of("mode", "poll"))));
            try (Receiver receiver = new Receiver(source, true)) {
                wire.send(Wire.GROUP_A, Wire.PORT, 1, PACKETS_EACH, () -> receiver.received(0));
                second.send(Wire.GROUP_B, Wire.PORT, PACKETS_EACH, () -> receiver.received(1));
                Wire.await(() -> receiver.received(0) == PACKETS_EACH && receiver.received(1) == PACKETS_EACH,
                    "came: " + receiver.received(0) + " on A, " + receiver.received(1) + " on B");

                assertEquals(List.of(), receiver.stop());
            }
            assertEquals(PACKETS_EACH, source.count(0, XdpCounter.PACKETS));
            assertEquals(PACKETS_EACH, source.count(1, XdpCounter.PACKETS));
        }
    }

    @Test
    void shouldTakeByTheOrdinarySocketWhatComesOnAQueueWithoutOne() throws Exception {
        try (Wire wire = Wire.make(QUEUES)) {
            final AfXdpPacketSource source = wire.openXdp(Map.of("mode", "poll", "queues", "1"), Wire.GROUP_A);
            sendFromManyPorts(wire, source);

            final long passed = source.passed().counters(0).get(LineIoCounter.PACKETS);
            assertTrue(passed > 0 && source.count(XdpCounter.PACKETS) > 0, passed + " packets passed");
            assertEquals(SENDERS * PACKETS_EACH, passed + source.count(XdpCounter.PACKETS));
        }
    }

    private static void sendFromManyPorts(final Wire wire, final AfXdpPacketSource source) throws Exception {
        try (Receiver receiver = new Receiver(source, false)) {
            for (int sender = 0; sender < SENDERS; sender++) {
                final long before = (long) sender * PACKETS_EACH;
                wire.send(Wire.GROUP_A, Wire.PORT, 1, PACKETS_EACH, () -> receiver.received(0) - before);
            }
            Wire.await(() -> receiver.received(0) == SENDERS * PACKETS_EACH, "came: " + receiver.received(0));
        }
    }

    @Test
    void shouldLetAllOtherTrafficPass() throws Exception {
        try (Wire wire = Wire.make(1);
                Receiver receiver = new Receiver(wire.openXdp(Map.of("mode", "spin"), Wire.GROUP_A), true);
                DatagramChannel otherPort = listen(wire, Wire.GROUP_A, Wire.PORT + 1);
                DatagramChannel otherGroup = listen(wire, "233.54.12.113", Wire.PORT);
                DatagramChannel unicast = listen(wire, PrivateNetwork.FEED_ADDRESS, Wire.PORT + 2)) {
            wire.send(Wire.GROUP_A, Wire.PORT, 1, 100, () -> receiver.received(0));
            wire.send(Wire.GROUP_A, Wire.PORT + 1, 1, 10, () -> 10);
            wire.send("233.54.12.113", Wire.PORT, 1, 10, () -> 10);
            wire.send(PrivateNetwork.FEED_ADDRESS, Wire.PORT + 2, 1, 10, () -> 10);
            for (final DatagramChannel channel : new DatagramChannel[] {otherPort, otherGroup, unicast}) {
                for (int i = 0; i < 10; i++) {
                    final ByteBuffer packet = ByteBuffer.allocate(2_000);
                    channel.receive(packet);
                    assertEquals(200, packet.position());
                }
            }
            Wire.await(() -> receiver.received(0) == 100, "came: " + receiver.received(0));
        }
    }

    @Test
    void shouldTakeSegmentsOfALargeDatagramAsPacketsOfTheirOwn() throws Exception {
        try (Wire wire = Wire.make(1);
                Receiver receiver = new Receiver(wire.openXdp(Map.of("mode", "spin"), Wire.GROUP_A), true);
                BatchSender sender = wire.network.segmentingSender(
                    new InetSocketAddress(Wire.GROUP_A, Wire.PORT), 32, 1_364)) {
            for (int i = 0; i < 32; i++) {
                sender.buffer().putLong(sender.offset(i) + MoldUdp64.SEQUENCE_OFFSET, i + 1, ByteOrder.BIG_ENDIAN);
            }
            sender.send(32);

            Wire.await(() -> receiver.received(0) == 32, "came: " + receiver.received(0));
            assertEquals(List.of(), receiver.stop());
        }
    }

    @Test
    void shouldSendFromTheKernelAtARateNumberedAndInTurn() throws Exception {
        try (Wire wire = Wire.make(1);
                RateSender sender = wire.network.rateSender(new InetSocketAddress(Wire.GROUP_A, Wire.PORT), 4, 1_364);
                DatagramChannel receiver = listen(wire, Wire.GROUP_A, Wire.PORT)) {
            for (int i = 0; i < 4; i++) {
                sender.buffer().putInt(0, 100 + i, ByteOrder.LITTLE_ENDIAN);
                sender.keep(i);
            }
            final long before = System.nanoTime();
            // No more than a socket's buffer holds by default: each packet counts as a page there.
            final long once = sender.send(1_000, TimeUnit.MILLISECONDS.toNanos(10)).packets();
            final long sent = once + sender.send(1_000, TimeUnit.MILLISECONDS.toNanos(10)).packets();
            assertTrue(once > 0 && sent > once && sent <= 20, once + " and then " + (sent - once) + " packets sent");

            final ByteBuffer packet = ByteBuffer.allocate(2_000).order(ByteOrder.LITTLE_ENDIAN);
            for (long number = 0; number < sent; number++) {
                receiver.receive(packet.clear());
                assertEquals(1_364, packet.position());
                assertEquals(100 + number % 4, packet.getInt(0));
                assertEquals(number, packet.getLong(1_364 - RateSender.TRAILER_BYTES));
                final long sentNanos = packet.getLong(1_364 - Long.BYTES);
                assertTrue(sentNanos > before && sentNanos < System.nanoTime(), "sent at " + sentNanos);
            }
        }
    }

    @Test
    void shouldKeepTheMembershipForAsLongAsItIsOpen() throws Exception {
        try (Wire wire = Wire.make(1)) {
            final AfXdpPacketSource source = wire.openXdp(Map.of(), Wire.GROUP_A, Wire.GROUP_B);
            assertTrue(groups(wire).contains(Wire.GROUP_A) && groups(wire).contains(Wire.GROUP_B), groups(wire));

            source.close();
            assertFalse(groups(wire).contains(Wire.GROUP_A), groups(wire));
        }
    }

    private static String groups(final Wire wire) throws Exception {
        return IpCommand.run("-n", wire.network.feedNamespace(), "maddr", "show", "dev", PrivateNetwork.FEED_INTERFACE);
    }

    private static DatagramChannel listen(final Wire wire, final String address, final int port) throws Exception {
        return wire.network.inFeed(() -> {
            final DatagramChannel channel = DatagramChannel.open();
            final InetAddress to = InetAddress.getByName(address);
            channel.bind(new InetSocketAddress(to, port));
            if (to.isMulticastAddress()) {
                channel.join(to, NetworkInterface.getByName(PrivateNetwork.FEED_INTERFACE));
            }
            return channel;
        });
    }
}
