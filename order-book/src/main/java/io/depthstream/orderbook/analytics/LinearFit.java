package io.depthstream.orderbook.analytics;

/**
 * Least squares of y on x with whole-number data: the sums are exact, so the result does not depend on their order.
 *
 * <p>One thread; adding allocates nothing.
 */
public final class LinearFit {

    private long count;
    private long sumX;
    private long sumY;
    private final WideSum sumXx = new WideSum();
    private final WideSum sumXy = new WideSum();
    private final WideSum sumYy = new WideSum();

    /** Adds a point. */
    public void add(final long x, final long y) {
        count++;
        sumX += x;
        sumY += y;
        sumXx.addProduct(x, x);
        sumXy.addProduct(x, y);
        sumYy.addProduct(y, y);
    }

    /** Points added. */
    public long count() {
        return count;
    }

    /** Slope of the line; not a number without two different x. */
    public double slope() {
        return centred(sumXy, sumX, sumY) / centred(sumXx, sumX, sumX);
    }

    /** Where the line meets x = 0. */
    public double intercept() {
        return (sumY - slope() * sumX) / count;
    }

    /** Share of the variance of y that the line explains, 0 to 1. */
    public double rSquared() {
        final double xy = centred(sumXy, sumX, sumY);
        return xy / centred(sumXx, sumX, sumX) * (xy / centred(sumYy, sumY, sumY));
    }

    /** {@code n * products - a * b}, exact until the last step. */
    private double centred(final WideSum products, final long a, final long b) {
        final WideSum result = new WideSum();
        final long upper = Math.multiplyHigh(products.low(), count) + (products.low() >> 63 & count);
        result.set(upper + products.high() * count, products.low() * count);
        result.subtractProduct(a, b);
        return result.toDouble();
    }
}
