package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.PacketSource;
import io.depthstream.ingest.packet.PacketSourceProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("full")
@Timeout(180)
class BurstIT {
    private static final int PACKETS = 100_000;

    @ParameterizedTest
    @CsvSource({"spin,native", "poll,native", "busy-poll,native", "spin,generic", "poll,generic", "spin,auto"})
    void shouldTakeEveryPacketOnceInOrderByAfXdp(final String mode, final String attach) throws Exception {
        try (Wire wire = Wire.make(1)) {
            final AfXdpPacketSource source =
                wire.openXdp(Map.of("mode", mode, "attach", attach, "frames", "1024"), Wire.GROUP_A);

            burst(wire, source);

            assertEquals(PACKETS, source.count(XdpCounter.PACKETS));
            assertEquals(PACKETS * 200L, source.count(XdpCounter.BYTES));
            assertEquals(0, source.count(XdpCounter.UNSTAMPED), "the program stamps every packet on veth");
            assertEquals(0, source.sequences().gaps(0));
            assertEquals(!mode.equals("spin"), source.count(XdpCounter.WAKE_UPS) > 0);
            assertFalse(source.driving(), "veth gives no NAPI id, so busy polling falls back to spinning");
        }
    }

    @ParameterizedTest
    @CsvSource({"spin", "block"})
    void shouldTakeEveryPacketOnceInOrderByRecvmmsg(final String mode) throws Exception {
        try (Wire wire = Wire.make(1)) {
            final PacketSourceProvider provider = new RecvmmsgProvider();
            final RecvmmsgPacketSource source =
                (RecvmmsgPacketSource) wire.open(provider, Map.of("mode", mode), Wire.GROUP_A);

            burst(wire, source);

            assertEquals(PACKETS, source.count(0, MmsgCounter.PACKETS));
            assertEquals(0, source.count(0, MmsgCounter.UNSTAMPED), "the kernel stamps every packet");
            assertEquals(0, source.count(0, MmsgCounter.KERNEL_DROPS));
        }
    }

    @Test
    void shouldTakeBothLinesWithTheirOwnSequences() throws Exception {
        try (Wire wire = Wire.make(1);
                Receiver receiver = new Receiver(
                    wire.openXdp(Map.of("mode", "poll"), Wire.GROUP_A, Wire.GROUP_B), true)) {
            final Thread other = new Thread(() -> sendQuietly(wire, receiver), "line-b");
            other.start();
            wire.send(Wire.GROUP_A, Wire.PORT, 1, PACKETS / 10, () -> receiver.received(0));
            other.join();
            Wire.await(() -> receiver.received(0) == PACKETS / 10 && receiver.received(1) == PACKETS / 10,
                "came: " + receiver.received(0) + " on A, " + receiver.received(1) + " on B");

            assertEquals(List.of(), receiver.stop());
        }
    }

    private static void sendQuietly(final Wire wire, final Receiver receiver) {
        try {
            wire.send(Wire.GROUP_B, Wire.PORT, 1, PACKETS / 10, () -> receiver.received(1));
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void burst(final Wire wire, final PacketSource source) throws Exception {
        final long before = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        try (Receiver receiver = new Receiver(source, true)) {
            wire.send(Wire.GROUP_A, Wire.PORT, 1, PACKETS, () -> receiver.received(0));
            Wire.await(() -> receiver.received(0) == PACKETS, "came: " + receiver.received(0));
            final long after = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1);

            assertEquals(List.of(), receiver.stop());
            assertTrue(before <= receiver.firstStamp() && receiver.firstStamp() < receiver.lastStamp()
                && receiver.lastStamp() <= after, "stamps from " + receiver.firstStamp() + " to " + receiver.lastStamp()
                + ", sent from " + before + " to " + after);
        }
    }
}
