package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.depthstream.ingest.packet.PacketSource;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("full")
@Timeout(180)
class AllocationIT {
    private static final int WARM_UP = 60_000;
    private static final int PACKETS = 60_000;
    /** A few clock readings a second; nothing for each packet. */
    private static final long MOST_BYTES = PACKETS / 2;

    @ParameterizedTest
    @CsvSource({"afxdp,spin", "afxdp,poll", "recvmmsg,spin", "recvmmsg,block"})
    void shouldAllocateNothingForAPacket(final String kind, final String mode) throws Exception {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Wire wire = Wire.make(1)) {
            final PacketSource source = wire.open(kind.equals("afxdp") ? new AfXdpProvider() : new RecvmmsgProvider(),
                Map.of("mode", mode, "frames", "1024"), Wire.GROUP_A);
            try (Receiver receiver = new Receiver(source, true)) {
                wire.send(Wire.GROUP_A, Wire.PORT, 1, WARM_UP, () -> receiver.received(0));
                Wire.await(() -> receiver.received(0) == WARM_UP, "came: " + receiver.received(0));
                final long before = threads.getThreadAllocatedBytes(receiver.threadId());

                wire.send(Wire.GROUP_A, Wire.PORT, WARM_UP + 1, PACKETS, () -> receiver.received(0) - WARM_UP);
                Wire.await(() -> receiver.received(0) == WARM_UP + PACKETS, "came: " + receiver.received(0));
                final long allocated = threads.getThreadAllocatedBytes(receiver.threadId()) - before;

                assertTrue(allocated < MOST_BYTES, allocated + " bytes for " + PACKETS + " packets");
                assertEquals(List.of(), receiver.stop());
            }
        }
    }
}
