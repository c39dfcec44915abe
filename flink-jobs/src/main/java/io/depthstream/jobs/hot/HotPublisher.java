package io.depthstream.jobs.hot;

import java.time.Duration;
import java.util.List;

/**
 * Takes the newest state of each symbol's book from the operator to a store that readers look at or subscribe to.
 *
 * <p>The hot path of DESIGN.md. It never blocks the operator and never grows: at most one state per symbol is pending,
 * the newest; when the store is slow or gone, older states are overwritten in memory and never sent. The store itself
 * refuses a state older than the one it has, so a replay after a failure changes nothing and publishes nothing twice.
 *
 * <p>{@link #offer} and {@link #close} are called by one thread (the Flink task); {@link #counters} by any.
 */
public interface HotPublisher extends AutoCloseable {

    /**
     * Makes this the state of its symbol to be sent next. Copies; the caller reuses its holder at once. Wait-free;
     * allocates only when the symbol is seen for the first time.
     *
     * @throws IllegalArgumentException if the symbol was offered for another venue before: one publisher, one venue
     */
    void offer(HotBookState newest);

    /**
     * Waits until everything offered has been acknowledged by the store.
     *
     * @return false if the limit ran out first: the rest stays pending
     */
    boolean drain(Duration limit) throws InterruptedException;

    /** Name of the store fed, in lower case, such as {@code redis}; empty where there is none. */
    String store();

    /** Whether a state is to be offered for a trade too that changed nothing else. */
    default boolean takesTrades() {
        return false;
    }

    /** The publishers of single stores that this one is made of: itself, where it feeds one. */
    default List<HotPublisher> stores() {
        return List.of(this);
    }

    /** A snapshot of the counters; of all stores together where there are several. */
    HotCounters counters();

    /** Sends what is pending within the publisher's close limit, then lets go of the store. Never throws, never hangs. */
    @Override
    void close();

    /** A publisher for jobs without a hot store: takes everything, keeps nothing. */
    static HotPublisher none() {
        return NoHotPublisher.INSTANCE;
    }
}
