package io.depthstream.benchmarks.comparison;

/** What rests at one price as keyed state; a POJO, so that Flink serialises it without Kryo. */
public final class PriceLevel {
    /** Shares of all orders. */
    public long shares;
    /** Number of orders. */
    public long orders;

    /** For Flink; an empty level. */
    public PriceLevel() {
    }
}
