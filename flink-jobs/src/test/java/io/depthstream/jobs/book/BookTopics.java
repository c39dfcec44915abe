package io.depthstream.jobs.book;

import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the order-book operator publishes of a stream, as a reader of its topics meets it. */
public final class BookTopics {

    /** Midnight of the day the streams of {@link #lobsterHour} and {@link #randomDay} are put on, New York time. */
    public static final long MIDNIGHT = 1_580_360_400_000_000_000L;

    private BookTopics() {}

    /** The LOBSTER hour; the test is skipped, visibly, where the data is absent. */
    public static List<RawBatch> lobsterHour() throws Exception {
        final List<FeedEvent> events = ItchFile.read(lobsterFile(), "AAPL", MIDNIGHT);
        return of(new Batches("lobster", "a").all(events, new Random(7), 16));
    }

    /** The file of that hour. */
    public static Path lobsterFile() {
        return ItchFile.data("lobster/AAPL_2012-06-21_0930-1030_L50.itch.gz");
    }

    /** A file's bytes, unpacked. */
    public static byte[] bytes(final Path file) throws Exception {
        return ItchFile.bytes(file);
    }

    private static List<RawBatch> of(final List<RawBatch> batches) throws Exception {
        final List<RawBatch> records = new ArrayList<>();
        final Map<String, Long> offsets = new HashMap<>();
        try (OperatorRun run = OperatorRun.fresh().feed(batches).finish()) {
            for (final PublishedRecord record : run.output()) {
                records.add(new RawBatch(new String(record.key(), StandardCharsets.UTF_8), record.value(),
                        record.topic(), 0, offsets.merge(record.topic(), 1L, Long::sum) - 1, record.timestampMillis(),
                        RawFault.NONE));
            }
        }
        return records;
    }
}
