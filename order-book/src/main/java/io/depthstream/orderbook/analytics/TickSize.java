package io.depthstream.orderbook.analytics;

/**
 * The smallest step between quotes of a US equity: a cent from a dollar up, a hundredth of a cent below (SEC Rule 612 of
 * Regulation NMS as it applied to the sessions tested here). Any thread.
 */
public final class TickSize {

    private TickSize() {}

    /**
     * The tick at a price, in the price's own units.
     *
     * @param price      price in units of 10^-priceScale
     * @param priceScale decimal places of the price; below 2 a cent can't be told, and the tick is one unit
     */
    public static long usEquity(final long price, final int priceScale) {
        long dollar = 1;
        for (int i = 0; i < priceScale; i++) {
            dollar *= 10;
        }
        final long divisor = price >= dollar ? 100 : 10_000;
        return Math.max(1, dollar / divisor);
    }
}
