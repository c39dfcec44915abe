package io.depthstream.orderbook;

import java.util.Arrays;

/**
 * What rests at the price levels of all books: four words a level, in one {@code long[]}. An order names its level by
 * number, so that taking one off a book reads neither ladder nor index, only these words.
 *
 * <pre>
 *   shares of all its orders
 *   price (31 bits) | side (1) | orders (32)
 *   number of its book (32), 0 for a free place | next level in its bucket, or next free place (32)
 *   first order (32) | last order (32), records of the {@link OrderPool}
 * </pre>
 *
 * <p><b>Time priority</b> is a list linked through the orders' records, first in time first. It joins and leaves at
 * fixed cost whatever the length, and needs no room of its own.
 *
 * <p><b>Book, side and price → level</b> is a table of buckets like the {@link OrderIndex}, half as many levels as buckets
 * at most. A new order finds its level there without the book's ladder, which is read when levels come and go.
 */
final class LevelTable {
    private static final int STRIDE_SHIFT = 2;
    private static final int SHARES = 0;
    private static final int HEAD = 1;
    private static final int CHAIN = 2;
    private static final int QUEUE = 3;

    private static final int HIGH = 32;
    private static final long LOW_MASK = 0xFFFF_FFFFL;
    private static final long HIGH_MASK = LOW_MASK << HIGH;

    private static final int MIN_PLACES = 16;
    private static final int MIN_BUCKETS = 16;
    /** A table this short is not worth giving back. */
    private static final int KEPT_PLACES = 128;
    /** 2<sup>64</sup> divided by the golden ratio, odd (Knuth, vol. 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    /** An odd number for the books, so that one price of many books spreads too. */
    private static final long BOOK_SPREAD = 0xD1B54A32D192ED03L;

    private final OrderPool pool;
    private long[] words = new long[MIN_PLACES << STRIDE_SHIFT];
    private int[] buckets;
    private int shift;
    /** Places below were in use at some time; place 0 never is. */
    private int used = 1;
    private int freePlace;
    private int live;

    /** Levels of the orders in this pool. */
    LevelTable(final OrderPool pool) {
        this.pool = pool;
        reset(MIN_BUCKETS);
    }

    private void reset(final int length) {
        buckets = new int[length];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(length);
    }

    /** What a level is found by, besides its book: the price, which is in range, and the side. */
    static long key(final BookSide side, final long price) {
        return price << 1 | (side == BookSide.ASK ? 1 : 0);
    }

    private int home(final int book, final long key) {
        return (int) ((key * SPREAD ^ book * BOOK_SPREAD) * SPREAD >>> shift);
    }

    /** The number of a level, or 0 when the book has none of this {@link #key}. */
    int find(final int book, final long key) {
        int level = buckets[home(book, key)];
        while (level != 0 && !is(level << STRIDE_SHIFT, book, key)) {
            level = (int) words[(level << STRIDE_SHIFT) + CHAIN];
        }
        return level;
    }

    private boolean is(final int at, final int book, final long key) {
        return words[at + HEAD] >>> HIGH == key && words[at + CHAIN] >>> HIGH == book;
    }

    long price(final int level) {
        return words[(level << STRIDE_SHIFT) + HEAD] >>> HIGH + 1;
    }

    /** What {@link #find} finds a level by. */
    long key(final int level) {
        return words[(level << STRIDE_SHIFT) + HEAD] >>> HIGH;
    }

    long shares(final int level) {
        return words[(level << STRIDE_SHIFT) + SHARES];
    }

    int orders(final int level) {
        return (int) words[(level << STRIDE_SHIFT) + HEAD];
    }

    /** The first order in time; 0 only while a level has none yet. */
    int first(final int level) {
        return (int) (words[(level << STRIDE_SHIFT) + QUEUE] >>> HIGH);
    }

    /** The last order in time; 0 only while a level has none yet, and for number 0. */
    int last(final int level) {
        return (int) words[(level << STRIDE_SHIFT) + QUEUE];
    }

    /** A new level without orders; returns its number, above 0. */
    int open(final int book, final long key) {
        if (live == buckets.length >> 1) {
            resize(buckets.length << 1);
        }
        final int level;
        if (freePlace != 0) {
            level = freePlace;
            freePlace = (int) words[(level << STRIDE_SHIFT) + CHAIN];
        } else {
            level = used++;
            if (level << STRIDE_SHIFT == words.length) {
                words = Arrays.copyOf(words, level + (level >> 2) << STRIDE_SHIFT);
            }
        }
        final int at = level << STRIDE_SHIFT;
        final int bucket = home(book, key);
        words[at + SHARES] = 0;
        words[at + HEAD] = key << HIGH;
        words[at + CHAIN] = (long) book << HIGH | buckets[bucket];
        words[at + QUEUE] = 0;
        buckets[bucket] = level;
        live++;
        return level;
    }

    /** Forgets a level. */
    void close(final int level) {
        final int at = level << STRIDE_SHIFT;
        final int next = (int) words[at + CHAIN];
        final int bucket = home((int) (words[at + CHAIN] >>> HIGH), words[at + HEAD] >>> HIGH);
        int before = buckets[bucket];
        if (before == level) {
            buckets[bucket] = next;
        } else {
            while ((int) words[(before << STRIDE_SHIFT) + CHAIN] != level) {
                before = (int) words[(before << STRIDE_SHIFT) + CHAIN];
            }
            chain(before, next);
        }
        words[at + CHAIN] = freePlace;
        freePlace = level;
        live--;
    }

    private void chain(final int level, final int next) {
        final int at = (level << STRIDE_SHIFT) + CHAIN;
        words[at] = words[at] & HIGH_MASK | next;
    }

    private void resize(final int length) {
        reset(length);
        for (int level = 1; level < used; level++) {
            final int at = level << STRIDE_SHIFT;
            final int book = (int) (words[at + CHAIN] >>> HIGH);
            if (book != 0) {
                final int bucket = home(book, words[at + HEAD] >>> HIGH);
                chain(level, buckets[bucket]);
                buckets[bucket] = level;
            }
        }
    }

    /** Queues an order behind all others of the level, which has room for it. */
    void append(final int level, final int record, final long shares) {
        final int at = level << STRIDE_SHIFT;
        final long[] w = words;
        final long queue = w[at + QUEUE];
        final int last = (int) queue;
        w[at + QUEUE] = (last == 0 ? (long) record << HIGH : queue & HIGH_MASK) | record;
        w[at + HEAD]++;
        w[at + SHARES] += shares;
        pool.join(last, record);
    }

    /** Takes shares off a level. */
    void reduce(final int level, final long shares) {
        words[(level << STRIDE_SHIFT) + SHARES] -= shares;
    }

    /** Takes an order off a level with its remaining shares; returns how many orders are left. */
    int remove(final int level, final int record, final long shares) {
        final int at = level << STRIDE_SHIFT;
        final int before = pool.before(record);
        final int behind = pool.behind(record);
        final long[] w = words;
        final long queue = w[at + QUEUE];
        w[at + QUEUE] = (before == 0 ? (long) behind << HIGH : queue & HIGH_MASK)
                | (behind == 0 ? before : queue & LOW_MASK);
        pool.unlink(before, behind);
        w[at + SHARES] -= shares;
        return (int) --w[at + HEAD];
    }

    /** Takes the new record numbers of the orders, by the old ones. */
    void renumberOrders(final int[] moved) {
        for (int at = 1 << STRIDE_SHIFT; at < used << STRIDE_SHIFT; at += 1 << STRIDE_SHIFT) {
            if (words[at + CHAIN] >>> HIGH != 0) {
                final long queue = words[at + QUEUE];
                words[at + QUEUE] = (long) moved[(int) (queue >>> HIGH)] << HIGH | moved[(int) queue];
            }
        }
    }

    /** Less than five sevenths of the room hold a level: time to {@link #move} them. */
    boolean sparse() {
        final int places = words.length >> STRIDE_SHIFT;
        return 7L * live < 5L * places && places > KEPT_PLACES;
    }

    /** Moves all levels together into an array that fits them; returns the new numbers by the old ones. */
    int[] move() {
        final long[] old = words;
        final int[] moved = new int[used];
        final long[] fresh = new long[Math.max(MIN_PLACES, live + 1 + (live >> 3)) << STRIDE_SHIFT];
        int next = 1;
        for (int level = 1; level < used; level++) {
            if (old[(level << STRIDE_SHIFT) + CHAIN] >>> HIGH != 0) {
                System.arraycopy(old, level << STRIDE_SHIFT, fresh, next << STRIDE_SHIFT, 1 << STRIDE_SHIFT);
                moved[level] = next++;
            }
        }
        words = fresh;
        used = next;
        freePlace = 0;
        resize(Math.max(MIN_BUCKETS, Integer.highestOneBit(Math.max(1, live)) << 2));
        return moved;
    }

    /** Levels of all books. */
    int live() {
        return live;
    }

    /** The number where the look-up of a level starts, or 0. */
    int youngest(final int book, final long key) {
        return buckets[home(book, key)];
    }

    /** Reads the words of a level, which may lie in two cache lines; any number of a level that is or was. */
    long touch(final int level) {
        final int at = level << STRIDE_SHIFT;
        return words[at] + words[at + QUEUE];
    }

    long memoryBytes() {
        return 48 + 16 + 8L * words.length + 16 + 4L * buckets.length;
    }
}
