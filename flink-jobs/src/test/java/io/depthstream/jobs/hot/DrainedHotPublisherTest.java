package io.depthstream.jobs.hot;

import static io.depthstream.jobs.hot.Conditions.LIMIT;
import static io.depthstream.jobs.hot.Conditions.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.jobs.config.HotConfig;
import io.depthstream.jobs.config.JobConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the publisher does for any store, shown with one that is a map; it is also how little a store has to be. */
@Timeout(120)
class DrainedHotPublisherTest {

    private static final HotConfig CONFIG = JobConfig.of(Map.of(
            "hot.batchSymbols", "8", "hot.maxSymbols", "64", "hot.alertAfterMillis", "100", "book.depthLevels", "3")).hot();

    private final MapLink store = new MapLink();
    private final DrainedHotPublisher publisher = new DrainedHotPublisher(CONFIG, store, "test");

    @AfterEach
    void close() {
        publisher.close();
        assertTrue(store.closed, "the link is closed with the publisher");
    }

    @Test
    void shouldBringTheNewestOfEachSymbolInBatchesOfAtMostTheLimit() throws Exception {
        for (int i = 0; i < 40; i++) {
            publisher.offer(Books.state("S" + i % 20, i + 1));
        }
        assertTrue(publisher.drain(LIMIT));
        for (int i = 20; i < 40; i++) {
            assertEquals(i + 1, store.held.get("XNAS/S" + i % 20));
        }
        assertTrue(store.sizes.stream().allMatch(size -> size >= 1 && size <= 8), store.sizes::toString);
    }

    @Test
    void shouldSendAgainAtOnceAfterAPauseOrOnANewConnectionAsTheLinkSays() throws Exception {
        for (final HotLink.Fault fault : HotLink.Fault.values()) {
            final long connects = publisher.counters().connects();
            final long sequence = fault.ordinal() + 1;
            store.faults.add(fault);
            publisher.offer(Books.state("AAPL", sequence));
            await(() -> Long.valueOf(sequence).equals(store.held.get("XNAS/AAPL")));
            assertTrue(publisher.drain(LIMIT));
            await(() -> store.faults.isEmpty());
            if (fault == HotLink.Fault.CONNECTION) {
                assertEquals(connects + 1, publisher.counters().connects());
            }
        }
        assertEquals(2, publisher.counters().failedBatches(), "to be sent again at once is no failure");
    }

    @Test
    void shouldSendEverySymbolAgainAfterTheConnectionWasLostAndRaiseTheAlertMeanwhile() throws Exception {
        publisher.offer(Books.state("AAPL", 1));
        publisher.offer(Books.state("MSFT", 2));
        assertTrue(publisher.drain(LIMIT));
        store.away = true;
        store.held.clear();
        await(() -> publisher.counters().down());
        publisher.offer(Books.state("AAPL", 3));
        assertEquals("away", store.error);
        store.away = false;
        await(() -> Map.of("XNAS/AAPL", 3L, "XNAS/MSFT", 2L).equals(store.held));
        await(() -> !publisher.counters().down());
    }

    /** A hot store in one class. */
    private static final class MapLink implements HotLink {
        private final Map<String, Long> held = new ConcurrentHashMap<>();
        private final ConcurrentLinkedQueue<Fault> faults = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
        private volatile String error = "";
        private volatile boolean away;
        private volatile boolean closed;
        private boolean connected;

        @Override
        public String name() {
            return "map";
        }

        @Override
        public Object addressOf(final String venue, final String symbol) {
            return venue + '/' + symbol;
        }

        @Override
        public void connect() {
            if (away) {
                error = "away";
                throw new IllegalStateException(error);
            }
            connected = true;
        }

        @Override
        public boolean isOpen() {
            return connected && !away;
        }

        @Override
        public void send(final HotBatch batch, final HotBookState[] states, final Runnable answered) {
            sizes.add(batch.size());
            if (faults.isEmpty()) {
                for (int i = 0; i < batch.size(); i++) {
                    held.put(batch.address(i, String.class), states[i].sequence());
                }
                batch.answer(new BatchReply(batch.size(), 0, 0, ""), null);
            } else {
                batch.answer(null, new IllegalArgumentException("refused"));
            }
            answered.run();
        }

        @Override
        public Fault fault(final HotBatch batch, final Throwable refused) {
            return faults.poll();
        }

        @Override
        public void drop() {
            connected = false;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
