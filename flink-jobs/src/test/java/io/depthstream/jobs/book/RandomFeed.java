package io.depthstream.jobs.book;

import io.depthstream.schemas.Topics;
import io.depthstream.schemas.avro.EventKind;
import io.depthstream.schemas.avro.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded stream of venue events over a few symbols: mostly valid order flow that crosses now and then, with trades,
 * status, imbalance and, if asked for, orders the book can't know.
 */
final class RandomFeed {

    private static final long MID = 1_000_000;

    private final Random random;
    private final String[] symbols;
    private final Map<String, List<long[]>> live = new HashMap<>();
    private final double badShare;
    private long sequence;
    private long time;
    private long ref;

    RandomFeed(final Random random, final int symbolCount, final long startNanos, final double badShare) {
        this.random = random;
        this.badShare = badShare;
        time = startNanos;
        ref = 1 + random.nextInt(1_000);
        symbols = new String[symbolCount];
        for (int i = 0; i < symbolCount; i++) {
            symbols[i] = "S" + i;
            live.put(symbols[i], new ArrayList<>());
        }
    }

    /** The directory that opens a day: one event of every symbol, and one of the market. */
    List<FeedEvent> directory() {
        final List<FeedEvent> events = new ArrayList<>();
        for (final String symbol : symbols) {
            events.add(FeedEvent.rare(EventKind.DIRECTORY, symbol, ++sequence, time, Side.NONE, 0, 100, "Q"));
        }
        events.add(FeedEvent.rare(
                EventKind.SYSTEM, Topics.MARKET_WIDE_SYMBOL, ++sequence, time, Side.NONE, 0, 0, "O"));
        return events;
    }

    List<FeedEvent> next(final int count) {
        final List<FeedEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            time += random.nextInt(10) == 0 ? random.nextInt(30_000_000) : random.nextInt(300_000);
            sequence += 1 + random.nextInt(3);
            events.add(next());
        }
        return events;
    }

    private FeedEvent next() {
        final double u = random.nextDouble();
        final String symbol = symbols[(int) (symbols.length * random.nextDouble() * random.nextDouble())];
        final List<long[]> orders = live.get(symbol);
        if (u < badShare) {
            return FeedEvent.delete(symbol, sequence, time, 900_000_000L + random.nextInt(1_000));
        }
        if (u < badShare + 0.04) {
            return rare(symbol);
        }
        if (orders.isEmpty() || random.nextInt(100) < (orders.size() < 60 ? 50 : 38)) {
            return add(symbol, orders);
        }
        final int at = random.nextInt(orders.size());
        final long[] order = orders.get(at);
        switch (random.nextInt(8)) {
            case 0 -> {
                final long shares = 1 + random.nextInt((int) order[1]);
                take(orders, at, shares);
                return FeedEvent.execute(symbol, sequence, time, order[0], shares);
            }
            case 1 -> {
                final long shares = 1 + random.nextInt((int) order[1]);
                take(orders, at, shares);
                return FeedEvent.executeAtPrice(
                        symbol, sequence, time, order[0], shares, MID + random.nextInt(1_000), random.nextBoolean());
            }
            case 2 -> {
                final long shares = 1 + random.nextInt((int) order[1]);
                take(orders, at, shares);
                return FeedEvent.cancel(symbol, sequence, time, order[0], shares);
            }
            case 3 -> {
                orders.remove(at);
                final long newRef = ref++;
                final long shares = 1 + random.nextInt(500);
                orders.add(new long[] {newRef, shares});
                return FeedEvent.replace(
                        symbol, sequence, time, order[0], newRef, MID + 100L * (random.nextInt(61) - 30), shares);
            }
            default -> {
                orders.remove(at);
                return FeedEvent.delete(symbol, sequence, time, order[0]);
            }
        }
    }

    private FeedEvent add(final String symbol, final List<long[]> orders) {
        final Side side = random.nextBoolean() ? Side.BID : Side.ASK;
        final int away = 100 * (random.nextInt(30) - 1);
        final long shares = 1 + random.nextInt(500);
        final long orderRef = ref++;
        orders.add(new long[] {orderRef, shares});
        return FeedEvent.add(
                symbol, sequence, time, side, orderRef, side == Side.BID ? MID - away : MID + 100 + away, shares);
    }

    private static void take(final List<long[]> orders, final int at, final long shares) {
        final long[] order = orders.get(at);
        order[1] -= shares;
        if (order[1] == 0) {
            orders.remove(at);
        }
    }

    private FeedEvent rare(final String symbol) {
        return switch (random.nextInt(8)) {
            case 0 -> FeedEvent.rare(EventKind.TRADE, symbol, sequence, time, Side.BID, MID, 100, "");
            case 1 -> FeedEvent.rare(EventKind.CROSS_TRADE, symbol, sequence, time, Side.NONE, MID, 1_000, "O");
            case 2 -> FeedEvent.rare(EventKind.BROKEN_TRADE, symbol, sequence, time, Side.NONE, 0, 0, "");
            case 3 -> FeedEvent.rare(EventKind.IMBALANCE, symbol, sequence, time, Side.ASK, MID, 700, "S|C|1",
                    5_000, MID - 500, MID + 500);
            case 4 -> FeedEvent.rare(EventKind.LULD_COLLAR, symbol, sequence, time, Side.NONE, MID, 0, "",
                    MID + 9_000, MID - 9_000, 1);
            case 5 -> FeedEvent.rare(EventKind.SYSTEM, Topics.MARKET_WIDE_SYMBOL, sequence, time, Side.NONE, 0, 0, "Q");
            case 6 -> FeedEvent.rare(EventKind.OPERATIONAL_HALT, symbol, sequence, time, Side.NONE, 0, 0,
                    "Q|" + (random.nextBoolean() ? "H" : "T"));
            default -> FeedEvent.rare(EventKind.TRADING_ACTION, symbol, sequence, time, Side.NONE, 0, 0,
                    "HPQT".charAt(random.nextInt(4)) + "| |T1");
        };
    }

    String[] symbols() {
        return symbols;
    }
}
