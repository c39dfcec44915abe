package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventBatch;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import io.depthstream.schemas.codec.EventBatchReader;
import io.depthstream.schemas.codec.Records;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolBatchesTest {
    private final SymbolDirectory directory = new SymbolDirectory(Topics.MARKET_WIDE_SYMBOL);
    private final FeedHandlerCounters counters = new FeedHandlerCounters();
    private final List<byte[]> sent = new ArrayList<>();
    private final int aapl = directory.register(13, "AAPL");
    private final int msft = directory.register(14, "MSFT");

    @Test
    void shouldSendOneBatchForEachSymbolAndFlush() {
        final SymbolBatches batches = batches(FeedFixture.wide());
        append(batches, aapl, 1);
        append(batches, msft, 2);
        append(batches, aapl, 3);
        batches.flush(FlushReason.DRAINED);

        assertEquals(List.of("AAPL 1-3 after 0 (2)", "MSFT 2-2 after 0 (1)"), sent());
        assertEquals(1, counters.flushes(FlushReason.DRAINED));
        assertEquals(0, batches.pendingEvents());
    }

    @Test
    void shouldSendNothingWhenNothingWaits() {
        batches(FeedFixture.wide()).flush(FlushReason.DRAINED);

        assertTrue(sent.isEmpty());
        assertEquals(0, counters.flushes(FlushReason.DRAINED));
    }

    @Test
    void shouldChainPreviousSequencesPerSymbol() {
        final SymbolBatches batches = batches(FeedFixture.wide());
        append(batches, aapl, 5);
        append(batches, msft, 6);
        batches.flush(FlushReason.DRAINED);
        append(batches, aapl, 7);
        append(batches, aapl, 9);
        batches.flush(FlushReason.DRAINED);
        append(batches, msft, 10);
        append(batches, aapl, 11);
        batches.flush(FlushReason.DRAINED);

        assertEquals(List.of("AAPL 5-5 after 0 (1)", "MSFT 6-6 after 0 (1)", "AAPL 7-9 after 5 (2)",
            "MSFT 10-10 after 6 (1)", "AAPL 11-11 after 9 (1)"), sent());
    }

    @Test
    void shouldStartTheChainAnewWithTheSession() {
        final SymbolBatches batches = batches(FeedFixture.wide());
        append(batches, aapl, 5);
        batches.session("second");
        append(batches, aapl, 1);
        batches.session("second");
        append(batches, aapl, 2);
        batches.flush(FlushReason.DRAINED);

        assertEquals(List.of("AAPL 5-5 after 0 (1)", "AAPL 1-2 after 0 (2)"), sent());
        assertEquals("second", Records.decode(EventBatch.class, sent.get(1)).getSession());
        assertEquals(1, counters.flushes(FlushReason.SESSION));
    }

    @Test
    void shouldSendASymbolAloneWhenItsEventsAreFull() {
        final SymbolBatches batches = batches(new BatchLimits(2, 1 << 19, 1000, Long.MAX_VALUE, 0));
        append(batches, msft, 1);
        append(batches, aapl, 2);
        append(batches, aapl, 3);

        assertEquals(List.of("AAPL 2-3 after 0 (2)"), sent());
        assertEquals(1, batches.pendingEvents());

        append(batches, aapl, 4);
        batches.flush(FlushReason.DRAINED);
        assertEquals(List.of("AAPL 2-3 after 0 (2)", "MSFT 1-1 after 0 (1)", "AAPL 4-4 after 3 (1)"), sent());
    }

    @Test
    void shouldSendASymbolAloneWhenItsBytesAreFull() {
        final SymbolBatches batches = batches(new BatchLimits(10_000, 256, 100_000, Long.MAX_VALUE, 0));
        for (int sequence = 1; sequence <= 1000; sequence++) {
            append(batches, aapl, sequence);
        }
        batches.flush(FlushReason.DRAINED);

        assertTrue(sent.size() > 10, "batches: " + sent.size());
        for (final byte[] value : sent) {
            assertTrue(value.length < 256 + 64, "bytes: " + value.length);
        }
        assertEquals(1000, sent.stream().mapToInt(value -> new EventBatchReader().wrap(value).eventCount()).sum());
    }

    @Test
    void shouldSendEverythingWhenTooMuchWaits() {
        final SymbolBatches batches = batches(new BatchLimits(100, 1 << 19, 3, Long.MAX_VALUE, 0));
        append(batches, aapl, 1);
        append(batches, msft, 2);
        assertTrue(sent.isEmpty());
        append(batches, aapl, 3);

        assertEquals(List.of("AAPL 1-3 after 0 (2)", "MSFT 2-2 after 0 (1)"), sent());
        assertEquals(1, counters.flushes(FlushReason.PENDING));
    }

    @Test
    void shouldWaitForCompanyThoughTheInputHasDrained() {
        final SymbolBatches batches = batches(new BatchLimits(100, 1 << 19, 100, 5000, 1000));
        batches.tick(10_000);
        append(batches, aapl, 1);
        batches.tick(10_999);
        batches.drained();
        assertTrue(sent.isEmpty());
        append(batches, aapl, 2);
        batches.tick(11_000);
        batches.drained();

        assertEquals(List.of("AAPL 1-2 after 0 (2)"), sent());
        assertEquals(1, counters.flushes(FlushReason.DRAINED));
        batches.drained();
        assertEquals(1, counters.flushes(FlushReason.DRAINED), "nothing waits");
    }

    @Test
    void shouldSendEverythingWhenTheOldestEventHasWaitedLongEnough() {
        final SymbolBatches batches = batches(new BatchLimits(100, 1 << 19, 100, 1000, 0));
        batches.tick(10_000);
        append(batches, aapl, 1);
        batches.tick(10_500);
        append(batches, msft, 2);
        batches.flushIfDue();
        batches.tick(10_999);
        batches.flushIfDue();
        assertTrue(sent.isEmpty());
        batches.tick(11_000);
        batches.flushIfDue();

        assertEquals(List.of("AAPL 1-1 after 0 (1)", "MSFT 2-2 after 0 (1)"), sent());
        assertEquals(1, counters.flushes(FlushReason.LINGER));

        append(batches, aapl, 3);
        batches.flushIfDue();
        assertEquals(2, sent.size(), "the clock starts again with the next event");
    }

    @Test
    void shouldBeginAnotherBatchWhenASequenceDoesNotFitTheOffset() {
        final SymbolBatches batches = batches(FeedFixture.wide());
        append(batches, aapl, 1);
        append(batches, aapl, 1L + Integer.MAX_VALUE);
        append(batches, aapl, 2L + Integer.MAX_VALUE);
        append(batches, aapl, Long.MAX_VALUE);
        batches.flush(FlushReason.DRAINED);

        assertEquals(List.of("AAPL 1-2147483648 after 0 (2)", "AAPL 2147483649-2147483649 after 2147483648 (1)",
            "AAPL 9223372036854775807-9223372036854775807 after 2147483649 (1)"), sent());
    }

    @Test
    void shouldServeMoreSymbolsThanItBeganWith() {
        final SymbolBatches batches = batches(FeedFixture.wide());
        final int[] ids = new int[5000];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = directory.register(1000 + i, "S" + i);
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < ids.length; i++) {
                append(batches, ids[i], 1L + round * ids.length + i);
            }
            batches.flush(FlushReason.DRAINED);
        }

        assertEquals(2 * ids.length, sent.size());
        assertEquals("S4999 10000-10000 after 5000 (1)", sent().get(2 * ids.length - 1));
    }

    private SymbolBatches batches(final BatchLimits limits) {
        final SymbolBatches batches =
            new SymbolBatches(directory, limits, (id, value) -> sent.add(value), counters, "XNAS", "test-feed");
        batches.session(FeedFixture.SESSION);
        return batches;
    }

    private static void append(final SymbolBatches batches, final int id, final long sequence) {
        batches.append(id, EventKind.DELETE, sequence, 1000 + sequence, 2000 + sequence, Side.NONE, sequence, 0, 0, 0,
            0, 0);
    }

    private List<String> sent() {
        return sent.stream().map(value -> {
            final EventBatchReader batch = new EventBatchReader().wrap(value);
            return batch.symbol() + " " + batch.firstSequence() + "-" + batch.lastSequence() + " after "
                + batch.previousSequence() + " (" + batch.eventCount() + ")";
        }).toList();
    }
}
