package io.depthstream.jobs.book;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.BookConfig;
import io.depthstream.jobs.source.RawBatch;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Barriers every 200 ms; whether the task has time in the last 40 of them, and what is written then. */
class AheadOfBarrierTest {
    private static final BookConfig GROUPED = new BookConfig(10, 10_000, 1_000, 1_000, 0, 0, 1_024, 4);
    /** Symbols a mail writes. */
    private static final int SLICE = 32;

    private Iterator<RawBatch> batches;
    private OperatorRun run;

    @BeforeEach
    void bringFourHundredSymbolsAndTwoBarriers() throws Exception {
        final Random random = new Random(7);
        final RandomFeed feed = new RandomFeed(random, 400, 0, 0);
        batches = new Batches("1", "a").all(feed.next(20_000), random, 4).iterator();
        run = OperatorRun.crowded(null, GROUPED, false, 4);
        change();
        run.pass(200).snapshot();
        change();
        run.pass(200).snapshot();
    }

    @AfterEach
    void end() throws Exception {
        run.close();
    }

    @Test
    void shouldWriteWhatChangedWhileTheTaskWaits() throws Exception {
        change();
        waitForTheBarrier();

        assertTrue(run.flushedAhead() > 8 * SLICE, run.flushedAhead() + " written ahead");
    }

    @Test
    void shouldWriteBetweenRecordsWhenATaskThatWaitedIsBehind() throws Exception {
        change();
        waitForTheBarrier();
        change();
        workUpToTheBarrier();

        assertTrue(run.flushedAhead() > 8 * SLICE, run.flushedAhead() + " written ahead");
    }

    @Test
    void shouldWriteNothingBetweenRecordsOfATaskThatNeverWaits() throws Exception {
        change();
        workUpToTheBarrier();
        assertTrue(run.flushedAhead() <= SLICE, run.flushedAhead() + " written ahead");
        change();
        workUpToTheBarrier();
        assertTrue(run.flushedAhead() <= SLICE, run.flushedAhead() + " written ahead");
    }

    /** Nearly all symbols change, well before the barrier. */
    private void change() throws Exception {
        for (int i = 0; i < 1_500; i++) {
            run.feed(batches.next());
        }
        while (run.mail()) {
            // The last group is processed.
        }
    }

    private void waitForTheBarrier() throws Exception {
        run.pass(180).feed(batches.next());
        while (run.mail()) {
            // The task has all the time it wants.
        }
        run.pass(20).snapshot();
    }

    private void workUpToTheBarrier() throws Exception {
        run.pass(185);
        for (int i = 0; i < 100; i++) {
            run.feed(batches.next());
            run.mail();
        }
        run.pass(15).snapshot();
    }
}
