package io.depthstream.orderbook;

/**
 * Order reference → record in the {@link OrderPool}: a bucket is an {@code int}, the number of its youngest order, and the
 * others follow through the records. As many buckets as orders at least, so most chains are one order long.
 *
 * <p>The hash spreads the references by all bits but the four lowest, which choose among the sixteen buckets of one cache
 * line: references are nearly dense, so orders that arrive together find their buckets in one line. Those four bits are
 * mixed with the others, so that references which are all multiples of something still use every bucket.
 *
 * <p>Growing and shrinking are spread over the changes that follow: each moves {@link #MOVED_A_CHANGE} of the former
 * buckets. There are fewer of them than of the changes until the next time, so no two generations are ever left over.
 */
final class OrderIndex {
    /** Former buckets that one change moves at most. */
    static final int MOVED_A_CHANGE = 16;

    /** Sixteen buckets fill a cache line. */
    private static final int LINE_BITS = 4;
    private static final int LINE_MASK = (1 << LINE_BITS) - 1;
    /** 2<sup>64</sup> divided by the golden ratio, odd: spreads consecutive lines evenly (Knuth, vol. 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int MIN_BUCKETS = 16;
    private static final int[] NONE = new int[0];

    private final OrderPool pool;
    private final int minBuckets;
    private int[] buckets;
    private int shift;
    /** The buckets before the last resize while some of them are to be moved, else none. */
    private int[] former = NONE;
    private int formerShift;
    private int moved;
    /** The highest reference since the index was empty: what is above it needs no look-up, and new orders nearly always are. */
    private long highest;
    private int size;

    /** An index of {@code expectedOrders}, below which it never shrinks. */
    OrderIndex(final OrderPool pool, final int expectedOrders) {
        this.pool = pool;
        int most = MIN_BUCKETS;
        while (most < expectedOrders) {
            most <<= 1;
        }
        minBuckets = most;
        reset(most);
    }

    private void reset(final int length) {
        buckets = new int[length];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(length);
    }

    private static int home(final long orderRef, final int shift) {
        return (int) ((orderRef >>> LINE_BITS) * SPREAD >>> shift) ^ (int) orderRef & LINE_MASK;
    }

    /** The record of an order, or 0. */
    int find(final long orderRef) {
        if (orderRef > highest) {
            return 0;
        }
        final int record = follow(buckets[home(orderRef, shift)], orderRef);
        return record != 0 || former.length == 0 ? record : follow(former[home(orderRef, formerShift)], orderRef);
    }

    private int follow(final int youngest, final long orderRef) {
        int record = youngest;
        while (record != 0 && pool.reference(record) != orderRef) {
            record = pool.chained(record);
        }
        return record;
    }

    /** Adds an order that is not here, by its record. */
    void add(final long orderRef, final int record) {
        if (size == buckets.length && size < OrderLimits.MAX_ORDERS) {
            resize(size << 1);
        }
        prepend(orderRef, record);
        highest = Math.max(highest, orderRef);
        size++;
        if (former.length != 0) {
            move(MOVED_A_CHANGE);
        }
    }

    private void prepend(final long orderRef, final int record) {
        final int bucket = home(orderRef, shift);
        pool.chain(record, buckets[bucket]);
        buckets[bucket] = record;
    }

    /** Takes an order that is here out, by its record, which keeps its link. */
    void remove(final long orderRef, final int record) {
        if (!unchain(buckets, home(orderRef, shift), record)) {
            unchain(former, home(orderRef, formerShift), record);
        }
        size--;
        if (size == 0) {
            highest = 0;
        }
        if (8L * size < 3L * buckets.length && buckets.length > minBuckets) {
            resize(buckets.length >> 1);
        }
        if (former.length != 0) {
            move(MOVED_A_CHANGE);
        }
    }

    private boolean unchain(final int[] from, final int bucket, final int record) {
        int before = from[bucket];
        if (before == record) {
            from[bucket] = pool.chained(record);
            return true;
        }
        while (before != 0 && pool.chained(before) != record) {
            before = pool.chained(before);
        }
        if (before == 0) {
            return false;
        }
        pool.chain(before, pool.chained(record));
        return true;
    }

    private void resize(final int length) {
        move(former.length);
        former = buckets;
        formerShift = shift;
        moved = 0;
        reset(length);
    }

    private void move(final int most) {
        final int end = Math.min(moved + most, former.length);
        for (; moved < end; moved++) {
            int record = former[moved];
            former[moved] = 0;
            while (record != 0) {
                final int next = pool.chained(record);
                prepend(pool.reference(record), record);
                record = next;
            }
        }
        if (moved == former.length) {
            former = NONE;
            moved = 0;
        }
    }

    /** Takes the new record numbers, by the old ones. */
    void renumber(final int[] records) {
        renumber(buckets, records);
        renumber(former, records);
    }

    private static void renumber(final int[] buckets, final int[] records) {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = records[buckets[i]];
        }
    }

    /** The record where the look-up of an order starts, or 0. */
    int youngest(final long orderRef) {
        return buckets[home(orderRef, shift)];
    }

    /** The same for an order that is probably not here: 0 when that needs no look-up. */
    int suspect(final long orderRef) {
        return orderRef > highest ? 0 : buckets[home(orderRef, shift)];
    }

    int size() {
        return size;
    }

    int length() {
        return buckets.length;
    }

    long memoryBytes() {
        return 64 + 16 + 4L * buckets.length + (former.length == 0 ? 0 : 16 + 4L * former.length);
    }
}
