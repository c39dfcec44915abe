package io.depthstream.benchmarks.comparison;

import java.util.ArrayList;
import java.util.List;

/** Picks the best levels of one side out of all, which come in any order. One thread. */
final class TopLevels {
    private final int depth;
    private final boolean highestFirst;
    private final List<Long> prices = new ArrayList<>();
    private final List<Long> shares = new ArrayList<>();
    private final List<Long> orders = new ArrayList<>();

    TopLevels(final int depth, final boolean highestFirst) {
        this.depth = depth;
        this.highestFirst = highestFirst;
    }

    void offer(final long price, final PriceLevel level) {
        int at = prices.size();
        while (at > 0 && (highestFirst ? price > prices.get(at - 1) : price < prices.get(at - 1))) {
            at--;
        }
        if (at == depth) {
            return;
        }
        if (prices.size() == depth) {
            prices.remove(depth - 1);
            shares.remove(depth - 1);
            orders.remove(depth - 1);
        }
        prices.add(at, price);
        shares.add(at, level.shares);
        orders.add(at, level.orders);
    }

    List<Long> prices() {
        return prices;
    }

    List<Long> shares() {
        return shares;
    }

    List<Long> orders() {
        return orders;
    }
}
