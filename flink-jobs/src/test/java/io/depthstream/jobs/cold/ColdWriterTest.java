package io.depthstream.jobs.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.source.RawBatch;
import io.depthstream.jobs.source.RawFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the base promises a store and the task: batches, limits, order, confirmation, and nothing lost. */
@Timeout(120)
class ColdWriterTest {

    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long NEVER = 3_600_000;

    private final MemoryStore store = new MemoryStore();
    private final Letters letters = new Letters();
    private final ManualTimers timers = new ManualTimers();
    private ColdWriter writer;

    @AfterEach
    void close() throws Exception {
        if (writer != null) {
            writer.close();
        }
    }

    @Test
    void shouldSendABatchWhenItHasItsRows() throws Exception {
        writer = writer(3, 4, NEVER, NEVER);
        write(0, 7);
        await(() -> store.sent.size() == 2);
        assertEquals(List.of(List.of(0L, 1L, 2L), List.of(3L, 4L, 5L)), List.copyOf(store.sent));
        writer.flush(false);
        assertEquals(offsets(0, 7), store.kept);
    }

    @Test
    void shouldSendABatchWhenItHasItsBytes() throws Exception {
        writer = new ColdWriter("store", store, new ColdLimits(1_000, 250, NEVER, 4, 1, 2, NEVER, NEVER), letters, timers);
        write(0, 4);
        await(() -> store.sent.size() == 1);
        assertEquals(List.of(0L, 1L, 2L), store.sent.get(0));
    }

    @Test
    void shouldSendABatchWhenItsTimeIsUp() throws Exception {
        writer = writer(1_000, 4, NEVER, NEVER);
        write(0, 2);
        timers.advance(NEVER - 1);
        assertTrue(store.sent.isEmpty());
        timers.advance(1);
        await(() -> store.sent.size() == 1);
        assertEquals(List.of(0L, 1L), store.sent.get(0));
    }

    @Test
    void shouldHaveEverythingConfirmedWhenAFlushReturns() throws Exception {
        writer = writer(10, 4, NEVER, NEVER);
        write(0, 95);
        writer.flush(false);
        assertEquals(offsets(0, 95), store.kept);
        assertEquals(95, writer.counters().confirmedRows.sum());
        assertEquals(0, writer.waitingBatches());
        assertTrue(letters.flushed, "dead letters are kept before the checkpoint too");
    }

    @Test
    void shouldSendAgainInOrderWhatWasNotConfirmed() throws Exception {
        store.failuresOfConfirm = 3;
        writer = writer(1, 4, NEVER, NEVER);
        write(0, 4);
        writer.flush(false);
        assertEquals(offsets(0, 4), store.kept);
        assertEquals(List.of(0L), store.sent.get(0));
        final List<Long> last = store.sent.stream().flatMap(List::stream).toList();
        assertEquals(List.of(0L, 1L, 2L, 3L), last.subList(last.size() - 4, last.size()));
        assertEquals(3, writer.counters().lostConnections.sum());
    }

    @Test
    void shouldHoldNoMoreThanItsLimitWhileTheStoreIsAwayAndLoseNothing() throws Exception {
        store.reachable = false;
        writer = writer(10, 3, NEVER, 1);
        final CompletableFuture<Void> task = CompletableFuture.runAsync(() -> write(0, 500));
        await(() -> writer.waitingBatches() == 3 && writer.counters().lostConnections.sum() > 5);
        assertFalse(task.isDone(), "the task waits");
        assertEquals(3, writer.waitingBatches());
        assertTrue(writer.storeDown(), "the alert is raised");
        store.reachable = true;
        task.get(60, TimeUnit.SECONDS);
        writer.flush(false);
        assertEquals(offsets(0, 500), store.kept);
        assertFalse(writer.storeDown(), "the alert is over");
    }

    @Test
    void shouldAbortACallThatHangs() throws Exception {
        store.hanging = true;
        writer = new ColdWriter("store", store, new ColdLimits(5, 1 << 20, NEVER, 4, 1, 2, 50, NEVER), letters, timers);
        final CompletableFuture<Void> checkpoint = CompletableFuture.runAsync(() -> {
            write(0, 20);
            try {
                writer.flush(false);
            } catch (final Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        await(() -> writer.counters().abortedCalls.sum() > 0 && writer.counters().lostConnections.sum() > 0);
        assertFalse(checkpoint.isDone());
        store.hanging = false;
        checkpoint.get(60, TimeUnit.SECONDS);
        assertEquals(offsets(0, 20), store.kept);
    }

    @Test
    void shouldParkOnlyTheRecordThatTheStoreRefuses() throws Exception {
        writer = writer(8, 4, NEVER, NEVER);
        for (long offset = 0; offset < 40; offset++) {
            write(offset == 13 ? MemoryStore.REFUSED : "AAPL", offset);
        }
        writer.flush(false);
        final TreeSet<Long> expected = offsets(0, 40);
        expected.remove(13L);
        assertEquals(expected, store.kept);
        assertEquals(List.of("13 store-refused type"), letters.parked);
        assertEquals(1, writer.counters().deadLetters.sum());
    }

    @Test
    void shouldParkWhatCannotBeDecodedAndGoOn() throws Exception {
        writer = writer(8, 4, NEVER, NEVER);
        write("AAPL", 0);
        write(MemoryStore.UNUSABLE, 1);
        writer.write(new RawBatch("", null, "market.trades", 0, 2, -1, RawFault.EMPTY_KEY), null);
        write("AAPL", 3);
        writer.flush(false);
        assertEquals(new TreeSet<>(List.of(0L, 3L)), store.kept);
        assertEquals(List.of("1 malformed not a record",
                "2 empty-key a record without a usable key or value at market.trades-0@2"), letters.parked);
    }

    @Test
    void shouldConfirmWhatWasSentWhenNothingFollows() throws Exception {
        writer = new ColdWriter("store", store, new ColdLimits(2, 1 << 20, 1, 16, 1, 2, NEVER, NEVER), letters, timers);
        write(0, 2);
        await(() -> store.confirms.get() == 1);
        assertEquals(0, writer.waitingBatches());
    }

    private ColdWriter writer(final int rows, final int inFlight, final long linger, final long alertAfter) {
        return new ColdWriter(
                "store", store, new ColdLimits(rows, 1 << 20, linger, inFlight, 1, 2, NEVER, alertAfter), letters, timers);
    }

    private void write(final long from, final long to) {
        for (long offset = from; offset < to; offset++) {
            write("AAPL", offset);
        }
    }

    private void write(final String symbol, final long offset) {
        try {
            writer.write(new RawBatch(symbol, new byte[1], "market.trades", 0, offset), null);
        } catch (final Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static TreeSet<Long> offsets(final long from, final long to) {
        return LongStream.range(from, to).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static void await(final BooleanSupplier condition) {
        final long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in time");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static final class Letters implements DeadLetters {
        private final List<String> parked = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean flushed;

        @Override
        public void park(final RawBatch record, final String reason, final String message) {
            parked.add(record.offset() + " " + reason + " " + message);
        }

        @Override
        public void flush() {
            flushed = true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Timers of a clock that the test moves. */
    private static final class ManualTimers implements ProcessingTimeService {
        private record Timer(long at, ProcessingTimeCallback call) {}

        private final List<Timer> pending = new ArrayList<>();
        private long now;

        @Override
        public long getCurrentProcessingTime() {
            return now;
        }

        @Override
        public ScheduledFuture<?> registerTimer(final long time, final ProcessingTimeCallback call) {
            pending.add(new Timer(time, call));
            return null;
        }

        private void advance(final long millis) throws Exception {
            now += millis;
            for (final Timer timer : List.copyOf(pending)) {
                if (timer.at() <= now) {
                    pending.remove(timer);
                    timer.call().onProcessingTime(timer.at());
                }
            }
        }
    }
}
