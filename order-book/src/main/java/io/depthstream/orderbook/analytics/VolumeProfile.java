package io.depthstream.orderbook.analytics;

import java.util.Arrays;

/**
 * Volume by price of a symbol's day: shares traded, bought and sold in price buckets of equal width, lowest first.
 *
 * <p>Bounded: when a day reaches more prices than the limit, buckets become twice as wide, as often as needed; no share
 * is lost. One thread; allocates only while it grows.
 */
public final class VolumeProfile {

    /** Most buckets. */
    public static final int MAX_LEVELS = 2_048;

    /** Share of the volume that the value area holds, in percent (Steidlmayer's market profile). */
    public static final int VALUE_AREA_PERCENT = 70;

    private long[] buckets = new long[0];
    private long[] volumes = new long[0];
    private long[] bought = new long[0];
    private long[] sold = new long[0];
    private boolean[] dirty = new boolean[0];
    private int size;
    private long width;
    private long total;
    private boolean coarsened;
    private int areaLow;
    private int areaHigh;

    /** Empties it; the next trade's tick will be the width of its buckets. */
    public void clear() {
        size = 0;
        width = 0;
        total = 0;
        coarsened = true;
    }

    /**
     * Adds shares at a price, or takes those of a broken trade away ({@code shares} negative).
     *
     * @param tick width of a bucket if this is the first trade, 1 or more
     * @param sign +1 bought, -1 sold, 0 neither
     */
    public void trade(final long price, final long shares, final int sign, final long tick) {
        if (width == 0) {
            width = Math.max(1, tick);
        }
        int at = find(Math.floorDiv(price, width));
        if (at < 0) {
            while (size == MAX_LEVELS) {
                coarsen();
                at = find(Math.floorDiv(price, width));
            }
            if (at < 0) {
                at = ~at;
                insert(at, Math.floorDiv(price, width));
            }
        }
        volumes[at] += shares;
        bought[at] += sign > 0 ? shares : 0;
        sold[at] += sign < 0 ? shares : 0;
        total += shares;
        dirty[at] = true;
    }

    private int find(final long bucket) {
        return Arrays.binarySearch(buckets, 0, size, bucket);
    }

    private void insert(final int at, final long bucket) {
        if (size == buckets.length) {
            final int capacity = Math.min(MAX_LEVELS, Math.max(16, 2 * size));
            buckets = Arrays.copyOf(buckets, capacity);
            volumes = Arrays.copyOf(volumes, capacity);
            bought = Arrays.copyOf(bought, capacity);
            sold = Arrays.copyOf(sold, capacity);
            dirty = Arrays.copyOf(dirty, capacity);
        }
        final int behind = size - at;
        System.arraycopy(buckets, at, buckets, at + 1, behind);
        System.arraycopy(volumes, at, volumes, at + 1, behind);
        System.arraycopy(bought, at, bought, at + 1, behind);
        System.arraycopy(sold, at, sold, at + 1, behind);
        System.arraycopy(dirty, at, dirty, at + 1, behind);
        buckets[at] = bucket;
        volumes[at] = 0;
        bought[at] = 0;
        sold[at] = 0;
        size++;
    }

    private void coarsen() {
        width *= 2;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            final long bucket = Math.floorDiv(buckets[i], 2);
            if (kept > 0 && buckets[kept - 1] == bucket) {
                volumes[kept - 1] += volumes[i];
                bought[kept - 1] += bought[i];
                sold[kept - 1] += sold[i];
            } else {
                buckets[kept] = bucket;
                volumes[kept] = volumes[i];
                bought[kept] = bought[i];
                sold[kept] = sold[i];
                kept++;
            }
        }
        size = kept;
        coarsened = true;
    }

    /** Buckets there are, lowest price first. */
    public int levels() {
        return size;
    }

    /** Width of a bucket, in price units. */
    public long width() {
        return width;
    }

    /** Lowest price of a bucket. */
    public long price(final int level) {
        return buckets[level] * width;
    }

    /** Shares traded in a bucket. */
    public long volume(final int level) {
        return volumes[level];
    }

    /** Shares bought in a bucket. */
    public long bought(final int level) {
        return bought[level];
    }

    /** Shares sold in a bucket. */
    public long sold(final int level) {
        return sold[level];
    }

    /** Shares in all buckets. */
    public long total() {
        return total;
    }

    /** Bucket with the most shares, the lowest of equals; -1 when there is none. Also finds the value area. */
    public int pointOfControl() {
        int most = -1;
        for (int i = 0; i < size; i++) {
            if (most < 0 || volumes[i] > volumes[most]) {
                most = i;
            }
        }
        areaLow = most;
        areaHigh = most;
        if (most >= 0) {
            long held = volumes[most];
            while (100 * held < VALUE_AREA_PERCENT * total && (areaLow > 0 || areaHigh < size - 1)) {
                final long below = areaLow > 0 ? volumes[areaLow - 1] : -1;
                final long above = areaHigh < size - 1 ? volumes[areaHigh + 1] : -1;
                held += above > below ? volumes[++areaHigh] : volumes[--areaLow];
            }
        }
        return most;
    }

    /** Lowest bucket of the value area that {@link #pointOfControl} found. */
    public int valueAreaLow() {
        return areaLow;
    }

    /** Highest bucket of that value area. */
    public int valueAreaHigh() {
        return areaHigh;
    }

    /** Bytes of memory held. */
    public long memoryBytes() {
        return 33L * buckets.length + 128;
    }

    /** Gives its state, whole or the buckets that changed since the last save. */
    public void save(final LongSink out, final boolean whole) {
        final boolean all = whole || coarsened;
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += all || dirty[i] ? 1 : 0;
        }
        out.put(all);
        out.put(width);
        out.put(total);
        out.put(count);
        for (int i = 0; i < size; i++) {
            if (all || dirty[i]) {
                out.put(buckets[i]);
                out.put(volumes[i]);
                out.put(bought[i]);
                out.put(sold[i]);
                dirty[i] = false;
            }
        }
        coarsened = false;
    }

    /**
     * Takes its state.
     *
     * @throws IllegalArgumentException when it holds more buckets than allowed
     */
    public void load(final LongSource in) {
        if (in.nextFlag()) {
            size = 0;
        }
        width = in.next();
        total = in.next();
        final int count = in.nextCount("volume profile levels", MAX_LEVELS);
        for (int i = 0; i < count; i++) {
            final long bucket = in.next();
            int at = find(bucket);
            if (at < 0) {
                if (size == MAX_LEVELS) {
                    throw new IllegalArgumentException("volume profile has more than " + MAX_LEVELS + " levels");
                }
                at = ~at;
                insert(at, bucket);
            }
            volumes[at] = in.next();
            bought[at] = in.next();
            sold[at] = in.next();
            dirty[at] = false;
        }
        coarsened = false;
    }
}
