package io.depthstream.local.simulator;

import static io.depthstream.local.simulator.LiveOrders.ASK;
import static io.depthstream.local.simulator.LiveOrders.BID;
import static io.depthstream.local.simulator.LiveOrders.NONE;

/**
 * What traders do: adds, cancels, deletes and replaces of live orders, and executions of the order that is first in
 * price and time.
 *
 * <p>Each symbol has a middle price that walks in ticks. Orders come at a distance behind it that falls off
 * geometrically, with a few far away, and never reach the other side, so that no book is ever locked or crossed.
 * When the middle has walked past a side's best price, that side is executed and deleted first, so that the book
 * follows; nobody deletes the last order of a side. How many orders a symbol has is steered to a target by the choice between add and delete; most deletes
 * and replaces hit young orders. One thread; allocates only while the live orders grow.
 */
final class OrderFlow {

    private static final int DISTANCES = 1024;
    private static final int LEAST_ORDERS = 2;
    /** Youngest orders among which three in four deletes, cancels and replaces choose. */
    private static final int YOUNG = 12;
    private static final int CANCEL_TRIES = 4;
    private static final int[] SIZES = {
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 200, 200, 200, 300, 300, 400, 500, 500,
        600, 700, 800, 1_000, 1_000, 2_000, 5_000, 0, 0, 0, 0, 0};
    private static final int[] PARTICIPANTS = {
        Codes.four("NITE"), Codes.four("ETMM"), Codes.four("UBSS"), Codes.four("GSCO"), Codes.four("TMBR"),
        Codes.four("LEHM"), Codes.four("WABR"), Codes.four("JPMS")};

    private static final int ONE = 1 << 16;
    private static final int FAR_ORDER = ONE / 20;
    private static final int WALK_STEP = ONE / 48;
    private static final int ATTRIBUTED = ONE / 64;
    private static final int FULL_EXECUTION = ONE * 3 / 10;
    private static final int SWEEP_GOES_ON = ONE * 35 / 100;
    private static final int OTHER_PRICE = ONE / 50;

    private final Listings listings;
    private final ListingStates states;
    private final SeededRandom random;
    private final ItchWriter writer;
    private final WeightedChoice activity;
    private final MessageMix mix;
    private final Prints prints;
    private final LiveOrders live;

    private final int[] middle;
    private final int[] fullTarget;
    /** Exponentially distributed distances in units of 1/256 of the mean. */
    private final int[] distance = new int[DISTANCES];
    private int population;
    private long lastReference;
    private int sweptSymbol = NONE;
    private int sweptSide;

    OrderFlow(final SimulationConfig config, final Listings listings, final ListingStates states,
              final SeededRandom random, final ItchWriter writer, final Prints prints) {
        this.listings = listings;
        this.states = states;
        this.random = random;
        this.writer = writer;
        this.prints = prints;
        activity = WeightedChoice.zipf(config.symbols(), config.zipfExponent());
        mix = new MessageMix(config.messages(), writer);
        middle = listings.firstTick.clone();
        fullTarget = targets(config);
        live = new LiveOrders(config.symbols(), (int) Math.min(1 << 27, config.peakLiveOrders() * 17 / 16));
        for (int i = 0; i < DISTANCES; i++) {
            distance[i] = (int) (-256.0 * StrictMath.log((i + 0.5) / DISTANCES));
        }
    }

    LiveOrders live() {
        return live;
    }

    /** Middle price of a symbol in ticks. */
    int middle(final int symbol) {
        return middle[symbol];
    }

    /**
     * Follows the day.
     *
     * @param newPopulation share of the peak number of orders wanted now, 0 to 65,536
     */
    void retune(final long sent, final int busyness, final int newPopulation) {
        mix.retune(sent, busyness);
        population = newPopulation;
    }

    /** Writes the next message of any kind. */
    int next() {
        if (sweptSymbol != NONE) {
            final int symbol = sweptSymbol;
            sweptSymbol = NONE;
            final int first = live.first(symbol, sweptSide);
            if (first != NONE && states.trades(symbol)) {
                return execute(symbol, first);
            }
        }
        final int symbol = listings.byRank[activity.pick(random)];
        walk(symbol);
        final int draw = random.below(MessageMix.SCALE);
        final int count = live.count(symbol);
        if (count > 0 && draw < mix.replaceBelow) {
            return replace(symbol, chosen(symbol, count));
        }
        if (count > 0 && draw < mix.cancelBelow) {
            return cancel(symbol, count);
        }
        if (draw >= mix.cancelBelow && draw < mix.tradeBelow && states.trades(symbol)) {
            if (draw >= mix.executeBelow) {
                return trade(symbol);
            }
            final int side = aggressedSide(symbol);
            final int first = live.first(symbol, side);
            if (first != NONE) {
                return execute(symbol, first);
            }
        }
        return addOrDelete(symbol, count);
    }

    /** Executes the first order of a side at its own price for the cross: not printable, for the cross prints it. */
    int executeInCross(final int symbol, final int slot, final int shares) {
        final int priceE4 = live.tick(slot) * listings.tickE4[symbol];
        final long reference = live.reference(slot);
        take(symbol, slot, shares);
        return writer.executeAtPrice(symbol + 1, reference, shares, prints.unprinted(), 'N', priceE4);
    }

    private int addOrDelete(final int symbol, final int count) {
        final int target = LEAST_ORDERS + (int) (((long) fullTarget[symbol] * population) >>> 16);
        final int lean = (int) Math.max(-30_000L, Math.min(30_000L, (target - count) * 32_768L / (target / 4 + 4)));
        if (count == 0 || random.chance(ONE / 2 + lean)) {
            return add(symbol);
        }
        final int stale = staleSide(symbol);
        final int slot = stale != NONE && random.chance(ONE / 2) ? live.first(symbol, stale) : chosen(symbol, count);
        if (live.isAloneOnItsSide(symbol, slot)) {
            return add(symbol);
        }
        final long reference = live.reference(slot);
        live.remove(symbol, slot);
        return writer.delete(symbol + 1, reference);
    }

    private int add(final int symbol) {
        final int side;
        if (live.bestTick(symbol, BID) == 0) {
            side = BID;
        } else if (live.bestTick(symbol, ASK) == 0) {
            side = ASK;
        } else {
            side = random.below(2);
        }
        final int tick = price(symbol, side);
        final int shares = size();
        final long reference = newReference();
        live.add(symbol, side, tick, shares, reference);
        final long stock = listings.packedName(symbol);
        final int priceE4 = tick * listings.tickE4[symbol];
        final char code = side == BID ? 'B' : 'S';
        return random.chance(ATTRIBUTED)
            ? writer.addAttributed(symbol + 1, stock, reference, code, shares, priceE4,
                PARTICIPANTS[random.below(PARTICIPANTS.length)])
            : writer.add(symbol + 1, stock, reference, code, shares, priceE4);
    }

    private int replace(final int symbol, final int slot) {
        final int side = live.side(slot);
        final long reference = live.reference(slot);
        final int shares = random.below(2) == 0 ? live.shares(slot) : size();
        live.remove(symbol, slot);
        final int tick = price(symbol, side);
        final long newReference = newReference();
        live.add(symbol, side, tick, shares, newReference);
        return writer.replace(symbol + 1, reference, newReference, shares, tick * listings.tickE4[symbol]);
    }

    private int cancel(final int symbol, final int count) {
        int slot = chosen(symbol, count);
        for (int tries = 1; tries < CANCEL_TRIES && live.shares(slot) == 1; tries++) {
            slot = chosen(symbol, count);
        }
        final long reference = live.reference(slot);
        if (live.shares(slot) == 1) {
            live.remove(symbol, slot);
            return writer.delete(symbol + 1, reference);
        }
        final int shares = part(live.shares(slot));
        live.reduce(slot, shares);
        return writer.cancel(symbol + 1, reference, shares);
    }

    private int execute(final int symbol, final int slot) {
        final long reference = live.reference(slot);
        final int side = live.side(slot);
        final int tick = live.tick(slot);
        final int left = live.shares(slot);
        final int shares = left == 1 || random.chance(FULL_EXECUTION) ? left : part(left);
        take(symbol, slot, shares);
        if (random.chance(SWEEP_GOES_ON)) {
            sweptSymbol = symbol;
            sweptSide = side;
        }
        if (random.chance(OTHER_PRICE)) {
            final int worse = Math.max(1, side == BID ? tick - 1 : tick + 1);
            return writer.executeAtPrice(symbol + 1, reference, shares, prints.printed(symbol + 1), 'Y',
                worse * listings.tickE4[symbol]);
        }
        return writer.execute(symbol + 1, reference, shares, prints.printed(symbol + 1));
    }

    private int trade(final int symbol) {
        final int best = live.bestTick(symbol, random.below(2));
        final int tick = best == 0 ? middle[symbol] : best;
        return writer.trade(symbol + 1, listings.packedName(symbol), size(), tick * listings.tickE4[symbol],
            prints.printed(symbol + 1));
    }

    private void take(final int symbol, final int slot, final int shares) {
        if (shares == live.shares(slot)) {
            live.remove(symbol, slot);
        } else {
            live.reduce(slot, shares);
        }
    }

    private void walk(final int symbol) {
        final long bits = random.nextLong();
        if ((bits >>> 48) >= WALK_STEP) {
            return;
        }
        final int step = 1 + listings.firstTick[symbol] / 20_000;
        final boolean up = (bits & 1) == 0;
        final int next = middle[symbol] + (up ? step : -step);
        final int ask = live.bestTick(symbol, ASK);
        final int bid = live.bestTick(symbol, BID);
        final int lead = 2 + listings.halfSpread[symbol];
        final boolean tooFar = up ? ask != 0 && next > ask + lead : bid != 0 && next < bid - lead;
        if (!tooFar && next >= listings.lowTick[symbol] && next <= listings.highTick[symbol]) {
            middle[symbol] = next;
        }
    }

    /** The side whose best price the middle has walked past, or NONE. */
    private int staleSide(final int symbol) {
        final int ask = live.bestTick(symbol, ASK);
        if (ask != 0 && middle[symbol] >= ask) {
            return ASK;
        }
        return live.bestTick(symbol, BID) > middle[symbol] ? BID : NONE;
    }

    private int aggressedSide(final int symbol) {
        final int stale = staleSide(symbol);
        return stale != NONE ? stale : random.below(2);
    }

    private int price(final int symbol, final int side) {
        final int bits = (int) (random.nextLong() >>> 32);
        int behind = (distance[bits & (DISTANCES - 1)] * listings.meanDepth[symbol]) >> 8;
        if ((bits >>> 16) < FAR_ORDER) {
            behind *= 8;
        }
        behind += listings.halfSpread[symbol];
        if (side == BID) {
            final int ask = live.bestTick(symbol, ASK);
            final int tick = Math.max(1, middle[symbol] - behind);
            return ask != 0 && tick >= ask ? ask - 1 : tick;
        }
        final int bid = live.bestTick(symbol, BID);
        final int ceiling = listings.tickE4[symbol] == 1 ? 9_999 : Integer.MAX_VALUE;
        final int tick = Math.min(ceiling, middle[symbol] + 1 + behind);
        return tick <= bid ? bid + 1 : tick;
    }

    private int chosen(final int symbol, final int count) {
        final int bits = (int) (random.nextLong() >>> 32);
        if ((bits & 3) != 0) {
            final int among = Math.min(count, YOUNG);
            return live.member(symbol, count - 1 - (int) (((bits >>> 2) * (long) among) >>> 30));
        }
        return live.member(symbol, random.below(count));
    }

    private int size() {
        final int bits = (int) (random.nextLong() >>> 40);
        final int size = SIZES[bits & 31];
        return size != 0 ? size : 1 + (((bits >>> 5) * 99) >>> 19);
    }

    /** Some of the shares, at least one and not all; whole hundreds where it can be. */
    private int part(final int shares) {
        return shares > 100 ? 100 * (1 + random.below((shares - 1) / 100)) : 1 + random.below(shares - 1);
    }

    private long newReference() {
        final int skip = random.below(16);
        lastReference += skip < 14 ? 1 : skip - 12;
        return lastReference;
    }

    private int[] targets(final SimulationConfig config) {
        final int symbols = config.symbols();
        final double exponent = -0.6 * config.zipfExponent();
        double total = 0;
        for (int rank = 0; rank < symbols; rank++) {
            total += StrictMath.pow(rank + 1.0, exponent);
        }
        final long shared = config.peakLiveOrders() - (long) LEAST_ORDERS * symbols;
        final int[] targets = new int[symbols];
        for (int rank = 0; rank < symbols; rank++) {
            targets[listings.byRank[rank]] = (int) (shared * (StrictMath.pow(rank + 1.0, exponent) / total));
        }
        return targets;
    }
}
