package io.depthstream.jobs.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PendingStatesTest {

    private final PendingStates pending = new PendingStates(4, 3, (venue, symbol) -> venue + "." + symbol);
    private final HotBookState copy = new HotBookState(3);

    @Test
    void shouldKeepOneStateASymbolAndThatTheNewest() {
        assertTrue(pending.offer(Books.state("AAPL", 1)));
        for (int sequence = 2; sequence <= 1_000; sequence++) {
            assertFalse(pending.offer(Books.state("AAPL", sequence)), "a waiting symbol must not wait twice");
        }
        assertEquals(1, pending.waiting());
        final SymbolSlot slot = pending.poll();
        assertNotEquals(SymbolSlot.TORN, slot.read(copy));
        assertEquals(1_000, copy.sequence());
        assertNull(pending.poll());
        assertEquals(1_000, pending.offered());
        assertEquals(999, pending.conflated());
    }

    @Test
    void shouldServeSymbolsInTheOrderTheyBeganToWait() {
        pending.offer(Books.state("AAPL", 1));
        pending.offer(Books.state("MSFT", 2));
        pending.offer(Books.state("AAPL", 3));
        pending.poll().read(copy);
        assertEquals("AAPL", copy.symbol());
        pending.poll().read(copy);
        assertEquals("MSFT", copy.symbol());
    }

    @Test
    void shouldRefuseSymbolsBeyondTheLimitAndCountThem() {
        for (int i = 0; i < 6; i++) {
            pending.offer(Books.state("S" + i, 1));
        }
        assertEquals(4, pending.symbols());
        assertEquals(4, pending.waiting());
        assertEquals(2, pending.refused());
    }

    @Test
    void shouldRefuseASymbolOfAnotherVenue() {
        pending.offer(Books.state("AAPL", 1));
        final HotBookState elsewhere = new HotBookState(3).begin("XBOS", "1", "AAPL", 1, 0, 0, 0, 4);
        final String message =
                assertThrows(IllegalArgumentException.class, () -> pending.offer(elsewhere)).getMessage();
        assertEquals("one publisher serves one venue: AAPL was offered for XNAS and now for XBOS", message);
    }

    @Test
    void shouldCountAsUnacknowledgedUntilTheNewestVersionIsAnsweredFor() {
        pending.offer(Books.state("AAPL", 1));
        final SymbolSlot slot = pending.poll();
        final long first = slot.read(copy);
        pending.offer(Books.state("AAPL", 2));
        slot.acknowledge(first);
        assertEquals(1, pending.unacknowledged());
        slot.acknowledge(slot.read(copy));
        assertEquals(0, pending.unacknowledged());
    }

    @Test
    void shouldLetEverySymbolWaitAgainOnceEvenIfItDoesAlready() {
        pending.offer(Books.state("AAPL", 1));
        pending.offer(Books.state("MSFT", 2));
        final SymbolSlot apple = pending.poll();
        pending.everythingAgain();
        assertEquals(2, pending.waiting());
        assertSame(apple, pending.poll());
        assertEquals(1, pending.waiting());
    }

    @Test
    void shouldSendAStateOnceThoughItWasOfferedBetweenTakingTheSymbolAndCopying() {
        pending.offer(Books.state("AAPL", 1));
        final SymbolSlot slot = pending.poll();
        pending.offer(Books.state("AAPL", 2));
        assertTrue(slot.take(copy) > 0);
        assertEquals(2, copy.sequence());
        final HotBatch next = new HotBatch(4);
        next.fill(pending, new HotBookState[] {copy});
        assertEquals(0, next.size(), "the state is on its way already");
        assertEquals(1, pending.conflated(), "state 1 was never sent");
        pending.again(slot);
        next.fill(pending, new HotBookState[] {copy});
        assertEquals(1, next.size(), "what may not have arrived is sent again");
    }

    @Test
    @Timeout(60)
    void shouldNeitherTearNorLoseAStateWhileOneThreadOffersAndAnotherDrains() throws InterruptedException {
        final long last = 1_000_000;
        final Thread task = new Thread(() -> {
            final HotBookState reused = new HotBookState(3);
            for (long sequence = 1; sequence <= last; sequence++) {
                pending.offer(Books.fill(reused, "S" + sequence % 4, sequence));
            }
        });
        task.start();
        final Map<String, Long> newest = new HashMap<>();
        long sends = 0;
        boolean offering = true;
        while (offering || !pending.isEmpty()) {
            offering = task.isAlive();
            final SymbolSlot slot = pending.poll();
            if (slot == null) {
                Thread.onSpinWait();
                continue;
            }
            if (slot.read(copy) == SymbolSlot.TORN) {
                pending.again(slot);
                continue;
            }
            sends++;
            assertTrue(Books.whole(copy), "a torn state was taken for whole: " + copy.symbol() + " " + copy.sequence());
            final Long before = newest.put(copy.symbol(), copy.sequence());
            assertTrue(before == null || before <= copy.sequence(), "an older state came after a newer");
        }
        task.join();
        assertEquals(Map.of("S0", last, "S1", last - 3, "S2", last - 2, "S3", last - 1), newest);
        assertTrue(sends > 4, "the draining thread saw no change while the other offered: " + sends);
        assertTrue(pending.waiting() == 0 && pending.offered() == last);
    }
}
