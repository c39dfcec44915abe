package io.depthstream.orderbook;

import java.util.Arrays;

/**
 * Order reference → order, open addressing with linear probing on one {@code long[]}: two adjacent words a
 * slot (reference, packed order), so that a look-up touches one cache line.
 *
 * <p>The hash keeps the two lowest bits of the reference and spreads the rest: references are nearly dense, so orders
 * that arrive together share a cache line, but a run of young orders does not pile up on the old ones that lie
 * where it passes. Deletion shifts the followers back instead of leaving tombstones, so a day of adds and
 * deletes never slows the table. Nothing points at a slot from outside, so slots move freely.
 */
final class OrderTable {
    /** Packed order, from the top: price (31 bits), side (1), change state (2), shares (30). */
    static final int PRICE_SHIFT = 33;
    static final long ASK_BIT = 1L << 32;
    static final int STATE_SHIFT = 30;
    static final long STATE_MASK = 3L << STATE_SHIFT;
    static final long SHARES_MASK = (1L << STATE_SHIFT) - 1;

    /** References that differ only in these low bits are neighbours: four slots fill a cache line. */
    private static final int LINE_BITS = 2;
    private static final int LINE_MASK = (1 << LINE_BITS) - 1;
    /** 2<sup>64</sup> divided by the golden ratio, odd: spreads consecutive lines evenly (Knuth, vol. 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int MIN_SLOTS = 16;
    private static final int MAX_SLOTS = 1 << 29;

    private final int minSlots;
    private long[] words;
    private int mask;
    private int shift;
    private int size;
    private int growAt;
    private int shrinkBelow;

    /** A table that holds {@code expectedOrders} without growing, and never shrinks below that. */
    OrderTable(final int expectedOrders) {
        int slots = MIN_SLOTS;
        while (growLimit(slots) < expectedOrders && slots < MAX_SLOTS) {
            slots <<= 1;
        }
        minSlots = slots;
        reset(slots);
    }

    private static int growLimit(final int slots) {
        return slots / 8 * 5;
    }

    private void reset(final int slots) {
        words = new long[slots << 1];
        mask = slots - 1;
        shift = 64 - Integer.numberOfTrailingZeros(slots) + LINE_BITS;
        growAt = growLimit(slots);
        shrinkBelow = slots > minSlots ? slots / 4 : 0;
    }

    static long pack(final long price, final BookSide side, final long shares) {
        return price << PRICE_SHIFT | (side == BookSide.ASK ? ASK_BIT : 0) | shares;
    }

    static long price(final long order) {
        return order >>> PRICE_SHIFT;
    }

    static boolean isAsk(final long order) {
        return (order & ASK_BIT) != 0;
    }

    static long shares(final long order) {
        return order & SHARES_MASK;
    }

    private int home(final long orderRef) {
        return (int) ((orderRef >>> LINE_BITS) * SPREAD >>> shift) << LINE_BITS | (int) orderRef & LINE_MASK;
    }

    /** The slot of an order, or -1. */
    int find(final long orderRef) {
        final long[] w = words;
        final int m = mask;
        int slot = home(orderRef);
        while (true) {
            final long seen = w[slot << 1];
            if (seen == orderRef) {
                return slot;
            }
            if (seen == 0) {
                return -1;
            }
            slot = slot + 1 & m;
        }
    }

    /** The free slot an absent order would take, or the complement of the slot where it is. */
    int place(final long orderRef) {
        final long[] w = words;
        final int m = mask;
        int slot = home(orderRef);
        while (true) {
            final long seen = w[slot << 1];
            if (seen == 0) {
                return slot;
            }
            if (seen == orderRef) {
                return ~slot;
            }
            slot = slot + 1 & m;
        }
    }

    /** Makes room for one more order; false at the limit. Call before {@link #place}: it moves slots. */
    boolean ensureRoom() {
        if (size < growAt) {
            return true;
        }
        if (size >= OrderLimits.MAX_ORDERS) {
            return false;
        }
        resize(mask + 1 << 1);
        return true;
    }

    /** Fills the free slot that {@link #place} named. */
    void put(final int slot, final long orderRef, final long order) {
        words[slot << 1] = orderRef;
        words[(slot << 1) + 1] = order;
        size++;
    }

    long order(final int slot) {
        return words[(slot << 1) + 1];
    }

    void order(final int slot, final long order) {
        words[(slot << 1) + 1] = order;
    }

    /** Frees a slot and shifts back whatever it had displaced. */
    void remove(final int slot) {
        final long[] w = words;
        final int m = mask;
        int hole = slot;
        int next = slot + 1 & m;
        long ref = w[next << 1];
        while (ref != 0) {
            final int displaced = next - home(ref) & m;
            if (displaced >= (next - hole & m)) {
                w[hole << 1] = ref;
                w[(hole << 1) + 1] = w[(next << 1) + 1];
                hole = next;
            }
            next = next + 1 & m;
            ref = w[next << 1];
        }
        w[hole << 1] = 0;
        if (--size < shrinkBelow) {
            resize(mask + 1 >> 1);
        }
    }

    private void resize(final int slots) {
        final long[] old = words;
        reset(slots);
        final long[] w = words;
        final int m = mask;
        for (int i = 0; i < old.length; i += 2) {
            final long ref = old[i];
            if (ref != 0) {
                int slot = home(ref);
                while (w[slot << 1] != 0) {
                    slot = slot + 1 & m;
                }
                w[slot << 1] = ref;
                w[(slot << 1) + 1] = old[i + 1];
            }
        }
    }

    /** Reads the cache line an order's look-up will start at; the caller folds the result into something it keeps. */
    long touch(final long orderRef) {
        return words[home(orderRef) << 1];
    }

    int size() {
        return size;
    }

    int slots() {
        return mask + 1;
    }

    /** Counts occupied slots that a look-up of their own reference reaches: equal to {@link #size} in a sound table. */
    int countReachable() {
        int reachable = 0;
        for (int slot = 0; slot <= mask; slot++) {
            final long ref = words[slot << 1];
            if (ref != 0 && find(ref) == slot) {
                reachable++;
            }
        }
        return reachable;
    }

    long memoryBytes() {
        return 16 + 8L * words.length;
    }

    @Override
    public String toString() {
        return "OrderTable{size=" + size + ", slots=" + (mask + 1) + ", occupied="
                + Arrays.stream(words).filter(w -> w != 0).count() + '}';
    }
}
