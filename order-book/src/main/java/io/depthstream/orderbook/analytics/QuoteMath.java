package io.depthstream.orderbook.analytics;

/**
 * What one quote says: mid, microprice, spread, imbalance. Pure functions of whole numbers; any thread; no allocation.
 *
 * <p>A side is empty when its shares are 0; its price then means nothing.
 */
public final class QuoteMath {

    /** Fine prices are in units of a hundredth of the price unit: six decimal places where prices have four. */
    public static final long FINE = 100;

    /** Decimal places that a fine price has more than a price. */
    public static final int FINE_PLACES = 2;

    private static final long BASIS_POINTS = 10_000;

    private QuoteMath() {}

    /** The mid in fine units, exact: {@code (bid + ask) / 2}. Both sides must be there. */
    public static long mid(final long bidPrice, final long askPrice) {
        return (bidPrice + askPrice) * (FINE / 2);
    }

    /**
     * The microprice in fine units: {@code (bid * askShares + ask * bidShares) / (bidShares + askShares)}, rounded half
     * to even. It leans towards the side with fewer shares (Gatheral and Oomen 2010; Stoikov 2018 calls it the weighted
     * mid). Both sides must be there.
     */
    public static long microprice(final long bidPrice, final long bidShares, final long askPrice, final long askShares) {
        // bid + spread * bidShares / (bidShares + askShares) is the same number, made of smaller ones.
        final long total = bidShares + askShares;
        final long spread = (askPrice - bidPrice) * FINE;
        return bidPrice * FINE + ratioHalfEven(spread, bidShares, total);
    }

    /** The quoted spread in basis points of the mid: {@code 20000 * (ask - bid) / (ask + bid)}, one division. */
    public static double spreadBasisPoints(final long bidPrice, final long askPrice) {
        final long twiceMid = bidPrice + askPrice;
        return twiceMid == 0 ? 0 : (double) (2 * BASIS_POINTS * (askPrice - bidPrice)) / (double) twiceMid;
    }

    /**
     * Imbalance {@code (bid - ask) / (bid + ask)} of shares: 1 when only the bid side has any, -1 when only the ask side
     * has, 0 when neither has.
     */
    public static double imbalance(final long bidShares, final long askShares) {
        final long total = bidShares + askShares;
        return total == 0 ? 0 : (double) (bidShares - askShares) / (double) total;
    }

    /** {@code part / whole} in basis points, one division; 0 where the whole is 0. */
    public static double basisPoints(final long part, final long whole) {
        return whole == 0 ? 0 : (double) (BASIS_POINTS * part) / (double) whole;
    }

    /** {@code part / whole}, one division; 0 where the whole is 0. */
    public static double ratio(final long part, final long whole) {
        return whole == 0 ? 0 : (double) part / (double) whole;
    }

    /**
     * Shares of the best levels of a side.
     *
     * @param shares shares at each level, best first
     * @param count  levels there are
     * @param levels levels wanted; fewer are taken where there are fewer
     */
    public static long sharesOf(final long[] shares, final int count, final int levels) {
        long sum = 0;
        for (int i = 0, end = Math.min(count, levels); i < end; i++) {
            sum += shares[i];
        }
        return sum;
    }

    /**
     * Shares of bid levels at most so many basis points below the mid.
     *
     * @param twiceMid bid and ask price added
     */
    public static long bidSharesWithin(
            final long[] prices, final long[] shares, final int count, final long twiceMid, final int basisPoints) {
        final long limit = twiceMid * (BASIS_POINTS - basisPoints);
        long sum = 0;
        for (int i = 0; i < count && 2 * BASIS_POINTS * prices[i] >= limit; i++) {
            sum += shares[i];
        }
        return sum;
    }

    /** Shares of ask levels at most so many basis points above the mid; otherwise as {@link #bidSharesWithin}. */
    public static long askSharesWithin(
            final long[] prices, final long[] shares, final int count, final long twiceMid, final int basisPoints) {
        final long limit = twiceMid * (BASIS_POINTS + basisPoints);
        long sum = 0;
        for (int i = 0; i < count && 2 * BASIS_POINTS * prices[i] <= limit; i++) {
            sum += shares[i];
        }
        return sum;
    }

    /** {@code a * b / divisor}, half to even; {@code a} may be negative (a crossed book), the others not. */
    private static long ratioHalfEven(final long a, final long b, final long divisor) {
        if (Math.multiplyHigh(a, b) == a * b >> 63) {
            final long product = a * b;
            final long quotient = product / divisor;
            final long twice = 2 * (product - quotient * divisor);
            if (Math.abs(twice) > divisor || Math.abs(twice) == divisor && (quotient & 1) == 1) {
                return quotient + (product < 0 ? -1 : 1);
            }
            return quotient;
        }
        final WideSum wide = new WideSum(); // only a spread of thousands of dollars times millions of shares comes here
        wide.addProduct(a, b);
        return wide.ratio(1, divisor);
    }
}
