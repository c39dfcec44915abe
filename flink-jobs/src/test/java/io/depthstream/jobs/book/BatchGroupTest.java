package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.BookConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import io.depthstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Batches that wait for each other are published as if each had been processed as it came, and none waits for nothing. */
class BatchGroupTest {

    private static final long T = 1_700_000_000_000_000_000L;
    private static final int MOST = 7;
    /** Longer than the wall clock of a try runs, so that a hole is given up by the records' stamps alone. */
    private static final long GAP_WAIT_MILLIS = 100_000;
    private static final BookConfig SINGLE = config(1);
    private static final BookConfig GROUPED = config(MOST);

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void shouldPublishTheSameInGroupsAsOneByOne(@ForAll final long seed) throws Exception {
        final Random random = new Random(seed);
        final List<RawBatch> good = stamped(
                new Batches("1", "a").all(new RandomFeed(random, 5, T, 0.01).next(500), random, 6), random);
        final List<RawBatch> batches = new ArrayList<>(good);
        for (int bad = 0; bad < 5; bad++) {
            batches.add(random.nextInt(batches.size()), broken(good.get(random.nextInt(good.size())), random));
        }
        try (OperatorRun single = run(SINGLE); OperatorRun grouped = run(GROUPED)) {
            for (final RawBatch batch : batches) {
                single.feed(batch);
                grouped.feed(batch);
                switch (random.nextInt(12)) {
                    case 0, 1 -> grouped.mail();
                    case 2 -> {
                        single.pass(30);
                        grouped.pass(30);
                    }
                    case 3 -> {
                        single.snapshot();
                        grouped.snapshot();
                        assertEquals(byEvents(single), byEvents(grouped), "what came before a barrier is published before it");
                    }
                    default -> { }
                }
            }
            single.finish();
            grouped.finish();
            assertTrue(byEvents(single).size() > 100);
            assertEquals(byEvents(single), byEvents(grouped));
            assertEquals(single.digest("S0"), grouped.digest("S0"));
            assertEquals(single.totals().applied, grouped.totals().applied);
        }
    }

    @Test
    void shouldProcessWhatIsThereOnceNothingMoreComes() throws Exception {
        final List<RawBatch> batches =
                new Batches("1", "a").all(new RandomFeed(new Random(3), 1, T, 0).directory(), new Random(3), 1);
        try (OperatorRun run = run(GROUPED)) {
            run.feed(batches.get(0));
            assertTrue(run.mail(), "the first look");
            run.feed(batches.get(1));
            assertTrue(run.mail(), "one more has come since, so it looks again");
            assertEquals(0, run.totals().applied);
            assertTrue(run.mail(), "nothing has come since");
            assertEquals(2, run.totals().applied);
            assertFalse(run.mail(), "nothing waits, so nobody looks");
        }
    }

    /** Depth and full books also follow from when a timer looks. */
    private static List<PublishedRecord> byEvents(final OperatorRun run) {
        return run.records().stream()
                .filter(record -> !record.topic().equals(Topics.BOOK_DEPTH) && !record.topic().equals(Topics.BOOK_LATEST))
                .toList();
    }

    private static OperatorRun run(final BookConfig config) throws Exception {
        return OperatorRun.fresh(config, HotPublisherFactory.none());
    }

    private static BookConfig config(final int readAhead) {
        return new BookConfig(10, 10_000, 1_000, GAP_WAIT_MILLIS, 0, 0, 1_024, readAhead);
    }

    /** The batches with stamps that rise as Kafka's do; a hole outlives a few of them. */
    private static List<RawBatch> stamped(final List<RawBatch> batches, final Random random) {
        final List<RawBatch> stamped = new ArrayList<>();
        long stamp = T / 1_000_000;
        for (final RawBatch batch : batches) {
            stamp += random.nextInt((int) GAP_WAIT_MILLIS / 4);
            stamped.add(new RawBatch(batch.symbol(), batch.value(), batch.topic(), batch.partition(), batch.offset(),
                    stamp, RawFault.NONE));
        }
        return stamped;
    }

    /** A batch cut off somewhere: some of its events may be good. */
    private static RawBatch broken(final RawBatch batch, final Random random) {
        return new RawBatch(batch.symbol(), Arrays.copyOf(batch.value(), random.nextInt(batch.value().length)),
                Topics.RAW_XNAS, 0, batch.offset(), batch.timestampMillis(), RawFault.NONE);
    }
}
