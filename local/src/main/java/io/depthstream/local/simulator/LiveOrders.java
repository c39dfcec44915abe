package io.depthstream.local.simulator;

import java.util.Arrays;

/**
 * Every live order of the simulated market, with each symbol's price ladder and time priority: what the simulator
 * must know to send only messages that can be applied.
 *
 * <p>Primitive arrays only: 32 bytes an order, 16 a price level, 8 a level's place in its ladder, 4 an order's place
 * in its symbol. An order is named by its slot; slots and levels are reused through free lists. Prices are in ticks of
 * the symbol, at least 1. Inside, a bid is keyed by its tick and an offer by its negated tick, so that the best level
 * is the greatest key on both sides and stands at the end of its ladder, where most changes are.
 *
 * <p>One thread. Allocates only while it grows past its largest size so far.
 */
final class LiveOrders {

    static final int BID = 0;
    static final int ASK = 1;
    /** No such order or level. */
    static final int NONE = -1;

    private static final int STRIDE = 8;
    private static final int REF_HIGH = 0;
    private static final int REF_LOW = 1;
    private static final int SHARES = 2;
    private static final int LEVEL = 3;
    private static final int PREVIOUS = 4;
    private static final int NEXT = 5;
    private static final int POSITION = 6;
    private static final int KEY = 7;

    private static final int LEVEL_STRIDE = 4;
    private static final int LEVEL_HEAD = 0;
    private static final int LEVEL_TAIL = 1;
    private static final int LEVEL_COUNT = 2;

    private static final int INITIAL_PLACES = 8;
    /** Places of a ladder looked at from its best end before a binary search: most orders are near the touch. */
    private static final int LINEAR_PROBES = 6;

    private int[] orders;
    private int orderSlots;
    private int freeOrder = NONE;
    private int[] levels;
    private int levelSlots;
    private int freeLevel = NONE;

    private final int[][] members;
    private final int[] memberCount;
    /** Ladder of symbol × 2 + side: key in the upper, level in the lower half; ascending, best last. */
    private final long[][] ladders;
    private final int[] ladderCount;

    private long live;
    private long peak;
    private long liveLevels;

    LiveOrders(final int symbols, final int expectedOrders) {
        orders = new int[Math.max(64, expectedOrders) * STRIDE];
        levels = new int[Math.max(64, expectedOrders / 2) * LEVEL_STRIDE];
        members = new int[symbols][INITIAL_PLACES];
        memberCount = new int[symbols];
        ladders = new long[symbols * 2][INITIAL_PLACES];
        ladderCount = new int[symbols * 2];
    }

    /** Adds an order behind all others at its price. Returns its slot. */
    int add(final int symbol, final int side, final int tick, final int shares, final long reference) {
        final int slot = takeOrderSlot();
        final int key = side == BID ? tick : -tick;
        final int level = levelFor(symbol * 2 + side, key);
        final int base = slot * STRIDE;
        orders[base + REF_HIGH] = (int) (reference >>> 32);
        orders[base + REF_LOW] = (int) reference;
        orders[base + SHARES] = shares;
        orders[base + LEVEL] = level;
        orders[base + KEY] = key;
        orders[base + NEXT] = NONE;

        final int levelBase = level * LEVEL_STRIDE;
        final int tail = levels[levelBase + LEVEL_TAIL];
        orders[base + PREVIOUS] = tail;
        if (tail == NONE) {
            levels[levelBase + LEVEL_HEAD] = slot;
        } else {
            orders[tail * STRIDE + NEXT] = slot;
        }
        levels[levelBase + LEVEL_TAIL] = slot;
        levels[levelBase + LEVEL_COUNT]++;

        int count = memberCount[symbol];
        if (count == members[symbol].length) {
            members[symbol] = Arrays.copyOf(members[symbol], count + (count >> 1));
        }
        members[symbol][count] = slot;
        orders[base + POSITION] = count;
        memberCount[symbol] = ++count;
        live++;
        if (live > peak) {
            peak = live;
        }
        return slot;
    }

    /** Takes an order out of its symbol's book. */
    void remove(final int symbol, final int slot) {
        final int base = slot * STRIDE;
        final int level = orders[base + LEVEL];
        final int levelBase = level * LEVEL_STRIDE;
        final int previous = orders[base + PREVIOUS];
        final int next = orders[base + NEXT];
        if (previous == NONE) {
            levels[levelBase + LEVEL_HEAD] = next;
        } else {
            orders[previous * STRIDE + NEXT] = next;
        }
        if (next == NONE) {
            levels[levelBase + LEVEL_TAIL] = previous;
        } else {
            orders[next * STRIDE + PREVIOUS] = previous;
        }
        if (--levels[levelBase + LEVEL_COUNT] == 0) {
            removeLevel(symbol * 2 + (orders[base + KEY] > 0 ? BID : ASK), orders[base + KEY], level);
        }

        final int position = orders[base + POSITION];
        final int last = --memberCount[symbol];
        final int moved = members[symbol][last];
        members[symbol][position] = moved;
        orders[moved * STRIDE + POSITION] = position;

        orders[base + NEXT] = freeOrder;
        freeOrder = slot;
        live--;
    }

    /** Takes shares off an order, which must keep at least one. */
    void reduce(final int slot, final int shares) {
        orders[slot * STRIDE + SHARES] -= shares;
    }

    long reference(final int slot) {
        final int base = slot * STRIDE;
        return ((long) orders[base + REF_HIGH] << 32) | (orders[base + REF_LOW] & 0xFFFF_FFFFL);
    }

    int shares(final int slot) {
        return orders[slot * STRIDE + SHARES];
    }

    int side(final int slot) {
        return orders[slot * STRIDE + KEY] > 0 ? BID : ASK;
    }

    int tick(final int slot) {
        return Math.abs(orders[slot * STRIDE + KEY]);
    }

    /** Live orders of a symbol. */
    int count(final int symbol) {
        return memberCount[symbol];
    }

    /** The order at a place from 0 to count − 1; later places hold mostly younger orders. */
    int member(final int symbol, final int place) {
        return members[symbol][place];
    }

    /** Best tick of a side, 0 where the side is empty. */
    int bestTick(final int symbol, final int side) {
        final int ladder = symbol * 2 + side;
        final int count = ladderCount[ladder];
        return count == 0 ? 0 : Math.abs((int) (ladders[ladder][count - 1] >> 32));
    }

    /** The order that is next to execute on a side: oldest at the best price. NONE where the side is empty. */
    int first(final int symbol, final int side) {
        final int ladder = symbol * 2 + side;
        final int count = ladderCount[ladder];
        return count == 0 ? NONE : levels[(int) ladders[ladder][count - 1] * LEVEL_STRIDE + LEVEL_HEAD];
    }

    /** Whether an order is all there is on its side. */
    boolean isAloneOnItsSide(final int symbol, final int slot) {
        return ladderCount[symbol * 2 + side(slot)] == 1
            && levels[orders[slot * STRIDE + LEVEL] * LEVEL_STRIDE + LEVEL_COUNT] == 1;
    }

    long live() {
        return live;
    }

    long peak() {
        return peak;
    }

    long liveLevels() {
        return liveLevels;
    }

    /** Bytes held by the arrays, used or not. */
    long memoryBytes() {
        long bytes = 4L * orders.length + 4L * levels.length;
        for (final int[] places : members) {
            bytes += 16 + 4L * places.length;
        }
        for (final long[] ladder : ladders) {
            bytes += 16 + 8L * ladder.length;
        }
        return bytes;
    }

    private int takeOrderSlot() {
        final int slot = freeOrder;
        if (slot != NONE) {
            freeOrder = orders[slot * STRIDE + NEXT];
            return slot;
        }
        if ((orderSlots + 1) * STRIDE > orders.length) {
            orders = Arrays.copyOf(orders, orders.length + (orders.length >> 1));
        }
        return orderSlots++;
    }

    private int levelFor(final int ladder, final int key) {
        final long[] places = ladders[ladder];
        final int count = ladderCount[ladder];
        final int place = placeOf(places, count, key);
        if (place < count && (int) (places[place] >> 32) == key) {
            return (int) places[place];
        }
        final int level = takeLevelSlot();
        final long[] target = count < places.length
            ? places : (ladders[ladder] = Arrays.copyOf(places, count + (count >> 1)));
        System.arraycopy(target, place, target, place + 1, count - place);
        target[place] = ((long) key << 32) | level;
        ladderCount[ladder] = count + 1;
        return level;
    }

    private void removeLevel(final int ladder, final int key, final int level) {
        final long[] places = ladders[ladder];
        final int count = ladderCount[ladder];
        final int place = placeOf(places, count, key);
        System.arraycopy(places, place + 1, places, place, count - place - 1);
        ladderCount[ladder] = count - 1;
        levels[level * LEVEL_STRIDE + LEVEL_HEAD] = freeLevel;
        freeLevel = level;
        liveLevels--;
    }

    /** First place whose key is not below the given one. */
    private static int placeOf(final long[] places, final int count, final int key) {
        final int stop = Math.max(0, count - LINEAR_PROBES);
        int place = count;
        while (place > stop && (int) (places[place - 1] >> 32) >= key) {
            place--;
        }
        if (place > stop || stop == 0) {
            return place;
        }
        int low = 0;
        int high = stop;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if ((int) (places[middle] >> 32) < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int takeLevelSlot() {
        int level = freeLevel;
        if (level != NONE) {
            freeLevel = levels[level * LEVEL_STRIDE + LEVEL_HEAD];
        } else {
            if ((levelSlots + 1) * LEVEL_STRIDE > levels.length) {
                levels = Arrays.copyOf(levels, levels.length + (levels.length >> 1));
            }
            level = levelSlots++;
        }
        final int base = level * LEVEL_STRIDE;
        levels[base + LEVEL_HEAD] = NONE;
        levels[base + LEVEL_TAIL] = NONE;
        levels[base + LEVEL_COUNT] = 0;
        liveLevels++;
        return level;
    }
}
