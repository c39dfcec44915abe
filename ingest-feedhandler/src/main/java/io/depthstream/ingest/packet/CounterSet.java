package io.depthstream.ingest.packet;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters named by an enum: one thread writes, any thread reads.
 *
 * <p>A single writer needs no locked instruction to count, so this costs the hot path a plain add. No allocation after
 * construction.
 *
 * @param <E> names of the counters
 */
public final class CounterSet<E extends Enum<E>> {

    private final AtomicLongArray values;

    /** @param names the enum whose constants name the counters, all 0 at first */
    public CounterSet(final Class<E> names) {
        values = new AtomicLongArray(names.getEnumConstants().length);
    }

    /** Adds {@code amount} to a counter. Writer thread only. */
    public void add(final E name, final long amount) {
        final int index = name.ordinal();
        values.setRelease(index, values.getPlain(index) + amount);
    }

    /** Adds one. Writer thread only. */
    public void increment(final E name) {
        add(name, 1);
    }

    /** Sets a counter that is a level rather than a sum. Writer thread only. */
    public void set(final E name, final long value) {
        values.setRelease(name.ordinal(), value);
    }

    /** Raises a counter to {@code value} where it is below it. Writer thread only. */
    public void raise(final E name, final long value) {
        if (value > values.getPlain(name.ordinal())) {
            set(name, value);
        }
    }

    /** Value now, from any thread. */
    public long get(final E name) {
        return values.getAcquire(name.ordinal());
    }
}
