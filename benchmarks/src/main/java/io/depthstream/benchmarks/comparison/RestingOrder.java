package io.depthstream.benchmarks.comparison;

/** A resting order as keyed state; a POJO, so that Flink serialises it without Kryo. */
public final class RestingOrder {
    /** Whether it is a bid. */
    public boolean buy;
    /** Ten-thousandths of a dollar. */
    public long priceE4;
    /** Shares left. */
    public long shares;

    /** For Flink. */
    public RestingOrder() {
    }

    RestingOrder(final boolean buy, final long priceE4, final long shares) {
        this.buy = buy;
        this.priceE4 = priceE4;
        this.shares = shares;
    }
}
