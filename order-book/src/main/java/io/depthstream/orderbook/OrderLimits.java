package io.depthstream.orderbook;

/**
 * The ranges a book accepts. An order's level, side, change state and shares are one machine word, and so are a
 * level's price, side and count, which is where the limits come from.
 */
public final class OrderLimits {
    /** Highest price in the venue's scale: 2<sup>31</sup> - 1, or $214,748.3647 in units of 1e-4 (ITCH 5.0 stops at $200,000). */
    public static final long MAX_PRICE = Integer.MAX_VALUE;

    /** Most shares of one order: 2<sup>30</sup> - 1; NASDAQ accepts orders below 1,000,000 shares (OUCH 5.0, Enter Order). */
    public static final long MAX_SHARES = (1L << 30) - 1;

    /** Most orders of all books together. */
    public static final int MAX_ORDERS = 1 << 28;

    /** Most orders of one price level. */
    public static final int MAX_LEVEL_ORDERS = 1 << 26;

    private OrderLimits() {
    }

    /** Judges the three numbers of a new order, in the order reference, price, shares. */
    public static Applied check(final long orderRef, final long price, final long shares) {
        if (orderRef <= 0) {
            return Applied.BAD_REFERENCE;
        }
        if (price < 0 || price > MAX_PRICE) {
            return Applied.BAD_PRICE;
        }
        return shares <= 0 || shares > MAX_SHARES ? Applied.BAD_SHARES : Applied.OK;
    }
}
