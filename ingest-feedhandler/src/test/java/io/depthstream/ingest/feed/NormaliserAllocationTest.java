package io.depthstream.ingest.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.ingest.itch.AddOrderEncoder;
import io.depthstream.ingest.itch.AddOrderMpidEncoder;
import io.depthstream.ingest.itch.ItchEncoder;
import io.depthstream.ingest.itch.OrderDeleteEncoder;
import io.depthstream.ingest.itch.OrderExecutedEncoder;
import io.depthstream.ingest.itch.OrderReplaceEncoder;
import io.depthstream.schemas.Topics;
import java.lang.management.ManagementFactory;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

/** From message to open batch nothing is allocated: what a flush allocates is its batches' bytes and no more. */
class NormaliserAllocationTest {
    private static final int WARM_UP_ROUNDS = 200;
    private static final int ROUNDS = 400;
    private static final int SYMBOLS = 50;
    private static final int MESSAGES_A_ROUND = 500;
    private static final int ARRAY_HEADER_BYTES = 24;
    /** Room for what the machine itself allocates on this thread; one object a message would need 3 MB. */
    private static final long ALLOWED_BYTES = 64 * 1024;

    private final SymbolDirectory directory = new SymbolDirectory(Topics.MARKET_WIDE_SYMBOL);
    private final FeedHandlerCounters counters = new FeedHandlerCounters();
    private final SymbolBatches batches =
        new SymbolBatches(directory, FeedFixture.wide(), (id, value) -> sent(value), counters, "XNAS", "test-feed");
    private final ItchNormaliser normaliser =
        new ItchNormaliser(directory, batches, null, null, counters, FeedFixture.DAY);
    private final ExpandableArrayBuffer[] messages = {
        new ExpandableArrayBuffer(64), new ExpandableArrayBuffer(64), new ExpandableArrayBuffer(64),
        new ExpandableArrayBuffer(64), new ExpandableArrayBuffer(64)};
    private final int[] lengths = new int[messages.length];
    private long batchBytes;
    private long sequence;

    @Test
    void shouldAllocateNothingButTheBatchesBytes() {
        for (int i = 1; i <= SYMBOLS; i++) {
            directory.register(i, "SYM");
        }
        encode(0, new AddOrderEncoder().wrap(messages[0], 0).buySellIndicator('B').shares(1).price(1).stock("SYM"));
        encode(1, new AddOrderMpidEncoder().wrap(messages[1], 0).buySellIndicator('S').shares(1).price(1).stock("SYM")
            .attribution("NITE"));
        encode(2, new OrderDeleteEncoder().wrap(messages[2], 0));
        encode(3, new OrderReplaceEncoder().wrap(messages[3], 0).shares(1).price(1));
        encode(4, new OrderExecutedEncoder().wrap(messages[4], 0).executedShares(1));
        run(WARM_UP_ROUNDS);

        batchBytes = 0;
        final long before = allocatedBytes();
        run(ROUNDS);
        final long allocated = allocatedBytes() - before - batchBytes;

        assertEquals((WARM_UP_ROUNDS + ROUNDS) * (long) MESSAGES_A_ROUND, counters.events());
        assertTrue(allocated < ALLOWED_BYTES, () -> allocated + " bytes for " + ROUNDS * MESSAGES_A_ROUND + " messages");
    }

    private void encode(final int at, final ItchEncoder<?> message) {
        message.stockLocate(1).timestamp(at);
        lengths[at] = message.length();
    }

    private void run(final int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < MESSAGES_A_ROUND; i++) {
                final int which = i % messages.length;
                normaliser.onMessage(FeedFixture.SESSION, ++sequence, messages[which], 0, lengths[which],
                    FeedFixture.RECEIVED);
            }
            batches.flush(FlushReason.DRAINED);
        }
    }

    private void sent(final byte[] value) {
        batchBytes += value.length + ARRAY_HEADER_BYTES;
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
