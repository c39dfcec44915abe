package io.depthstream.orderbook;

import java.util.Arrays;

/**
 * The resting orders of all books: four words an order in one {@code long[]}, so that one or two cache lines serve it.
 * An order is named by the number of its record, which stays the same until {@link #move}; 0 means none.
 *
 * <pre>
 *   reference; 0 for a free record
 *   packed order: number of its level (31 bits) | side (1) | change state (2) | shares (30)
 *   order before it at its level (32) | order behind it (32)
 *   number of its book (32) | next order in its bucket of the {@link OrderIndex}, or next free record (32)
 * </pre>
 *
 * <p>The record left last is taken first, as it is the likeliest to lie in a cache. Nothing rests at record 0, but it
 * takes the links that have no order to go to, which spares a branch at both ends of a queue.
 */
final class OrderPool {
    static final int STATE_SHIFT = 30;
    static final long STATE_MASK = 3L << STATE_SHIFT;

    private static final long ASK_BIT = 1L << 32;
    private static final long SHARES_MASK = (1L << STATE_SHIFT) - 1;
    private static final int LEVEL_SHIFT = 33;
    private static final long BELOW_LEVEL = (1L << LEVEL_SHIFT) - 1;

    private static final int STRIDE_SHIFT = 2;
    private static final int ORDER = 1;
    private static final int QUEUE = 2;
    private static final int CHAIN = 3;
    private static final int HIGH = 32;
    private static final long LOW_MASK = 0xFFFF_FFFFL;
    private static final long HIGH_MASK = LOW_MASK << HIGH;

    private static final int MIN_RECORDS = 16;
    /** A pool this short is not worth giving back. */
    private static final int KEPT_RECORDS = 256;

    private final int keptRecords;
    private long[] words;
    /** Records below were in use at some time. */
    private int used = 1;
    private int free;
    private int live;

    /** Room for {@code expectedOrders}, which is never given back. */
    OrderPool(final int expectedOrders) {
        keptRecords = Math.max(KEPT_RECORDS, expectedOrders + 1);
        words = new long[Math.max(MIN_RECORDS, expectedOrders + 1) << STRIDE_SHIFT];
    }

    static long pack(final int level, final BookSide side, final long shares) {
        return (long) level << LEVEL_SHIFT | (side == BookSide.ASK ? ASK_BIT : 0) | shares;
    }

    /** The number of an order's level in the {@link LevelTable}. */
    static int level(final long order) {
        return (int) (order >>> LEVEL_SHIFT);
    }

    static boolean isAsk(final long order) {
        return (order & ASK_BIT) != 0;
    }

    static long shares(final long order) {
        return order & SHARES_MASK;
    }

    /** Whether no more orders fit. */
    boolean full() {
        return live == OrderLimits.MAX_ORDERS;
    }

    /** Fills a record; its order is in no queue and in no bucket yet. */
    int put(final long orderRef, final long order, final int book) {
        final int record;
        if (free != 0) {
            record = free;
            free = (int) words[(record << STRIDE_SHIFT) + CHAIN];
        } else {
            record = used++;
            if (record << STRIDE_SHIFT == words.length) {
                words = Arrays.copyOf(words, Math.max(MIN_RECORDS, record + (record >> 2)) << STRIDE_SHIFT);
            }
        }
        final int at = record << STRIDE_SHIFT;
        words[at] = orderRef;
        words[at + ORDER] = order;
        words[at + CHAIN] = (long) book << HIGH;
        live++;
        return record;
    }

    /** Frees a record, after its order has left queue and bucket. */
    void free(final int record) {
        final int at = record << STRIDE_SHIFT;
        words[at] = 0;
        words[at + CHAIN] = free;
        free = record;
        live--;
    }

    long reference(final int record) {
        return words[record << STRIDE_SHIFT];
    }

    long order(final int record) {
        return words[(record << STRIDE_SHIFT) + ORDER];
    }

    void order(final int record, final long order) {
        words[(record << STRIDE_SHIFT) + ORDER] = order;
    }

    /** The number of the book an order rests in. */
    int book(final int record) {
        return (int) (words[(record << STRIDE_SHIFT) + CHAIN] >>> HIGH);
    }

    /** The next order in the bucket of an order, or 0. */
    int chained(final int record) {
        return (int) words[(record << STRIDE_SHIFT) + CHAIN];
    }

    void chain(final int record, final int next) {
        final int at = (record << STRIDE_SHIFT) + CHAIN;
        words[at] = words[at] & HIGH_MASK | next;
    }

    /** The order before this one at its level, or 0. */
    int before(final int record) {
        return (int) (words[(record << STRIDE_SHIFT) + QUEUE] >>> HIGH);
    }

    /** The order behind this one at its level, or 0. */
    int behind(final int record) {
        return (int) words[(record << STRIDE_SHIFT) + QUEUE];
    }

    /** Puts an order behind the last one of its level, or behind none. */
    void join(final int last, final int record) {
        final long[] w = words;
        w[(record << STRIDE_SHIFT) + QUEUE] = (long) last << HIGH;
        w[(last << STRIDE_SHIFT) + QUEUE] = w[(last << STRIDE_SHIFT) + QUEUE] & HIGH_MASK | record;
    }

    /** Links the neighbours of an order that leaves; either may be 0. */
    void unlink(final int before, final int behind) {
        final long[] w = words;
        final int left = (before << STRIDE_SHIFT) + QUEUE;
        w[left] = w[left] & HIGH_MASK | behind;
        final int right = (behind << STRIDE_SHIFT) + QUEUE;
        w[right] = w[right] & LOW_MASK | (long) before << HIGH;
    }

    /** Less than five sevenths of the room hold an order: time to {@link #move} them. */
    boolean sparse() {
        return 7L * live < 5L * records() && records() > keptRecords;
    }

    /** Moves all orders together into an array that fits them; returns the new record numbers by the old ones. */
    int[] move() {
        final long[] old = words;
        final int[] moved = new int[used];
        final long[] fresh = new long[Math.max(live + 1 + (live >> 3), keptRecords) << STRIDE_SHIFT];
        int next = 1;
        for (int record = 1; record < used; record++) {
            if (old[record << STRIDE_SHIFT] != 0) {
                System.arraycopy(old, record << STRIDE_SHIFT, fresh, next << STRIDE_SHIFT, 1 << STRIDE_SHIFT);
                moved[record] = next++;
            }
        }
        for (int at = 1 << STRIDE_SHIFT; at < next << STRIDE_SHIFT; at += 1 << STRIDE_SHIFT) {
            final long queue = fresh[at + QUEUE];
            fresh[at + QUEUE] = (long) moved[(int) (queue >>> HIGH)] << HIGH | moved[(int) queue];
            final long chain = fresh[at + CHAIN];
            fresh[at + CHAIN] = chain & HIGH_MASK | moved[(int) chain];
        }
        words = fresh;
        used = next;
        free = 0;
        return moved;
    }

    /** Gives every order the new number of its level. */
    void renumberLevels(final int[] moved) {
        for (int at = 1 << STRIDE_SHIFT; at < used << STRIDE_SHIFT; at += 1 << STRIDE_SHIFT) {
            if (words[at] != 0) {
                final long order = words[at + ORDER];
                words[at + ORDER] = (long) moved[level(order)] << LEVEL_SHIFT | order & BELOW_LEVEL;
            }
        }
    }

    /** Reads the words of an order, which may lie in two cache lines; any record that holds one or did, or 0. */
    long touch(final int record) {
        return words[record << STRIDE_SHIFT] + words[(record << STRIDE_SHIFT) + CHAIN];
    }

    /** Reads the word that changes when an order's neighbour comes or goes; any record as for {@link #touch}. */
    long touchQueue(final int record) {
        return words[(record << STRIDE_SHIFT) + QUEUE];
    }

    int live() {
        return live;
    }

    /** Records in use, free ones between them included. */
    int used() {
        return used;
    }

    /** Records there is room for. */
    int records() {
        return words.length >> STRIDE_SHIFT;
    }

    long memoryBytes() {
        return 40 + 16 + 8L * words.length;
    }

    @Override
    public String toString() {
        return "OrderPool{live=" + live + ", used=" + used + ", records=" + records() + '}';
    }
}
