package io.depthstream.benchmarks.comparison;

import io.depthstream.benchmarks.comparison.avro.BookSnapshot;
import io.depthstream.benchmarks.comparison.avro.OrderEvent;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The book of a symbol in map states: orders by reference, levels by price. A timer, one a symbol and interval however
 * many events come, writes a snapshot of the best levels.
 *
 * <p>As good as the documentation teaches: timers coalesced to the interval, no state read that isn't needed, no
 * serialisation by Kryo, safe under object reuse.
 */
public final class MapStateBook extends KeyedProcessFunction<String, OrderEvent, BookSnapshot> {
    /** Metric that counts the events processed. */
    public static final String APPLIED = "comparisonAppliedEvents";

    private static final long serialVersionUID = 1L;

    private final long intervalMillis;
    private final int depth;

    private transient MapState<Long, RestingOrder> orders;
    private transient MapState<Long, PriceLevel> bids;
    private transient MapState<Long, PriceLevel> asks;
    private transient Counter applied;

    /**
     * A book for every key.
     *
     * @param intervalMillis event time between snapshots of a symbol that changed
     * @param depth          levels a side in a snapshot
     */
    public MapStateBook(final long intervalMillis, final int depth) {
        this.intervalMillis = intervalMillis;
        this.depth = depth;
    }

    @Override
    public void open(final OpenContext context) {
        orders = getRuntimeContext().getMapState(
            new MapStateDescriptor<>("orders", Types.LONG, Types.POJO(RestingOrder.class)));
        bids = getRuntimeContext().getMapState(
            new MapStateDescriptor<>("bids", Types.LONG, Types.POJO(PriceLevel.class)));
        asks = getRuntimeContext().getMapState(
            new MapStateDescriptor<>("asks", Types.LONG, Types.POJO(PriceLevel.class)));
        applied = getRuntimeContext().getMetricGroup().counter(APPLIED);
    }

    @Override
    public void processElement(final OrderEvent event, final Context context, final Collector<BookSnapshot> out)
            throws Exception {
        switch (event.getKind()) {
            case ADD -> add(event.getOrderRef(), event.getBuy(), event.getPriceE4(), event.getShares());
            case EXECUTE, CANCEL -> reduce(event.getOrderRef(), event.getShares());
            case DELETE -> reduce(event.getOrderRef(), Long.MAX_VALUE);
            case REPLACE -> {
                final RestingOrder old = reduce(event.getOrderRef(), Long.MAX_VALUE);
                if (old != null) {
                    add(event.getNewOrderRef(), old.buy, event.getPriceE4(), event.getShares());
                }
            }
            case OTHER -> {
                applied.inc();
                return;
            }
        }
        applied.inc();
        final long due = (context.timestamp() / intervalMillis + 1) * intervalMillis;
        context.timerService().registerEventTimeTimer(due);
    }

    private void add(final long orderRef, final boolean buy, final long priceE4, final long shares) throws Exception {
        orders.put(orderRef, new RestingOrder(buy, priceE4, shares));
        final MapState<Long, PriceLevel> side = buy ? bids : asks;
        final PriceLevel known = side.get(priceE4);
        final PriceLevel level = known == null ? new PriceLevel() : known;
        level.shares += shares;
        level.orders++;
        side.put(priceE4, level);
    }

    /** Takes shares off an order, all of them at most; the order as it was, or null if there is none. */
    private RestingOrder reduce(final long orderRef, final long most) throws Exception {
        final RestingOrder order = orders.get(orderRef);
        if (order == null) {
            return null;
        }
        final long taken = Math.min(most, order.shares);
        final boolean gone = taken == order.shares;
        final MapState<Long, PriceLevel> side = order.buy ? bids : asks;
        final PriceLevel level = side.get(order.priceE4);
        level.shares -= taken;
        if (gone) {
            level.orders--;
            orders.remove(orderRef);
        } else {
            order.shares -= taken;
            orders.put(orderRef, order);
        }
        if (level.orders == 0) {
            side.remove(order.priceE4);
        } else {
            side.put(order.priceE4, level);
        }
        return order;
    }

    @Override
    public void onTimer(final long timestamp, final OnTimerContext context, final Collector<BookSnapshot> out)
            throws Exception {
        final TopLevels bid = top(bids, true);
        final TopLevels ask = top(asks, false);
        out.collect(new BookSnapshot(context.getCurrentKey(), timestamp,
            bid.prices(), bid.shares(), bid.orders(), ask.prices(), ask.shares(), ask.orders()));
    }

    private TopLevels top(final MapState<Long, PriceLevel> side, final boolean highestFirst) throws Exception {
        final TopLevels top = new TopLevels(depth, highestFirst);
        for (final Map.Entry<Long, PriceLevel> level : side.entries()) {
            top.offer(level.getKey(), level.getValue());
        }
        return top;
    }

    /** Event time of an event in Flink's unit. */
    static long timestampMillis(final OrderEvent event) {
        return TimeUnit.NANOSECONDS.toMillis(event.getEventTimeNanos());
    }
}
