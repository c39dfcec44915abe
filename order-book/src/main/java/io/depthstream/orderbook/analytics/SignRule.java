package io.depthstream.orderbook.analytics;

/** How the sign of a trade was found. */
public enum SignRule {
    /** Not found: the venue does not say, there is no quote, and no earlier trade at another price. */
    NONE,
    /** The venue says who took liquidity. */
    VENUE,
    /** Above the mid is a buy, below it a sale (Lee and Ready 1991). */
    QUOTE,
    /** At the mid or without a quote: above the last different price is a buy, below it a sale. */
    TICK
}
