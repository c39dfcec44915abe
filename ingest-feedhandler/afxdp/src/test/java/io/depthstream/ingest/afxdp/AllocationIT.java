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
    private static final int PACKETS = 30_000;
    /** Until the compiler has done with the path, which takes long on a busy machine. */
    private static final int MOST_ROUNDS = 20;
    /** Half of what the smallest object for each packet would be: clock and counters are read ten times a second. */
    private static final long MOST_BYTES = PACKETS * 16L / 2;

    @ParameterizedTest
    @CsvSource({"afxdp,spin", "afxdp,poll", "recvmmsg,spin", "recvmmsg,block"})
    void shouldAllocateNothingForAPacket(final String kind, final String mode) throws Exception {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Wire wire = Wire.make(1)) {
            final PacketSource source = wire.open(kind.equals("afxdp") ? new AfXdpProvider() : new RecvmmsgProvider(),
                Map.of("mode", mode, "frames", "1024"), Wire.GROUP_A);
            try (Receiver receiver = new Receiver(source, true)) {
                long allocated = Long.MAX_VALUE;
                for (int round = 0; round < MOST_ROUNDS && allocated >= MOST_BYTES; round++) {
                    final long before = threads.getThreadAllocatedBytes(receiver.threadId());
                    final long done = (long) round * PACKETS;
                    wire.send(Wire.GROUP_A, Wire.PORT, done + 1, PACKETS, () -> receiver.received(0) - done);
                    Wire.await(() -> receiver.received(0) == done + PACKETS, "came: " + receiver.received(0));
                    allocated = threads.getThreadAllocatedBytes(receiver.threadId()) - before;
                }
                assertTrue(allocated < MOST_BYTES, allocated + " bytes for the last " + PACKETS + " packets");
                assertEquals(List.of(), receiver.stop());
            }
        }
    }
}
