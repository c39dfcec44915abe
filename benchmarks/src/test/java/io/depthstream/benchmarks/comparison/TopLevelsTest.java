package io.depthstream.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TopLevelsTest {
    @Test
    void shouldKeepTheHighestBidsInOrder() {
        final TopLevels top = new TopLevels(3, true);
        for (final long price : new long[] {5, 9, 1, 7, 8}) {
            top.offer(price, level(price * 100, price));
        }

        assertEquals(List.of(9L, 8L, 7L), top.prices());
        assertEquals(List.of(900L, 800L, 700L), top.shares());
        assertEquals(List.of(9L, 8L, 7L), top.orders());
    }

    @Test
    void shouldKeepTheLowestOffersInOrder() {
        final TopLevels top = new TopLevels(2, false);
        for (final long price : new long[] {5, 9, 1}) {
            top.offer(price, level(10, 1));
        }

        assertEquals(List.of(1L, 5L), top.prices());
    }

    private static PriceLevel level(final long shares, final long orders) {
        final PriceLevel level = new PriceLevel();
        level.shares = shares;
        level.orders = orders;
        return level;
    }
}
