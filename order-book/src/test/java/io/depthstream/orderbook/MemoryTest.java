package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The promises on memory: bytes an order, bytes a level, memory given back, nothing allocated on the hot path. */
class MemoryTest {
    private static final long SEED = 20200130;
    private static final int SYMBOLS = 8_000;
    private static final int ORDERS = 1_600_000;
    private static final int MOST_BYTES_AN_ORDER = 64;
    private static final int MOST_BYTES_A_LEVEL = 100;

    private final OrderBooks books = new OrderBooks(0);
    private final OrderBook[] bySymbol = new OrderBook[SYMBOLS];
    private final long[] live = new long[ORDERS];
    private final int[] symbolOf = new int[ORDERS];
    private final Random random = new Random(SEED);
    private long reference;
    private int symbols = SYMBOLS;

    private void fill(final int orders) {
        for (int i = 0; i < SYMBOLS; i++) {
            bySymbol[i] = books.open("S" + i);
        }
        for (int i = 0; i < orders; i++) {
            addAt(i);
        }
    }

    private void addAt(final int i) {
        symbolOf[i] = (int) (symbols * Math.pow(random.nextDouble(), 2));
        live[i] = ++reference;
        final boolean bid = random.nextBoolean();
        final long away = (long) (-Math.log(1 - random.nextDouble()) * 12) * 100;
        final Applied applied = bySymbol[symbolOf[i]].add(live[i], bid ? BookSide.BID : BookSide.ASK,
                bid ? 1_000_000 - away : 1_000_100 + away, 100);
        assertEquals(Applied.OK, applied);
    }

    private void churn(final int times, final int orders) {
        for (int n = 0; n < times; n++) {
            final int i = random.nextInt(orders);
            bySymbol[symbolOf[i]].delete(live[i]);
            addAt(i);
        }
    }

    @Test
    void shouldHoldAFullDayWithinItsBudgetAndGiveItBack() {
        fill(ORDERS);
        churn(ORDERS, ORDERS);
        assertEquals(ORDERS, books.liveOrders());
        final long levels = books.levels();
        final long pooled = books.pool().memoryBytes() + books.index().memoryBytes();
        final long rest = books.memoryBytes() - pooled;
        System.out.printf("orders %d: %.1f bytes each; levels %d: %.1f bytes each; all in %.1f MB (seed %d)%n",
                ORDERS, (double) pooled / ORDERS, levels, (double) rest / levels,
                books.memoryBytes() / 1e6, SEED);
        assertTrue(levels > 200_000, "levels " + levels);
        assertTrue(pooled <= (long) MOST_BYTES_AN_ORDER * ORDERS, "bytes of orders: " + pooled);
        assertTrue(rest <= MOST_BYTES_A_LEVEL * levels, "bytes of levels: " + rest + " for " + levels);
        for (int i = 0; i < ORDERS; i++) {
            assertEquals(Applied.OK, bySymbol[symbolOf[i]].delete(live[i]));
            if (i % 10_000 == 0 && books.liveOrders() >= ORDERS / 16) {
                requireWithinBudget();
            }
        }
        assertTrue(books.pool().records() <= 256 && books.index().length() <= 64, books.pool().toString());
        assertTrue(books.memoryBytes() < 1_000L * SYMBOLS, "left: " + books.memoryBytes());
        BookInvariants.check(books);
    }

    private void requireWithinBudget() {
        final long bytes = books.pool().memoryBytes() + books.index().memoryBytes();
        final long rest = books.memoryBytes() - bytes;
        assertTrue(bytes <= MOST_BYTES_AN_ORDER * books.liveOrders(), "bytes of orders: " + bytes + " for " + books.liveOrders());
        assertTrue(rest <= MOST_BYTES_A_LEVEL * books.levels(), "bytes of levels: " + rest + " for " + books.levels());
    }

    @Test
    void shouldGiveBackTheMemoryOfOneQuietSymbol() {
        final OrderBook book = books.open("BUSY");
        for (int i = 1; i <= 50_000; i++) {
            book.add(i, BookSide.BID, 1_000_000 - i % 500 * 100, 100);
        }
        final long busy = books.memoryBytes();
        for (int i = 1; i <= 49_990; i++) {
            book.delete(i);
        }
        BookInvariants.check(books);
        assertTrue(busy > 400_000, "busy: " + busy);
        assertTrue(books.memoryBytes() < 20_000, "quiet: " + books.memoryBytes());
    }

    @Test
    void shouldAllocateNothingAnOrderOnceItsArraysHaveGrown() {
        symbols = 100;
        final int orders = ORDERS / 8;
        fill(orders);
        churn(8 * orders, orders);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        churn(2 * orders, orders);
        final double bytes = (double) (threads.getCurrentThreadAllocatedBytes() - before) / (4 * orders);
        System.out.printf("allocated %.3f bytes a change (seed %d)%n", bytes, SEED);
        assertTrue(bytes < 1, "only an array that grows past its largest size so far may allocate: " + bytes + " bytes a change");
    }
}
