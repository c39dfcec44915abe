package io.depthstream.orderbook.reference;

import io.depthstream.orderbook.Applied;
import io.depthstream.orderbook.BookHash;
import io.depthstream.orderbook.BookSide;
import io.depthstream.orderbook.OrderLimits;
import io.depthstream.orderbook.OrderVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A by-order book of a sorted map of linked maps: slow, and easy to see to be right. It answers the same calls with
 * the same codes as {@link io.depthstream.orderbook.OrderBook} and has the same {@link #hash}. Of one thread.
 */
public final class ReferenceBook {
    private static final class Order {
        private final BookSide side;
        private final long price;
        private long shares;

        private Order(final BookSide side, final long price, final long shares) {
            this.side = side;
            this.price = price;
            this.shares = shares;
        }
    }

    private final Map<Long, Order> orders = new HashMap<>();
    private final TreeMap<Long, LinkedHashMap<Long, Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, LinkedHashMap<Long, Order>> asks = new TreeMap<>();

    /** Rests a new order behind all others at its price. */
    public Applied add(final long orderRef, final BookSide side, final long price, final long shares) {
        final Applied judged = OrderLimits.check(orderRef, price, shares);
        if (judged != Applied.OK) {
            return judged;
        }
        if (orders.containsKey(orderRef)) {
            return Applied.DUPLICATE_ORDER;
        }
        final Order order = new Order(side, price, shares);
        orders.put(orderRef, order);
        side(side).computeIfAbsent(price, p -> new LinkedHashMap<>()).put(orderRef, order);
        return Applied.OK;
    }

    /** Takes executed shares off an order. */
    public Applied execute(final long orderRef, final long shares) {
        return reduce(orderRef, shares);
    }

    /** Takes cancelled shares off an order. */
    public Applied cancel(final long orderRef, final long shares) {
        return reduce(orderRef, shares);
    }

    /** Takes an order off the book. */
    public Applied delete(final long orderRef) {
        final Order order = orders.remove(orderRef);
        if (order == null) {
            return Applied.UNKNOWN_ORDER;
        }
        final LinkedHashMap<Long, Order> level = side(order.side).get(order.price);
        level.remove(orderRef);
        if (level.isEmpty()) {
            side(order.side).remove(order.price);
        }
        return Applied.OK;
    }

    /** Replaces an order by one of the same side, which queues anew. */
    public Applied replace(final long orderRef, final long newOrderRef, final long price, final long shares) {
        final Applied judged = OrderLimits.check(newOrderRef, price, shares);
        if (judged != Applied.OK) {
            return judged;
        }
        if (newOrderRef != orderRef && orders.containsKey(newOrderRef)) {
            return Applied.DUPLICATE_ORDER;
        }
        final Order order = orders.get(orderRef);
        if (order == null) {
            return Applied.UNKNOWN_ORDER;
        }
        delete(orderRef);
        return add(newOrderRef, order.side, price, shares);
    }

    private Applied reduce(final long orderRef, final long shares) {
        final Order order = orders.get(orderRef);
        if (order == null) {
            return Applied.UNKNOWN_ORDER;
        }
        if (shares <= 0) {
            return Applied.BAD_SHARES;
        }
        if (shares > order.shares) {
            return Applied.EXCESS_SHARES;
        }
        order.shares -= shares;
        return order.shares == 0 ? delete(orderRef) : Applied.OK;
    }

    /** Takes every order off the book. */
    public void clear() {
        orders.clear();
        bids.clear();
        asks.clear();
    }

    /** One price level: what rests there, added up. */
    public record Level(long price, long shares, int orders) {
    }

    /** The levels of a side, best first. */
    public List<Level> levels(final BookSide side) {
        final List<Level> levels = new ArrayList<>();
        side(side).forEach((price, queue) -> levels.add(
                new Level(price, queue.values().stream().mapToLong(o -> o.shares).sum(), queue.size())));
        return levels;
    }

    /** The best level of a side, or null when the side is empty. */
    public Level best(final BookSide side) {
        final Map.Entry<Long, LinkedHashMap<Long, Order>> first = side(side).firstEntry();
        return first == null ? null : new Level(first.getKey(),
                first.getValue().values().stream().mapToLong(o -> o.shares).sum(), first.getValue().size());
    }

    /** Shows the orders at a price in time priority; none if nothing rests there. */
    public void forEachOrder(final BookSide side, final long price, final OrderVisitor visitor) {
        side(side).getOrDefault(price, new LinkedHashMap<>()).forEach((ref, order) -> visitor.order(ref, order.shares));
    }

    /** The shares that trade before an order at its price; -1 when there is no such order. */
    public long sharesAhead(final long orderRef) {
        final Order order = orders.get(orderRef);
        if (order == null) {
            return -1;
        }
        long ahead = 0;
        for (final Map.Entry<Long, Order> entry : side(order.side).get(order.price).entrySet()) {
            if (entry.getKey() == orderRef) {
                break;
            }
            ahead += entry.getValue().shares;
        }
        return ahead;
    }

    /** Whether an order of this reference rests in this book. */
    public boolean contains(final long orderRef) {
        return orders.containsKey(orderRef);
    }

    /** The shares left of an order; 0 when there is no such order. */
    public long orderShares(final long orderRef) {
        return contains(orderRef) ? orders.get(orderRef).shares : 0;
    }

    /** The price of an order; -1 when there is no such order. */
    public long orderPrice(final long orderRef) {
        return contains(orderRef) ? orders.get(orderRef).price : -1;
    }

    /** The side of an order; null when there is no such order. */
    public BookSide orderSide(final long orderRef) {
        return contains(orderRef) ? orders.get(orderRef).side : null;
    }

    /** Orders resting in this book. */
    public long liveOrders() {
        return orders.size();
    }

    /** The references of all resting orders, in no particular order. */
    public List<Long> references() {
        return new ArrayList<>(orders.keySet());
    }

    /** Hash of the whole state, time priority included; see {@link BookHash}. */
    public long hash() {
        long hash = BookHash.SEED;
        for (final BookSide side : BookSide.values()) {
            for (final Map.Entry<Long, LinkedHashMap<Long, Order>> level : side(side).entrySet()) {
                hash = BookHash.level(hash, side, level.getKey());
                for (final Map.Entry<Long, Order> order : level.getValue().entrySet()) {
                    hash = BookHash.order(hash, order.getKey(), order.getValue().shares);
                }
            }
        }
        return hash;
    }

    private TreeMap<Long, LinkedHashMap<Long, Order>> side(final BookSide side) {
        return side == BookSide.BID ? bids : asks;
    }
}
