package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.BookConfig;
import io.depthstream.jobs.hot.HotPublisherFactory;
import io.depthstream.jobs.sink.PublishedRecord;
import io.depthstream.jobs.source.RawBatch;
import io.depthstream.schemas.KeyGroups;
import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** A life cut by snapshots and restores publishes and keeps exactly what an uncut one does. */
class OperatorSnapshotAnywhereTest {

    private static final long START = 1_700_000_000_000_000_000L;
    private static final int SYMBOLS = 12;
    /** Waits for 25 records of the log: some holes are filled in that time and some are not. */
    private static final BookConfig IMPATIENT = new BookConfig(10, 10_000, 1_000, 25, 1_024);
    private static final BookTotals SEEN = new BookTotals();
    private static int cutWhileHeld;

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void shouldGoOnFromAnySnapshotOnTheHeapBackend(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 12) final int snapshotEvery,
            @ForAll @IntRange(min = 10, max = 60) final int restoreEvery) throws Exception {
        cutEqualsUncut(seed, snapshotEvery, restoreEvery, false, OperatorRun.CONFIG, OperatorRun.MAX_PARALLELISM, 700);
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void shouldGoOnFromAnySnapshotOnRocksDb(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 12) final int snapshotEvery,
            @ForAll @IntRange(min = 30, max = 120) final int restoreEvery) throws Exception {
        cutEqualsUncut(seed, 4 * snapshotEvery, restoreEvery, true, OperatorRun.CONFIG, OperatorRun.MAX_PARALLELISM, 500);
    }

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void shouldGoOnFromAnySnapshotWhereSymbolsShareKeyGroups(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 4) final int keyGroups,
            @ForAll @IntRange(min = 1, max = 12) final int snapshotEvery,
            @ForAll @IntRange(min = 60, max = 120) final int restoreEvery) throws Exception {
        cutEqualsUncut(seed, snapshotEvery, restoreEvery, seed % 4 == 0, OperatorRun.CONFIG, keyGroups, 2_000);
    }

    /** Some groups of batches are full, others end because no more batches came. */
    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void shouldGoOnFromAnySnapshotWhereBatchesWaitForEachOther(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 30) final int keyGroups,
            @ForAll @IntRange(min = 1, max = 12) final int snapshotEvery,
            @ForAll @IntRange(min = 30, max = 120) final int restoreEvery,
            @ForAll @IntRange(min = 2, max = 6) final int readAhead) throws Exception {
        final BookConfig grouped = new BookConfig(10, 10_000, 1_000, 1_000, 0, 0, 1_024, readAhead);
        cutEqualsUncut(seed, snapshotEvery, restoreEvery, seed % 4 == 0, grouped, keyGroups, 1_000);
    }

    /** Without a new base now and then 1,500 snapshots of a change each would be more than 100 KiB. */
    @Test
    void shouldKeepTheStateOfAKeyGroupBounded() throws Exception {
        final RandomFeed feed = new RandomFeed(new Random(7), 4, START, 0);
        final List<RawBatch> batches = new Batches("1", "a").all(feed.next(1_500), new Random(7), 1);
        long most = 0;
        OperatorSubtaskState last = null;
        try (OperatorRun run = OperatorRun.crowded(null, OperatorRun.CONFIG, false, 1)) {
            for (final RawBatch batch : batches) {
                last = run.feed(batch).snapshot();
                most = Math.max(most, last.getStateSize());
            }
            try (OperatorRun again = OperatorRun.crowded(last, OperatorRun.CONFIG, false, 1)) {
                assertEquals(digests(feed, run), digests(feed, again));
            }
        }
        assertTrue(most > 10_000 && most < 60_000, "bytes of state: " + most);
    }

    /**
     * Barriers every 200 ms; from 40 ms before each on, what changed is written where the operator has nothing else to do. In every
     * other interval all batches come then, so that bases are rewritten after something of their group was written ahead.
     */
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void shouldHaveTheWholeStateInASnapshotWrittenAheadOfTheBarrier(
            @ForAll final long seed, @ForAll @IntRange(min = 2, max = 4) final int keyGroups) throws Exception {
        final Random random = new Random(seed);
        final BookConfig grouped = new BookConfig(10, 10_000, 1_000, 1_000, 0, 0, 1_024, 4);
        final RandomFeed feed = new RandomFeed(random, SYMBOLS, START, 0.002);
        final List<RawBatch> batches = new Batches("1", "a").all(feed.next(12_000), random, 16);
        OperatorRun run = OperatorRun.crowded(null, grouped, seed % 4 == 0, keyGroups);
        int ahead = 0;
        for (int i = 0; i < batches.size(); i++) {
            run.pass(i / 20 % 2 == 0 ? 10 : i % 20 == 0 ? 162 : 2).feed(batches.get(i));
            int mails = random.nextInt(8);
            while (mails-- > 0 && run.mail()) {
                // Some of the mails, as a task that is busy takes them, or all.
            }
            if (i % 20 == 19) {
                final OperatorSubtaskState snapshot = run.snapshot();
                ahead += run.flushedAhead();
                if (random.nextInt(4) == 0) {
                    final List<String> digests = digests(feed, run);
                    run.close();
                    run = OperatorRun.crowded(snapshot, grouped, seed % 4 == 0, keyGroups);
                    assertEquals(digests, digests(feed, run));
                }
            }
        }
        run.close();
        assertTrue(ahead > 100, "written ahead: " + ahead);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void shouldGoOnFromAnySnapshotInTheMidstOfWaitingAndOfASnapshotOfTheBook(
            @ForAll final long seed, @ForAll @IntRange(min = 1, max = 12) final int snapshotEvery,
            @ForAll @IntRange(min = 10, max = 60) final int restoreEvery) throws Exception {
        final Random random = new Random(seed);
        final RandomFeed feed = new RandomFeed(random, 4, START, 0);
        final List<FeedEvent> events = feed.directory();
        events.addAll(feed.next(500));
        final List<RawBatch> log = LossyPublishers.log(
                new Batches("1", "a").all(LossyPublishers.withSnapshots(LossyPublishers.seen(events, feed.symbols(),
                        LossyPublishers.lose(events.size(), 0.1, 8, random)), random), random, 5),
                new Batches("1", "b").all(LossyPublishers.seen(events, feed.symbols(),
                        LossyPublishers.lose(events.size(), 0.1, 8, random)), random, 9), 60, random);
        final List<PublishedRecord> output = new ArrayList<>();
        OperatorRun run = OperatorRun.fresh(IMPATIENT, HotPublisherFactory.none());
        int held = 0;
        for (int i = 0; i < log.size(); i++) {
            run.feed(log.get(i));
            if (i % restoreEvery == restoreEvery - 1) {
                final OperatorSubtaskState snapshot = run.snapshot();
                held += run.totals().heldBytes > 0 ? 1 : 0;
                requireCountsByQuality(feed, run);
                output.addAll(run.output());
                run.close();
                run = OperatorRun.from(snapshot, IMPATIENT);
            } else if (i % snapshotEvery == snapshotEvery - 1) {
                run.snapshot();
            }
        }
        output.addAll(run.finish().output());
        final List<String> digests = digests(feed, run);
        final BookTotals totals = run.totals();
        requireCountsByQuality(feed, run);
        run.close();
        try (OperatorRun uncut = OperatorRun.fresh(IMPATIENT, HotPublisherFactory.none()).feed(log).finish();
                OperatorRun again = OperatorRun.fresh(IMPATIENT, HotPublisherFactory.none()).feed(log).finish()) {
            cutWhileHeld += held;
            SEEN.add(uncut.totals());
            assertEquals(uncut.output(), again.output(), "the log alone decides");
            for (final String symbol : feed.symbols()) {
                assertEquals(of(symbol, uncut.output()), of(symbol, output));
            }
            assertEquals(digests(feed, uncut), digests);
            assertEquals(uncut.totals().gaps, totals.gaps);
            assertEquals(uncut.totals().filled, totals.filled);
            assertEquals(0, totals.heldBytes);
        }
    }

    /** Not every try has all of it; together they must. */
    @AfterContainer
    static void sawEverything() {
        assertTrue(cutWhileHeld > 0, "cut while something was held");
        assertTrue(SEEN.gaps > 0, "some waited in vain");
        assertTrue(SEEN.filled > 0, "some did not");
        assertTrue(SEEN.snapshots > 0, "books were replaced");
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void shouldRescaleFromOneToTwoAndBackOnTheHeapBackend(@ForAll final long seed) throws Exception {
        rescaledEqualsUncut(seed, false);
    }

    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void shouldRescaleFromOneToTwoAndBackOnRocksDb(@ForAll final long seed) throws Exception {
        rescaledEqualsUncut(seed, true);
    }

    private static void cutEqualsUncut(
            final long seed, final int snapshotEvery, final int restoreEvery, final boolean rocks, final BookConfig config,
            final int keyGroups, final int events) throws Exception {
        final RandomFeed feed = new RandomFeed(new Random(seed), SYMBOLS, START, seed % 2 == 0 ? 0.002 : 0);
        final List<RawBatch> batches =
                new Batches("1", "a").all(feed.next(events), new Random(seed), 8);
        final List<PublishedRecord> output = new ArrayList<>();
        final List<String> digests;
        OperatorRun run = OperatorRun.crowded(null, config, rocks, keyGroups);
        int lives = 1;
        for (int i = 0; i < batches.size(); i++) {
            run.feed(batches.get(i));
            if (i % 3 > 0) {
                run.mail();
            }
            if (i % restoreEvery == restoreEvery - 1) {
                final OperatorSubtaskState snapshot = run.snapshot();
                output.addAll(run.output());
                run.close();
                run = OperatorRun.crowded(snapshot, config, rocks, keyGroups);
                lives++;
            } else if (i % snapshotEvery == snapshotEvery - 1) {
                run.snapshot();
            }
        }
        run.finish();
        output.addAll(run.output());
        digests = digests(feed, run);
        final BookTotals totals = run.totals();
        run.close();

        try (OperatorRun uncut = OperatorRun.fresh().feed(batches).finish()) {
            assertTrue(uncut.output().size() > events / 2, "the stream publishes something: " + uncut.output().size());
            assertTrue(lives > 1, "the run was cut");
            assertEquals(uncut.output().size(), output.size());
            for (final String symbol : feed.symbols()) {
                assertEquals(of(symbol, uncut.output()), of(symbol, output));
            }
            assertEquals(digests(feed, uncut), digests);
            assertEquals(uncut.totals().applied, totals.applied);
            assertEquals(uncut.totals().dangling, totals.dangling);
            assertEquals(events, totals.applied + totals.dangling);
        }
    }

    private static void rescaledEqualsUncut(final long seed, final boolean rocks) throws Exception {
        final RandomFeed feed = new RandomFeed(new Random(seed), SYMBOLS, START, 0.001);
        final List<RawBatch> batches = new Batches("1", "a").all(feed.next(900), new Random(seed), 8);
        final List<RawBatch> first = batches.subList(0, batches.size() / 3);
        final List<RawBatch> second = batches.subList(first.size(), 2 * batches.size() / 3);
        final List<RawBatch> third = batches.subList(2 * batches.size() / 3, batches.size());
        final List<PublishedRecord> output = new ArrayList<>();
        OperatorSubtaskState snapshot;
        try (OperatorRun one = OperatorRun.from(null, rocks).feed(first)) {
            snapshot = one.snapshot();
            output.addAll(one.output());
        }
        final OperatorSubtaskState[] halves = new OperatorSubtaskState[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            try (OperatorRun half = OperatorRun.rescaled(snapshot, rocks, 1, 2, subtask)) {
                half.feed(ownedBy(subtask, second));
                halves[subtask] = half.snapshot();
                output.addAll(half.output());
            }
        }
        snapshot = OperatorRun.merge(halves);
        try (OperatorRun one = OperatorRun.rescaled(snapshot, rocks, 2, 1, 0).feed(third).finish();
                OperatorRun uncut = OperatorRun.fresh().feed(batches).finish()) {
            output.addAll(one.output());
            assertEquals(digests(feed, uncut), digests(feed, one));
            assertEquals(uncut.totals().applied, one.totals().applied);
            for (final String symbol : feed.symbols()) {
                assertEquals(of(symbol, uncut.output()), of(symbol, output));
            }
        }
    }

    private static List<RawBatch> ownedBy(final int subtask, final List<RawBatch> batches) {
        return batches.stream().filter(batch -> KeyGroups.subtask(
                KeyGroups.keyGroup(batch.symbol(), OperatorRun.MAX_PARALLELISM), OperatorRun.MAX_PARALLELISM, 2)
                == subtask).toList();
    }

    private static List<PublishedRecord> of(final String symbol, final List<PublishedRecord> records) {
        return records.stream().filter(record -> new String(record.key()).equals(symbol)).toList();
    }

    private static List<String> digests(final RandomFeed feed, final OperatorRun run) {
        final List<String> digests = new ArrayList<>();
        for (final String symbol : feed.symbols()) {
            digests.add(run.digest(symbol));
        }
        digests.add(run.digest(Topics.MARKET_WIDE_SYMBOL));
        return digests;
    }

    /** The totals follow each change; here every symbol is looked at. */
    private static void requireCountsByQuality(final RandomFeed feed, final OperatorRun run) {
        long stale = 0;
        long recovering = 0;
        for (final String symbol : feed.symbols()) {
            final Quality quality = run.book(symbol) == null ? Quality.OK : run.book(symbol).current().quality();
            stale += quality == Quality.STALE ? 1 : 0;
            recovering += quality == Quality.RECOVERING ? 1 : 0;
        }
        assertEquals(stale + " stale, " + recovering + " recovering",
                run.totals().staleSymbols + " stale, " + run.totals().recoveringSymbols + " recovering");
    }
}
