package io.depthstream.orderbook.analytics;

/**
 * The k largest of any number of candidates, exact: each has an item number and a rank that is a fraction.
 *
 * <p>Fractions are compared by cross-multiplication, never divided; of equal ones the smaller item number comes first,
 * so the order in which candidates come does not matter. Holds k entries, however many come. One thread; allocates only
 * when built.
 */
public final class TopK {

    /** Largest k. */
    public static final int MAX_K = 1_000;

    private final int[] items;
    private final long[] numerators;
    private final long[] denominators;
    private int size;

    /**
     * An empty list.
     *
     * @param k entries kept, 1 to {@link #MAX_K}
     */
    public TopK(final int k) {
        if (k < 1 || k > MAX_K) {
            throw new IllegalArgumentException("k is " + k + "; expected 1 to " + MAX_K);
        }
        items = new int[k];
        numerators = new long[k];
        denominators = new long[k];
    }

    /** Empties it. */
    public void clear() {
        size = 0;
    }

    /** Offers a candidate with a whole number as its rank. */
    public void offer(final int item, final long rank) {
        offer(item, rank, 1);
    }

    /** Offers a candidate of rank {@code numerator / denominator}; the denominator must be above 0. */
    public void offer(final int item, final long numerator, final long denominator) {
        int at = size;
        while (at > 0 && before(item, numerator, denominator, at - 1)) {
            at--;
        }
        if (at == items.length) {
            return;
        }
        final int last = Math.min(size, items.length - 1);
        for (int i = last; i > at; i--) {
            items[i] = items[i - 1];
            numerators[i] = numerators[i - 1];
            denominators[i] = denominators[i - 1];
        }
        items[at] = item;
        numerators[at] = numerator;
        denominators[at] = denominator;
        size = last + 1;
    }

    /** Entries there are, at most k. */
    public int size() {
        return size;
    }

    /** Item number of an entry; 0 is the largest. */
    public int item(final int index) {
        return items[index];
    }

    /** Numerator of an entry's rank. */
    public long numerator(final int index) {
        return numerators[index];
    }

    /** Denominator of an entry's rank. */
    public long denominator(final int index) {
        return denominators[index];
    }

    private boolean before(final int item, final long numerator, final long denominator, final int index) {
        final long otherNumerator = numerators[index];
        final long otherDenominator = denominators[index];
        int order = Long.compare(
                Math.multiplyHigh(numerator, otherDenominator), Math.multiplyHigh(otherNumerator, denominator));
        if (order == 0) {
            order = Long.compareUnsigned(numerator * otherDenominator, otherNumerator * denominator);
        }
        return order > 0 || order == 0 && item < items[index];
    }
}
