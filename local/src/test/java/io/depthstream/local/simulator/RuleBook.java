package io.depthstream.local.simulator;

import io.depthstream.ingest.itch.AddOrder;
import io.depthstream.ingest.itch.AddOrderMpid;
import io.depthstream.ingest.itch.BrokenTrade;
import io.depthstream.ingest.itch.CrossTrade;
import io.depthstream.ingest.itch.DirectListingPriceDiscovery;
import io.depthstream.ingest.itch.IpoQuotingPeriodUpdate;
import io.depthstream.ingest.itch.ItchFieldCheck;
import io.depthstream.ingest.itch.ItchListener;
import io.depthstream.ingest.itch.ItchMessage;
import io.depthstream.ingest.itch.LuldAuctionCollar;
import io.depthstream.ingest.itch.MarketParticipantPosition;
import io.depthstream.ingest.itch.MwcbStatus;
import io.depthstream.ingest.itch.NetOrderImbalance;
import io.depthstream.ingest.itch.OperationalHalt;
import io.depthstream.ingest.itch.OrderCancel;
import io.depthstream.ingest.itch.OrderDelete;
import io.depthstream.ingest.itch.OrderExecuted;
import io.depthstream.ingest.itch.OrderExecutedWithPrice;
import io.depthstream.ingest.itch.OrderReplace;
import io.depthstream.ingest.itch.RegShoRestriction;
import io.depthstream.ingest.itch.RetailPriceImprovement;
import io.depthstream.ingest.itch.StockDirectory;
import io.depthstream.ingest.itch.StockTradingAction;
import io.depthstream.ingest.itch.SystemEvent;
import io.depthstream.ingest.itch.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules that a valid day keeps, checked with plain JDK collections so that nothing of the simulator's own
 * bookkeeping can hide its mistakes. Breaches are collected, the first {@value #MOST_BREACHES} of them in words.
 */
final class RuleBook implements ItchListener {

    private static final int MOST_BREACHES = 20;

    final List<String> breaches = new ArrayList<>();
    final StringBuilder systemEvents = new StringBuilder();
    final Map<Integer, String> listed = new HashMap<>();
    final Map<Character, Long> crossShares = new HashMap<>();
    final Set<Integer> halted = new HashSet<>();
    long executedInCrosses;
    long executions;
    long applied;

    private record Order(int locate, boolean bid, long price, long shares) {
    }

    /** Orders of one symbol: price to references in time priority; bids under negated price, so that best is first. */
    private static final class Ladder {
        final TreeMap<Long, LinkedHashSet<Long>> bids = new TreeMap<>();
        final TreeMap<Long, LinkedHashSet<Long>> asks = new TreeMap<>();

        TreeMap<Long, LinkedHashSet<Long>> side(final boolean bid) {
            return bid ? bids : asks;
        }
    }

    private final ItchFieldCheck fields = new ItchFieldCheck();
    private final Map<Long, Order> orders = new HashMap<>();
    private final Map<Integer, Ladder> ladders = new HashMap<>();
    private final Map<Integer, Character> state = new HashMap<>();
    private final Set<Integer> operationalHalts = new HashSet<>();
    private final Set<Long> unbroken = new HashSet<>();
    private final Map<Integer, Long> pendingCross = new HashMap<>();
    private final Map<Integer, Character> indicated = new HashMap<>();
    private long lastReference;
    private long lastMatch;

    int liveOrders() {
        return orders.size();
    }

    @Override
    public void onSystemEvent(final SystemEvent message) {
        possible(message, fields.check(message));
        systemEvents.append(message.eventCode());
    }

    @Override
    public void onStockDirectory(final StockDirectory message) {
        possible(message, fields.check(message));
        check(listed.put(message.stockLocate(), message.stock()) == null, "listed twice", message);
    }

    @Override
    public void onStockTradingAction(final StockTradingAction message) {
        possible(message, fields.check(message));
        state.put(message.stockLocate(), message.tradingState());
        if (message.tradingState() != 'T') {
            halted.add(message.stockLocate());
        }
    }

    @Override
    public void onOperationalHalt(final OperationalHalt message) {
        possible(message, fields.check(message));
        if (message.operationalHaltAction() == 'H') {
            operationalHalts.add(message.stockLocate());
        } else {
            operationalHalts.remove(message.stockLocate());
        }
    }

    @Override
    public void onAddOrder(final AddOrder message) {
        possible(message, fields.check(message));
        check(message.stock().equals(listed.get(message.stockLocate())), "stock is not the locate's", message);
        add(message, message.orderReferenceNumber(), message.buySellIndicator() == 'B', message.price(),
            message.shares());
    }

    @Override
    public void onAddOrderMpid(final AddOrderMpid message) {
        possible(message, fields.check(message));
        add(message, message.orderReferenceNumber(), message.buySellIndicator() == 'B', message.price(),
            message.shares());
    }

    @Override
    public void onOrderExecuted(final OrderExecuted message) {
        possible(message, fields.check(message));
        execute(message, message.orderReferenceNumber(), message.executedShares(), message.matchNumber(), true);
    }

    @Override
    public void onOrderExecutedWithPrice(final OrderExecutedWithPrice message) {
        possible(message, fields.check(message));
        final boolean printed = message.printable() == 'Y';
        execute(message, message.orderReferenceNumber(), message.executedShares(), message.matchNumber(), printed);
        if (!printed) {
            executedInCrosses += message.executedShares();
            pendingCross.merge(message.stockLocate(), message.executedShares(), Long::sum);
        }
    }

    @Override
    public void onOrderCancel(final OrderCancel message) {
        possible(message, fields.check(message));
        final Order order = orders.get(message.orderReferenceNumber());
        check(order != null && message.cancelledShares() >= 1 && message.cancelledShares() < order.shares,
            "cancels shares the order does not have to spare", message);
        reduce(message, message.orderReferenceNumber(), message.cancelledShares());
    }

    @Override
    public void onOrderDelete(final OrderDelete message) {
        possible(message, fields.check(message));
        remove(message, message.orderReferenceNumber());
        applied++;
    }

    @Override
    public void onOrderReplace(final OrderReplace message) {
        possible(message, fields.check(message));
        final Order order = remove(message, message.originalOrderReferenceNumber());
        if (order != null) {
            add(message, message.newOrderReferenceNumber(), order.bid, message.price(), message.shares());
        }
    }

    @Override
    public void onTrade(final Trade message) {
        possible(message, fields.check(message));
        check(trades(message), "trades while it may not", message);
        print(message, message.matchNumber(), true);
    }

    @Override
    public void onNetOrderImbalance(final NetOrderImbalance message) {
        possible(message, fields.check(message));
        indicated.put(message.stockLocate(), message.crossType());
    }

    @Override
    public void onCrossTrade(final CrossTrade message) {
        possible(message, fields.check(message));
        print(message, message.matchNumber(), true);
        final Character type = indicated.remove(message.stockLocate());
        check(type != null && type == message.crossType(), "crosses without an indicator of its cross", message);
        final Long displayed = pendingCross.remove(message.stockLocate());
        check(message.shares() >= (displayed == null ? 0 : displayed), "prints less than was executed", message);
        crossShares.merge(message.crossType(), message.shares(), Long::sum);
    }

    @Override
    public void onBrokenTrade(final BrokenTrade message) {
        possible(message, fields.check(message));
        check(unbroken.remove(message.matchNumber()), "breaks no earlier print, or one already broken", message);
    }

    @Override
    public void onIpoQuotingPeriodUpdate(final IpoQuotingPeriodUpdate message) {
        possible(message, fields.check(message));
    }

    @Override
    public void onLuldAuctionCollar(final LuldAuctionCollar message) {
        possible(message, fields.check(message));
    }

    @Override
    public void onMarketParticipantPosition(final MarketParticipantPosition message) {
        possible(message, fields.check(message));
    }

    @Override
    public void onMwcbStatus(final MwcbStatus message) {
        possible(message, fields.check(message));
    }

    @Override
    public void onRegShoRestriction(final RegShoRestriction message) {
        possible(message, fields.check(message));
    }

    @Override
    public void onRetailPriceImprovement(final RetailPriceImprovement message) {
        possible(message, fields.check(message));
    }

    @Override
    public void onDirectListingPriceDiscovery(final DirectListingPriceDiscovery message) {
        possible(message, fields.check(message));
    }

    private void possible(final ItchMessage message, final String impossible) {
        check(impossible == null, "has an impossible field (" + impossible + ")", message);
    }

    private void add(final ItchMessage message, final long reference, final boolean bid, final long price,
                     final long shares) {
        check(reference > lastReference && reference < lastReference + 4, "reference is not nearly dense", message);
        lastReference = Math.max(lastReference, reference);
        check(shares >= 1 && price >= 1, "no shares or no price", message);
        orders.put(reference, new Order(message.stockLocate(), bid, price, shares));
        final Ladder ladder = ladders.computeIfAbsent(message.stockLocate(), locate -> new Ladder());
        ladder.side(bid).computeIfAbsent(bid ? -price : price, key -> new LinkedHashSet<>()).add(reference);
        check(ladder.bids.isEmpty() || ladder.asks.isEmpty() || -ladder.bids.firstKey() < ladder.asks.firstKey(),
            "locks or crosses the book", message);
        applied++;
    }

    private void execute(final ItchMessage message, final long reference, final long shares, final long match,
                         final boolean printed) {
        executions++;
        check(trades(message), "executes while it may not", message);
        print(message, match, printed);
        final Order order = orders.get(reference);
        check(order != null && shares >= 1 && shares <= order.shares, "executes shares the order has not", message);
        if (order != null) {
            final TreeMap<Long, LinkedHashSet<Long>> side = ladders.get(message.stockLocate()).side(order.bid);
            check(side.firstEntry().getValue().iterator().next() == reference,
                "executes an order that is not first in price and time", message);
        }
        reduce(message, reference, shares);
    }

    private void reduce(final ItchMessage message, final long reference, final long shares) {
        final Order order = orders.get(reference);
        if (order == null || order.shares <= shares) {
            remove(message, reference);
        } else {
            orders.put(reference, new Order(order.locate, order.bid, order.price, order.shares - shares));
        }
        applied++;
    }

    private Order remove(final ItchMessage message, final long reference) {
        final Order order = orders.remove(reference);
        check(order != null && order.locate == message.stockLocate(), "names no live order of its symbol", message);
        if (order != null) {
            final TreeMap<Long, LinkedHashSet<Long>> side = ladders.get(order.locate).side(order.bid);
            final long key = order.bid ? -order.price : order.price;
            side.get(key).remove(reference);
            if (side.get(key).isEmpty()) {
                side.remove(key);
            }
        }
        return order;
    }

    private void print(final ItchMessage message, final long match, final boolean printed) {
        check(match > lastMatch, "match number does not increase", message);
        lastMatch = match;
        if (printed) {
            unbroken.add(match);
        }
    }

    private boolean trades(final ItchMessage message) {
        return state.getOrDefault(message.stockLocate(), 'H') == 'T' && !operationalHalts.contains(message.stockLocate());
    }

    private void check(final boolean kept, final String breach, final ItchMessage message) {
        if (!kept && breaches.size() < MOST_BREACHES) {
            breaches.add(breach + ": " + message);
        }
    }
}
