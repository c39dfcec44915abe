package io.depthstream.benchmarks.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PacedPacketsTest {
    private static final int MESSAGE_BYTES = 12;
    private static final long MILLI = 1_000_000;
    private static final int ALL = 1_000;

    private long now = 5;
    /** A thousand a second, so one a millisecond. */
    private final PacedPackets packets =
        new PacedPackets((buffer, offset) -> MESSAGE_BYTES, "TEST", 3, 1_000, () -> now);

    @Test
    void shouldHandOverWhatComesBeforeTheScheduleAtOnce() {
        assertEquals(3, sentAfter(100));
    }

    @Test
    void shouldCatchUpWithAScheduleThatWasMissed() {
        packets.release();
        sentAfter(0);

        assertEquals(3 + 50, sentAfter(50));
    }

    @Test
    void shouldHandOverNoMoreThanItIsHeldTo() {
        packets.release();
        sentAfter(0);
        packets.hold(10);

        assertEquals(10, sentAfter(50));
        packets.hold(20);
        assertEquals(20, sentAfter(1));
    }

    @Test
    void shouldNotCatchUpWithWhatItWasHeldFromOnceReleasedAnew() {
        packets.release();
        sentAfter(0);
        packets.hold(10);
        sentAfter(50);
        packets.release();

        assertEquals(10, sentAfter(0));
        assertEquals(10 + 7, sentAfter(7));
    }

    private long sentAfter(final long millis) {
        now += millis * MILLI;
        packets.poll((line, buffer, offset, length, receiveTimeNanos) -> { }, ALL);
        return packets.sent();
    }
}
