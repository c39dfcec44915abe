package io.depthstream.orderbook.analytics;

/** Takes the state of an object as whole numbers, in the order its {@code load} reads them back. */
@FunctionalInterface
public interface LongSink {

    /** Takes the next number. */
    void put(long value);

    /** Takes a flag. */
    default void put(final boolean flag) {
        put(flag ? 1L : 0L);
    }
}
