package io.depthstream.ingest.afxdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.packet.ClockReading;
import io.depthstream.ingest.packet.NativeServices;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KernelClockTest {

    @Test
    void shouldTellTheClocksState() throws Exception {
        final ClockReading reading = NativeServices.find(ClockReading.Reader.class, "clock quality").read();

        assertTrue(reading.maxErrorMicros() >= 0, reading.toString());
        assertTrue(Math.abs(reading.offsetNanos()) < TimeUnit.SECONDS.toNanos(1), reading.toString());
    }

    @Test
    void shouldTurnMonotonicTimeIntoTimeSinceTheEpoch() {
        final EpochOffset epoch = new EpochOffset(() -> 700,
            Clock.fixed(Instant.ofEpochSecond(1_600_000_000, 5), ZoneOffset.UTC));

        assertEquals(1_600_000_000_000_000_005L, epoch.epochNanos(700));
        assertEquals(1_599_999_999_999_999_305L, epoch.epochNanos(0));
    }
}
