package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.depthstream.orderbook.reference.ReferenceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Orders and levels get other numbers when memory is given back; the books stay as they are (jqwik prints the seed). */
class GiveBackTest {
    private static final int BOOKS = 3;
    private static final int MOST_ORDERS = 2_000;

    private OrderBooks books;
    private final OrderBook[] fast = new OrderBook[BOOKS];
    private final ReferenceBook[] plain = new ReferenceBook[BOOKS];
    private final List<List<Long>> live = new ArrayList<>();

    @Property(tries = 10)
    void shouldKeepEveryBookWhenTheDayEmptiesAndFillsAgain(@ForAll final long seed) {
        final Random random = new Random(seed);
        books = new OrderBooks(0);
        live.clear();
        for (int i = 0; i < BOOKS; i++) {
            fast[i] = books.open("S" + i);
            plain[i] = new ReferenceBook();
            live.add(new ArrayList<>());
        }
        for (int round = 0; round < 2; round++) {
            for (int n = 0; n < BOOKS * MOST_ORDERS; n++) {
                add(random, random.nextInt(BOOKS));
            }
            final int full = books.pool().records();
            compare();
            while (books.liveOrders() > 20) {
                final int symbol = random.nextInt(BOOKS);
                if (!live.get(symbol).isEmpty()) {
                    delete(random, symbol);
                }
                if (books.liveOrders() % 101 == 0) {
                    compare();
                }
            }
            compare();
            assertTrue(books.pool().records() < full / 4, books.pool().toString());
        }
    }

    /** References are few, so that every book has some that another book has too. */
    private void add(final Random random, final int symbol) {
        final long orderRef = 1 + random.nextInt(4 * MOST_ORDERS);
        final BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
        final long price = 1_000 + random.nextInt(400);
        final Applied applied = fast[symbol].add(orderRef, side, price, 5);
        assertEquals(plain[symbol].add(orderRef, side, price, 5), applied);
        if (applied == Applied.OK) {
            live.get(symbol).add(orderRef);
        }
    }

    private void delete(final Random random, final int symbol) {
        final List<Long> orders = live.get(symbol);
        final int i = random.nextInt(orders.size());
        final long orderRef = orders.set(i, orders.get(orders.size() - 1));
        orders.remove(orders.size() - 1);
        assertEquals(Applied.OK, plain[symbol].delete(orderRef));
        assertEquals(Applied.OK, fast[symbol].delete(orderRef));
    }

    private void compare() {
        for (int i = 0; i < BOOKS; i++) {
            assertEquals(plain[i].hash(), fast[i].hash());
        }
        BookInvariants.check(books);
    }
}
