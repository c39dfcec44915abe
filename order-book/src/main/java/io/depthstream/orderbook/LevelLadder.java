package io.depthstream.orderbook;

import java.util.Arrays;

/**
 * The price levels of one side, sorted in one {@code long[]} with the best level at the end, where most of
 * the changes are. A level takes three words:
 *
 * <pre>
 *   key (31 bits) | not ascending (1) | queue class (5) | orders (27)
 *   shares of all its orders
 *   class 0: the reference of its only order; else: offset of its queue
 * </pre>
 *
 * <p>The key is the price for bids and its complement for asks, so a greater key is always better and no
 * comparison asks for the side. A queue holds references first in time first; as a venue counts its references up
 * they are nearly always ascending, and a search is binary; the "not ascending" bit says when it must be linear.
 */
final class LevelLadder extends QueueArena {
    private static final int STRIDE = 3;
    private static final int KEY_SHIFT = 33;
    private static final long UNSORTED = 1L << 32;
    private static final int CLASS_SHIFT = 27;
    private static final long CLASS_ONE = 1L << CLASS_SHIFT;
    private static final int CLASS_MASK = 31;
    private static final long COUNT_MASK = CLASS_ONE - 1;
    private static final int MIN_LEVELS = 2;
    /** A ladder this short is not worth giving back: its book may only be between two quotes. */
    private static final int KEPT_LEVELS = 4;
    /** Levels looked at one by one from the best before the search turns binary. */
    private static final int NEAR = 8;
    private static final long[] NO_WORDS = new long[0];

    private final int flip;
    private final Scratch scratch;
    private long[] words = NO_WORDS;
    private int levels;

    LevelLadder(final BookSide side, final Scratch scratch) {
        this.scratch = scratch;
        flip = side == BookSide.ASK ? (int) OrderLimits.MAX_PRICE : 0;
    }

    /** Complements a price of the ask side; its own inverse. */
    long key(final long price) {
        return price ^ flip;
    }

    int levels() {
        return levels;
    }

    long price(final int level) {
        return key(words[level * STRIDE] >>> KEY_SHIFT);
    }

    long shares(final int level) {
        return words[level * STRIDE + 1];
    }

    int orders(final int level) {
        return (int) (words[level * STRIDE] & COUNT_MASK);
    }

    private int queueClass(final int level) {
        return (int) (words[level * STRIDE] >>> CLASS_SHIFT) & CLASS_MASK;
    }

    /** The level of a price, or the complement of where it belongs. */
    int find(final long price) {
        final long key = key(price);
        final long[] w = words;
        int high = levels - 1;
        for (final int near = Math.max(high - NEAR, -1); high > near; high--) {
            final long seen = w[high * STRIDE] >>> KEY_SHIFT;
            if (seen <= key) {
                return seen == key ? high : ~(high + 1);
            }
        }
        int low = 0;
        while (low <= high) {
            final int middle = low + high >>> 1;
            final long seen = w[middle * STRIDE] >>> KEY_SHIFT;
            if (seen < key) {
                low = middle + 1;
            } else if (seen > key) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return ~low;
    }

    /** Opens a level with its first order. */
    void open(final int level, final long price, final long orderRef, final long shares) {
        final int at = level * STRIDE;
        final int end = levels * STRIDE;
        if (end == words.length) {
            words = Arrays.copyOf(words, Math.max(MIN_LEVELS, levels + (levels >> 1)) * STRIDE);
        }
        final long[] w = words;
        for (int i = end - 1; i >= at; i--) {
            w[i + STRIDE] = w[i];
        }
        w[at] = key(price) << KEY_SHIFT | 1;
        w[at + 1] = shares;
        w[at + 2] = orderRef;
        levels++;
    }

    /** Queues an order behind all others of the level; false when the level is full. */
    boolean append(final int level, final long orderRef, final long shares) {
        final int at = level * STRIDE;
        final long head = words[at];
        final int count = (int) (head & COUNT_MASK);
        final int sizeClass = queueClass(level);
        if (count == OrderLimits.MAX_LEVEL_ORDERS) {
            return false;
        }
        if (count == 1 << sizeClass) {
            widen(at, count, sizeClass);
        }
        final long[] q = queue;
        final int tail = (int) words[at + 2] + count;
        q[tail] = orderRef;
        words[at] = words[at] + 1 | (q[tail - 1] > orderRef ? UNSORTED : 0);
        words[at + 1] += shares;
        return true;
    }

    private void widen(final int at, final int count, final int sizeClass) {
        if (fragmented(sizeClass + 1)) {
            pack();
        }
        final int offset = allocate(sizeClass + 1);
        if (sizeClass == 0) {
            queue[offset] = words[at + 2];
        } else {
            final int old = (int) words[at + 2];
            System.arraycopy(queue, old, queue, offset, count);
            free(old, sizeClass);
        }
        words[at + 2] = offset;
        words[at] += CLASS_ONE;
    }

    /** The place of an order in the queue of a level, 0 first, or -1. */
    int position(final int level, final long orderRef) {
        final int at = level * STRIDE;
        final long head = words[at];
        if ((head >>> CLASS_SHIFT & CLASS_MASK) == 0) {
            return words[at + 2] == orderRef ? 0 : -1;
        }
        final long[] q = queue;
        final int first = (int) words[at + 2];
        final int count = (int) (head & COUNT_MASK);
        return (head & UNSORTED) == 0 ? ascending(q, first, count, orderRef) : anyOrder(q, first, count, orderRef);
    }

    private static int ascending(final long[] q, final int first, final int count, final long orderRef) {
        if (q[first] == orderRef) {
            return 0;
        }
        int low = 1;
        int high = count - 1;
        while (low <= high) {
            final int middle = low + high >>> 1;
            final long seen = q[first + middle];
            if (seen < orderRef) {
                low = middle + 1;
            } else if (seen > orderRef) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    private static int anyOrder(final long[] q, final int first, final int count, final long orderRef) {
        for (int i = 0; i < count; i++) {
            if (q[first + i] == orderRef) {
                return i;
            }
        }
        return -1;
    }

    /** The reference at a place of a level's queue. */
    long reference(final int level, final int position) {
        final long third = words[level * STRIDE + 2];
        return queueClass(level) == 0 ? third : queue[(int) third + position];
    }

    /** Takes shares off a level without touching its queue. */
    void reduce(final int level, final long shares) {
        words[level * STRIDE + 1] -= shares;
    }

    /** Takes an order with its remaining shares out of a level; closes the level with its last order. */
    void remove(final int level, final int position, final long shares) {
        final int at = level * STRIDE;
        final long head = words[at];
        final int count = (int) (head & COUNT_MASK);
        final int sizeClass = (int) (head >>> CLASS_SHIFT) & CLASS_MASK;
        if (count == 1) {
            if (sizeClass > 0) {
                free((int) words[at + 2], sizeClass);
            }
            close(at);
            return;
        }
        final int first = (int) words[at + 2];
        final long[] q = queue;
        final int last = first + count - 1;
        for (int i = first + position; i < last; i++) {
            q[i] = q[i + 1];
        }
        words[at] = count == 2 ? head - 1 & ~UNSORTED : head - 1;
        words[at + 1] -= shares;
        if (sizeClass > 1 && count - 1 <= 1 << sizeClass - 2) {
            narrow(at, sizeClass);
        }
    }

    /** Gives back the upper half of a block. */
    private void narrow(final int at, final int sizeClass) {
        free((int) words[at + 2] + (1 << sizeClass - 1), sizeClass - 1);
        words[at] -= CLASS_ONE;
    }

    private void close(final int at) {
        final long[] w = words;
        final int end = --levels * STRIDE;
        for (int i = at; i < end; i++) {
            w[i] = w[i + STRIDE];
        }
        if (end < w.length >> 2 && w.length > KEPT_LEVELS * STRIDE) {
            words = Arrays.copyOf(w, Math.max(KEPT_LEVELS, levels + (levels >> 1)) * STRIDE);
        }
    }

    /** Packs the queues anew, each at its tightest size. */
    void pack() {
        int live = 0;
        for (int at = 0; at < levels * STRIDE; at += STRIDE) {
            final int tight = tightClass(words[at]);
            live += tight == 0 ? 0 : 1 << tight;
        }
        final int end = usedWords();
        final long[] old = scratch.words(end);
        System.arraycopy(queue, 0, old, 0, Math.min(end, queue.length));
        restart(live);
        for (int at = 0; at < levels * STRIDE; at += STRIDE) {
            final long head = words[at];
            final int sizeClass = (int) (head >>> CLASS_SHIFT) & CLASS_MASK;
            if (sizeClass > 0) {
                final int tight = tightClass(head);
                words[at + 2] = moved(old, (int) words[at + 2], (int) (head & COUNT_MASK), tight);
                words[at] = head - CLASS_ONE * (sizeClass - tight);
            }
        }
    }

    /** The smallest class that holds the orders of a level. */
    private static int tightClass(final long head) {
        return Integer.SIZE - Integer.numberOfLeadingZeros((int) (head & COUNT_MASK) - 1);
    }

    /** Copies a queue out of the old array; returns its new offset, or its only reference. */
    private long moved(final long[] old, final int first, final int count, final int sizeClass) {
        if (sizeClass == 0) {
            return old[first];
        }
        final int offset = allocate(sizeClass);
        System.arraycopy(old, first, queue, offset, count);
        return offset;
    }

    /** Forgets every level, and gives the memory back. */
    void clear() {
        levels = 0;
        restart(0);
        words = NO_WORDS;
    }

    /** Whether the level's "not ascending" bit is clear. */
    boolean claimsAscending(final int level) {
        return (words[level * STRIDE] & UNSORTED) == 0;
    }

    /** Reads the cache lines of the best levels, those that {@link #find} looks at one by one. */
    long touchBest() {
        final int last = levels * STRIDE - 1;
        return last < 0 ? 0 : words[last] + words[Math.max(0, last - NEAR)] + words[Math.max(0, last - 2 * NEAR)];
    }

    /** Reads the cache lines where the queue of a level begins and where it ends. */
    long touchQueue(final int level) {
        final int at = level * STRIDE;
        final long head = words[at];
        if ((head >>> CLASS_SHIFT & CLASS_MASK) == 0) {
            return head;
        }
        final int first = (int) words[at + 2];
        return queue[first] + queue[first + (int) (head & COUNT_MASK) - 1];
    }

    long memoryBytes() {
        return 48 + queueBytes() + (words.length == 0 ? 0 : 16 + 8L * words.length);
    }
}
