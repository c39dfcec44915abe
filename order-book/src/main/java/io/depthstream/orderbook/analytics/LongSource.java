package io.depthstream.orderbook.analytics;

/** Gives back what a {@link LongSink} took, in the same order. */
@FunctionalInterface
public interface LongSource {

    /** The next number. */
    long next();

    /** The next number as a flag. */
    default boolean nextFlag() {
        return next() != 0;
    }

    /**
     * The next number, which must lie in 0 to {@code most}.
     *
     * @throws IllegalArgumentException naming {@code what} when it does not
     */
    default int nextCount(final String what, final int most) {
        final long value = next();
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " is " + value + "; expected 0 to " + most);
        }
        return (int) value;
    }
}
