package io.depthstream.ingest.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ReplayPacerTest {

    private final RecordingHandler seen = new RecordingHandler();
    private long now = 77;

    @Test
    void shouldHandPacketsOverWhenTheirTimeHasCome() {
        final ReplayPacer pacer = new ReplayPacer(new Scripted(1000, 1000, 1500, 1400, 2000), ReplaySpeed.REAL_TIME, () -> now);
        assertEquals(2, pacer.poll(seen, 10));
        assertEquals(500, pacer.nanosUntilDue());
        now += 499;
        assertEquals(0, pacer.poll(seen, 10));
        now += 1;
        assertEquals(2, pacer.poll(seen, 10), "a time that runs backwards is due at once");
        assertFalse(pacer.exhausted(), "one packet is kept");
        now += 10_000;
        assertEquals(1, pacer.poll(seen, 10));
        assertTrue(pacer.exhausted());
        assertEquals(List.of("0", "1", "2", "3", "4"), seen.texts());
        assertEquals(1500, seen.packets.get(2).time());
    }

    @Test
    void shouldGoFasterAndSlowerByTheFactor() {
        final ReplayPacer fast = new ReplayPacer(new Scripted(0, 1000), new ReplaySpeed(10), () -> now);
        fast.poll(seen, 10);
        assertEquals(100, fast.nanosUntilDue());
        final ReplayPacer slow = new ReplayPacer(new Scripted(0, 1000), new ReplaySpeed(0.5), () -> now);
        slow.poll(seen, 10);
        assertEquals(2000, slow.nanosUntilDue());
    }

    @Test
    void shouldNotWaitWhenUnlimited() {
        final ReplayPacer pacer = new ReplayPacer(new Scripted(0, Long.MAX_VALUE), ReplaySpeed.UNLIMITED, () -> now);
        assertEquals(2, pacer.poll(seen, 10));
        assertEquals(0, pacer.nanosUntilDue());
    }

    @Test
    void shouldCutLongSilencesShort() {
        final ReplayPacer pacer = new ReplayPacer(new Scripted(0, 1_000_000, 1_000_100), ReplaySpeed.REAL_TIME, () -> now, 50);
        assertEquals(1, pacer.poll(seen, 10));
        assertEquals(50, pacer.nanosUntilDue());
        now += 50;
        assertEquals(1, pacer.poll(seen, 10));
        assertEquals(50, pacer.nanosUntilDue());
    }

    @Test
    void shouldKeepToThePacketLimit() {
        final ReplayPacer pacer = new ReplayPacer(new Scripted(0, 0, 5, 5), ReplaySpeed.REAL_TIME, () -> now);
        assertEquals(1, pacer.poll(seen, 1));
        assertEquals(1, pacer.poll(seen, 1));
        assertEquals(0, pacer.poll(seen, 1));
        now += 5;
        assertEquals(1, pacer.poll(seen, 1));
    }

    @Test
    void shouldReadSpeeds() {
        assertEquals(ReplaySpeed.UNLIMITED, ReplaySpeed.parse("max"));
        assertEquals(ReplaySpeed.REAL_TIME, ReplaySpeed.parse("real"));
        assertEquals(new ReplaySpeed(10), ReplaySpeed.parse("x10"));
        assertEquals(new ReplaySpeed(0.5), ReplaySpeed.parse("0.5"));
        for (final String text : List.of("", "fast", "0", "-1", "NaN")) {
            assertThrows(IllegalArgumentException.class, () -> ReplaySpeed.parse(text), text);
        }
    }

    /** A packet at each of the given times; its text is its place. */
    private static final class Scripted implements PacketSource {
        private final long[] times;
        private int next;

        private Scripted(final long... times) {
            this.times = times;
        }

        @Override
        public int poll(final PacketHandler handler, final int packetLimit) {
            int packets = 0;
            for (; packets < packetLimit && next < times.length; packets++, next++) {
                handler.onPacket(0, new UnsafeBuffer(new byte[] {(byte) (48 + next)}), 0, 1, times[next]);
            }
            return packets;
        }

        @Override
        public boolean exhausted() {
            return next == times.length;
        }

        @Override
        public String describe() {
            return "scripted";
        }

        @Override
        public void close() {
            next = times.length;
        }
    }
}
