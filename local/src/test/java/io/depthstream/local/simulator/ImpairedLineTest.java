package io.depthstream.local.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ImpairedLineTest {

    private static final int PACKETS = 100_000;

    private final UnsafeBuffer packet = new UnsafeBuffer(new byte[4]);

    @Test
    void shouldPassEverythingUnchangedWithoutImpairment() {
        assertEquals(IntStream.range(0, 1_000).boxed().toList(), send(LineImpairment.NONE, 1_000));
    }

    @Test
    void shouldLoseDoubleAndReorderAtTheirRates() {
        final LineImpairment impairment = new LineImpairment(42, 0.05, 0.02, 0.03, 16);
        final List<Integer> arrived = send(impairment, PACKETS);
        final int distinct = new HashSet<>(arrived).size();
        assertEquals(0.05, (PACKETS - distinct) / (double) PACKETS, 0.003);
        assertEquals(0.02 * 0.95 * 0.97, (arrived.size() - distinct) / (double) PACKETS, 0.002);
        int late = 0;
        int newest = -1;
        for (final int number : arrived) {
            if (number < newest) {
                late++;
                assertTrue(newest - number <= 16, number + " came after " + newest);
            }
            newest = Math.max(newest, number);
        }
        assertEquals(0.03 * 0.95, late / (double) PACKETS, 0.005);
    }

    @Test
    void shouldMakeTheSamePacketsSufferFromTheSameSeed() {
        final LineImpairment impairment = new LineImpairment(7, 0.1, 0.1, 0.1, 5);
        assertEquals(send(impairment, 2_000), send(impairment, 2_000));
        assertNotEquals(send(impairment, 2_000), send(new LineImpairment(8, 0.1, 0.1, 0.1, 5), 2_000));
    }

    @Test
    void shouldHoldALatePacketNoLongerThanItsLimit() {
        final List<Integer> arrived = new ArrayList<>();
        final ImpairedLine line = new ImpairedLine(new LineImpairment(1, 0, 0, 1, 64), 4,
            (bytes, offset, length) -> arrived.add(bytes.getInt(offset)));
        line.send(packet, 0, 4, 1_000);
        line.onTime(1_000 + ImpairedLine.MAX_HOLD_NANOS - 1);
        assertEquals(List.of(), arrived);
        line.onTime(1_000 + ImpairedLine.MAX_HOLD_NANOS);
        assertEquals(List.of(0), arrived);
    }

    @Test
    void shouldSendWhatItHoldsBeforeAHeartbeat() {
        final List<Integer> arrived = new ArrayList<>();
        final ImpairedLine line = new ImpairedLine(new LineImpairment(1, 0, 0, 1, 64), 4,
            (bytes, offset, length) -> arrived.add(bytes.getInt(offset)));
        packet.putInt(0, 5);
        line.send(packet, 0, 4, 1_000);
        packet.putInt(0, 6);
        line.sendSpared(packet, 0, 4);
        assertEquals(List.of(5, 6), arrived);
    }

    @Test
    void shouldRefuseWhatIsNoProbability() {
        assertEquals("loss must be a probability from 0 to 1, not 5.0",
            assertThrows(IllegalArgumentException.class, () -> new LineImpairment(1, 5, 0, 0, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new LineImpairment(1, 0, 0, 0, 65));
    }

    private List<Integer> send(final LineImpairment impairment, final int packets) {
        final List<Integer> arrived = new ArrayList<>();
        final ImpairedLine line = new ImpairedLine(impairment, 4,
            (bytes, offset, length) -> arrived.add(bytes.getInt(offset)));
        for (int i = 0; i < packets; i++) {
            packet.putInt(0, i);
            line.send(packet, 0, 4, i);
        }
        packet.putInt(0, packets);
        line.sendSpared(packet, 0, 4);
        arrived.remove(arrived.size() - 1);
        return arrived;
    }
}
