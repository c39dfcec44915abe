package io.depthstream.local.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.local.simulator.SimulationConfig;
import io.depthstream.local.simulator.SimulatorFile;
import io.depthstream.schemas.avro.Event;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.codec.Records;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureBatchesTest {
    private static final LocalDate DATE = LocalDate.of(2020, 1, 30);
    private static final long MESSAGES_A_SECOND = 1_000;

    @TempDir
    private Path folder;

    @Test
    void shouldHoldNothingBackByTheClock() throws Exception {
        final Path file = folder.resolve("day.itch");
        SimulatorFile.write(SimulationConfig.compressedDay(7, 12, MESSAGES_A_SECOND).withSymbols(3), file);
        final List<RawBatch> first = CaptureBatches.read(file, DATE);
        final List<RawBatch> second = CaptureBatches.read(file, DATE);

        assertEquals(bytes(first), bytes(second));
        long newest = 0;
        long mostLate = 0;
        for (final RawBatch batch : first) {
            final EventBatch events = Records.decode(EventBatch.class, batch.value());
            mostLate = Math.max(mostLate, newest - events.getVenueTimeNanos());
            for (final Event event : events.getEvents()) {
                newest = Math.max(newest, events.getVenueTimeNanos() + event.getTimeOffsetNanos());
            }
        }
        assertTrue(first.size() > 1_000, "batches: " + first.size());
        assertTrue(mostLate < TimeUnit.MILLISECONDS.toNanos(50), "nanoseconds behind the newest event: " + mostLate);
    }

    private static List<String> bytes(final List<RawBatch> batches) {
        return batches.stream().map(batch -> batch.symbol() + Arrays.toString(batch.value())).toList();
    }
}
