package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.LineAddress;
import io.depthstream.ingest.packet.PacketHandler;
import io.depthstream.ingest.packet.SourceMetric;
import io.depthstream.ingest.packet.SourceRequest;
import io.depthstream.ingest.packet.UnavailableHereException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecvmmsgPacketSourceTest {
    private static final int BUFFER_BYTES = 64 << 10;

    @Test
    void shouldReceiveBothLinesWithTheKernelsTimes() throws Exception {
        final long before = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        final List<String> seen = new ArrayList<>();
        try (RecvmmsgPacketSource source = open("block", "127.0.0.1:0", "127.0.0.1:0");
                DatagramSocket sender = new DatagramSocket()) {
            send(sender, source.port(0), "a1", "a2", "a3");
            send(sender, source.port(1), "b1");
            poll(source, () -> seen.size() == 4, (line, buffer, offset, length, nanos) -> {
                assertTrue(nanos >= before && nanos <= TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1),
                    "received at " + nanos);
                seen.add(line + buffer.getStringWithoutLengthAscii(offset, length));
            });

            assertEquals(List.of("0a1", "0a2", "0a3"), seen.stream().filter(s -> s.startsWith("0")).toList());
            assertTrue(seen.contains("1b1"), seen.toString());
            assertEquals(3, source.count(0, MmsgCounter.PACKETS));
            assertEquals(6, source.count(0, MmsgCounter.BYTES));
            assertEquals(0, source.count(0, MmsgCounter.UNSTAMPED));
        }
    }

    @Test
    void shouldTakeNoMoreThanTheLimitAndTheRestLater() throws Exception {
        try (RecvmmsgPacketSource source = open("spin", "127.0.0.1:0"); DatagramSocket sender = new DatagramSocket()) {
            send(sender, source.port(0), "1", "2", "3", "4", "5");
            final List<String> seen = new ArrayList<>();
            poll(source, () -> !seen.isEmpty(), 2, (line, buffer, offset, length, nanos) ->
                seen.add(buffer.getStringWithoutLengthAscii(offset, length)));
            assertEquals(List.of("1", "2"), seen);

            poll(source, () -> seen.size() == 5, 2, (line, buffer, offset, length, nanos) ->
                seen.add(buffer.getStringWithoutLengthAscii(offset, length)));
            assertEquals(List.of("1", "2", "3", "4", "5"), seen);
        }
    }

    @Test
    void shouldOfferItsCountersAsMetricsWithHelpTexts() throws Exception {
        try (RecvmmsgPacketSource source = open("spin", "127.0.0.1:0", "127.0.0.1:0")) {
            final List<SourceMetric> metrics = source.metrics();

            assertEquals(MmsgCounter.values().length + 2, metrics.size());
            for (final SourceMetric metric : metrics) {
                assertTrue(metric.name().matches("feedhandler_[a-z_]+") && metric.help().endsWith("."), metric.toString());
                assertEquals(2, metric.samples().size(), "one series a line");
            }
        }
    }

    @Test
    void shouldRefuseAnAddressOfNobodyHereAndIpv6() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> open("spin", "192.0.2.1:26477")).getMessage()
            .startsWith("bind to 192.0.2.1:26477: EADDRNOTAVAIL"));
        assertTrue(assertThrows(UnavailableHereException.class, () -> open("spin", "[::1]:26477")).getMessage()
            .contains("IPv6"));
    }

    @Test
    void shouldBeExhaustedOnceClosed() throws Exception {
        final RecvmmsgPacketSource source = open("block", "127.0.0.1:0");
        source.close();
        source.close();

        assertTrue(source.exhausted());
        assertEquals(0, source.poll((line, buffer, offset, length, nanos) -> { }, 1));
    }

    private static RecvmmsgPacketSource open(final String mode, final String... lines) throws UnavailableHereException {
        return (RecvmmsgPacketSource) new RecvmmsgProvider().open(new SourceRequest(
            List.of(lines).stream().map(LineAddress::parse).toList(), BUFFER_BYTES, Map.of("mode", mode)));
    }

    private static void send(final DatagramSocket sender, final int port, final String... packets) throws Exception {
        for (final String packet : packets) {
            final byte[] bytes = packet.getBytes(StandardCharsets.US_ASCII);
            sender.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private static void poll(final RecvmmsgPacketSource source, final BooleanSupplier done,
            final PacketHandler handler) {
        poll(source, done, 64, handler);
    }

    private static void poll(final RecvmmsgPacketSource source, final BooleanSupplier done, final int limit,
            final PacketHandler handler) {
        while (!done.getAsBoolean()) {
            if (source.poll(handler, limit) == 0) {
                source.await(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }
}
