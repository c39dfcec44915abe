package io.depthstream.ingest.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Real datagrams on the loopback interface. */
class NioPacketSourceTest {

    private static final LineAddress ANY_PORT = LineAddress.parse("127.0.0.1:0");
    private static final long DEADLINE_NANOS = 10_000_000_000L;

    private final RecordingHandler seen = new RecordingHandler();
    private long now = 1_700_000_000_000_000_000L;

    @Test
    void shouldReceiveFromEachLineInTurnAndStampTheTime() throws IOException {
        try (NioPacketSource source = source(ANY_PORT, ANY_PORT)) {
            assertEquals(0, source.poll(seen, 10));
            send(source.localAddress(0), "a1", "a2", "a3");
            send(source.localAddress(1), "b1");
            await(source, 4);

            assertEquals(List.of("a1", "a2", "a3"), textsOf(0));
            assertEquals(List.of("b1"), textsOf(1));
            assertEquals(1_700_000_000_000_000_001L, seen.packets.get(0).time());
            assertEquals(3, source.counters(0).get(LineIoCounter.PACKETS));
            assertEquals(6, source.counters(0).get(LineIoCounter.BYTES));
            assertEquals(1, source.counters(1).get(LineIoCounter.PACKETS));
        }
    }

    @Test
    void shouldNotLetABurstOnOneLineKeepTheOtherWaiting() throws IOException {
        try (NioPacketSource source = source(ANY_PORT, ANY_PORT)) {
            send(source.localAddress(0), "a1", "a2", "a3", "a4");
            send(source.localAddress(1), "b1");
            // On loopback a datagram is in the receive buffer when send returns, so all five are there.
            await(source, 2);
            assertEquals(List.of("a1", "b1"), seen.texts());
        }
    }

    @Test
    void shouldCarryTheLongestAndTheEmptyDatagram() throws IOException {
        try (NioPacketSource source = source(ANY_PORT)) {
            send(source.localAddress(0), "", "x".repeat(65_507));
            await(source, 2);
            assertEquals(List.of(0, 65_507), seen.packets.stream().map(packet -> packet.bytes().length).toList());
        }
    }

    @Test
    void shouldTellTheGrantedReceiveBuffer() throws IOException {
        try (NioPacketSource source = new NioPacketSource(List.of(ANY_PORT), 1 << 16, () -> now)) {
            assertTrue(source.grantedReceiveBufferBytes(0) >= 1 << 16);
        }
    }

    @Test
    void shouldReceiveAMulticastGroupOnTheNamedInterface() throws IOException {
        final String group = "239.255.77.1";
        final int port = freePort();
        final String name = NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")).getName();
        try (NioPacketSource source = source(LineAddress.parse(group + ":" + port + "@" + name));
                DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
            sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName(name));
            sender.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            sender.bind(new InetSocketAddress("127.0.0.1", 0));
            try {
                sender.send(bytes("other group"), new InetSocketAddress("239.255.77.2", port));
                sender.send(bytes("group"), new InetSocketAddress(group, port));
            } catch (final IOException e) {
                Assumptions.abort("no multicast on " + name + " (" + e.getMessage() + "): skipped");
            }
            await(source, 1);
            assertEquals(List.of("group"), seen.texts());
        }
    }

    @Test
    void shouldBeExhaustedOnlyWhenClosed() throws IOException {
        final NioPacketSource source = source(ANY_PORT);
        assertEquals("udp 127.0.0.1:" + source.localAddress(0).getPort(), source.describe(), "the port that was given it");
        assertEquals(false, source.exhausted());
        source.close();
        source.close();
        assertTrue(source.exhausted());
        assertEquals(0, source.poll(seen, 1));
    }

    @Test
    void shouldOpenNoLineWhenOneFails() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            final int free = freePort();
            final String busy = "127.0.0.1:" + taken.getLocalPort();
            final IOException failed = assertThrows(IOException.class,
                    () -> source(LineAddress.parse("127.0.0.1:" + free), LineAddress.parse(busy)));
            assertTrue(failed.getMessage().startsWith("line " + busy + " cannot be listened on: "), failed.getMessage());
            new DatagramSocket(new InetSocketAddress("127.0.0.1", free)).close();
        }
    }

    @Test
    void shouldRefuseAddressesThatDoNotFit() {
        for (final String text : List.of("", "localhost:5", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000", "1.2.3:5")) {
            assertThrows(IllegalArgumentException.class, () -> LineAddress.parse(text), text);
        }
        assertMessage("name the interface", () -> LineAddress.parse("233.54.12.111:26477"));
        assertMessage("leave the interface out", () -> LineAddress.parse("127.0.0.1:5@lo"));
        assertMessage("port of the group", () -> LineAddress.parse("233.54.12.111:0@lo"));
        assertMessage("no interface nope0 here", () -> source(LineAddress.parse("233.54.12.111:26477@nope0")));
        assertMessage("0 lines: expected 1 to 16", this::source);
        assertEquals("[ff02:0:0:0:0:0:0:1]:5@lo", LineAddress.parse("[ff02::1]:5@lo").toString());
        assertTrue(LineAddress.parse("233.54.12.111:26477@eth0").multicast());
    }

    private static void assertMessage(final String part, final Executable call) {
        final IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, call);
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    private NioPacketSource source(final LineAddress... lines) throws IOException {
        return new NioPacketSource(List.of(lines), 1 << 18, () -> ++now);
    }

    private void await(final NioPacketSource source, final int packets) {
        final long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (seen.packets.size() < packets) {
            source.poll(seen, packets - seen.packets.size());
            if (System.nanoTime() > deadline) {
                fail("expected " + packets + " packets, seen " + seen.texts());
            }
            Thread.onSpinWait();
        }
    }

    private List<String> textsOf(final int line) {
        return seen.packets.stream().filter(packet -> packet.line() == line).map(RecordingHandler.Packet::text).toList();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            return socket.getLocalPort();
        }
    }

    private static void send(final InetSocketAddress to, final String... texts) throws IOException {
        try (DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
            for (final String text : texts) {
                sender.send(bytes(text), to);
            }
        }
    }

    private static ByteBuffer bytes(final String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
