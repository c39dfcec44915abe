package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.PrivateNetwork;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("full")
@Timeout(300)
class SurvivalIT {
    private static final int KILLS = 5;

    @Test
    void shouldLeaveNothingBehindWhenKilledAndStartAgainAtOnce() throws Exception {
        try (Wire wire = Wire.make(1)) {
            for (int round = 0; round < KILLS; round++) {
                final Process process = SourceProcess.start(wire.network.feedNamespace(), 1024);
                try {
                    final String said = SourceProcess.readUntil(process, SourceProcess.READY);
                    assertTrue(said.contains(SourceProcess.READY), said);
                    assertTrue(link(wire).contains("xdp"), "the program is not attached: " + link(wire));
                } finally {
                    process.destroyForcibly();
                }
                assertTrue(process.waitFor(60, TimeUnit.SECONDS));
                receiveSome(wire);
                assertFalse(link(wire).contains("xdp"), "the program is still attached: " + link(wire));
            }
        }
    }

    @Test
    void shouldGoOnAfterTheInterfaceWasDownAndUp() throws Exception {
        try (Wire wire = Wire.make(1);
                Receiver receiver = new Receiver(wire.openXdp(Map.of("mode", "poll"), Wire.GROUP_A), true)) {
            wire.send(Wire.GROUP_A, Wire.PORT, 1, 1_000, () -> receiver.received(0));
            Wire.await(() -> receiver.received(0) == 1_000, "came: " + receiver.received(0));
            setInterface(wire, "down");
            setInterface(wire, "up");

            wire.send(Wire.GROUP_A, Wire.PORT, 1_001, 1_000, () -> receiver.received(0) - 1_000);
            Wire.await(() -> receiver.received(0) == 2_000, "came: " + receiver.received(0));
            assertEquals(List.of(), receiver.stop());
        }
    }

    @Test
    void shouldSayThatTheInterfaceIsGone() throws Exception {
        try (Wire wire = Wire.make(1);
                Receiver receiver = new Receiver(wire.openXdp(Map.of("mode", "spin"), Wire.GROUP_A), true)) {
            IpCommand.run("-n", wire.network.feedNamespace(), "link", "del", PrivateNetwork.FEED_INTERFACE);

            Wire.await(() -> receiver.failure() != null, "the source did not notice");
            assertTrue(receiver.failure().getCause().getMessage().contains("ENETDOWN"), receiver.failure().toString());
        }
    }

    @Test
    void shouldOpenAndCloseOftenWithoutLosingAQueue() throws Exception {
        try (Wire wire = Wire.make(1)) {
            for (int round = 0; round < 20; round++) {
                wire.openXdp(Map.of("frames", "64"), Wire.GROUP_A).close();
            }
            receiveSome(wire);
        }
    }

    private static void receiveSome(final Wire wire) throws Exception {
        try (Receiver receiver = new Receiver(wire.openXdp(Map.of("mode", "spin"), Wire.GROUP_A), true)) {
            wire.send(Wire.GROUP_A, Wire.PORT, 1, 500, () -> receiver.received(0));
            Wire.await(() -> receiver.received(0) == 500, "came: " + receiver.received(0));
            assertEquals(List.of(), receiver.stop());
        }
    }

    private static String link(final Wire wire) throws Exception {
        return IpCommand.run("-n", wire.network.feedNamespace(), "link", "show", PrivateNetwork.FEED_INTERFACE);
    }

    private static void setInterface(final Wire wire, final String state) throws Exception {
        IpCommand.run("-n", wire.network.feedNamespace(), "link", "set", PrivateNetwork.FEED_INTERFACE, state);
    }
}
