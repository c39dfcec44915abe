package io.depthstream.orderbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The index against a hash map, while its buckets are on their way as well as at rest (jqwik prints the seed). */
class OrderIndexTest {
    private static final int MOST_ORDERS = 3_000;

    private OrderPool pool;
    private OrderIndex index;
    private Map<Long, Integer> truth;
    private List<Long> live;

    private void add(final long orderRef) {
        final int record = pool.put(orderRef, 0, 1);
        index.add(orderRef, record);
        truth.put(orderRef, record);
        live.add(orderRef);
    }

    private void remove(final int i) {
        final long orderRef = live.set(i, live.get(live.size() - 1));
        live.remove(live.size() - 1);
        final int record = truth.remove(orderRef);
        index.remove(orderRef, record);
        pool.free(record);
        assertEquals(0, index.find(orderRef));
    }

    @Property(tries = 20)
    void shouldFindWhatIsThereWhileItGrowsAndShrinks(@ForAll final long seed) {
        pool = new OrderPool(0);
        index = new OrderIndex(pool, 0);
        truth = new HashMap<>();
        live = new ArrayList<>();
        final Random random = new Random(seed);
        final long stride = 1L << random.nextInt(20);
        long next = 1 + random.nextInt(1_000);
        for (int round = 0; round < 2; round++) {
            while (live.size() < MOST_ORDERS) {
                add(next);
                next += stride * (1 + random.nextInt(3));
                check(random);
            }
            while (live.size() > 10) {
                remove(random.nextInt(live.size()));
                check(random);
            }
        }
        for (final Map.Entry<Long, Integer> order : truth.entrySet()) {
            assertEquals(order.getValue(), index.find(order.getKey()));
        }
        assertTrue(index.length() <= 64, "buckets left: " + index.length());
    }

    private void check(final Random random) {
        final long orderRef = live.get(random.nextInt(live.size()));
        assertEquals(truth.get(orderRef), index.find(orderRef));
        assertEquals(truth.size(), index.size());
    }

    @Test
    void shouldKeepChainsShortWhenReferencesAreMultiples() {
        for (long stride = 1; stride <= 1 << 20; stride <<= 1) {
            final OrderPool orders = new OrderPool(0);
            final OrderIndex strided = new OrderIndex(orders, 1 << 12);
            int hits = 0;
            for (int i = 1; i <= 1 << 12; i++) {
                strided.add(i * stride, orders.put(i * stride, 0, 1));
            }
            for (int i = 1; i <= 1 << 12; i++) {
                hits += orders.reference(strided.youngest(i * stride)) == i * stride ? 1 : 0;
            }
            assertTrue(hits >= 1 << 10, hits + " of 4096 are first in their bucket, stride " + stride);
        }
    }
}
