package io.depthstream.jobs.hot;

/**
 * One kind of hot store as {@link DrainedHotPublisher} sees it: a connection that takes batches. A new store is one
 * implementation of this and its {@link HotStoreProvider} (docs/adding-a-store.md); waiting, conflating, bounds, retries and counters are the publisher's.
 *
 * <p>Called by the draining thread only, {@link #addressOf} excepted; answers may come on any thread. A link never
 * reconnects by itself: it would send what it had queued, while the newest states are wanted instead.
 */
public interface HotLink {

    /** What an error asks for. */
    enum Fault {
        /** Send the same symbols again at once: the link has put the reason right. */
        AGAIN,
        /** The store refuses for now: send again after a pause. */
        STORE,
        /** The connection is of no more use. */
        CONNECTION
    }

    /** The store's name, in lower case, for threads and messages. */
    String name();

    /** Whether the store is told of trades. */
    default boolean takesTrades() {
        return false;
    }

    /** Where the states of a symbol go; computed once a symbol, on the offering thread, and given back by the slot. */
    Object addressOf(String venue, String symbol);

    /**
     * Connects, within the time-out of the configuration.
     *
     * @throws RuntimeException if that fails; the link is not connected then
     */
    void connect() throws InterruptedException;

    /** Whether there is a connection, as far as this end knows. */
    boolean isOpen();

    /**
     * Sends a batch and lets it be answered, now or later, exactly once. Must not wait longer than the time-out.
     *
     * @param states   state i belongs to the batch's slot i; reused after the call returns
     * @param answered to be run after {@link HotBatch#answer}
     * @throws RuntimeException if it could not be sent
     */
    void send(HotBatch batch, HotBookState[] states, Runnable answered) throws InterruptedException;

    /** What is to be done about a batch's error. */
    Fault fault(HotBatch batch, Throwable error);

    /** How often the link has put the reason of an error right by itself ({@link Fault#AGAIN}). Any thread. */
    default long repairs() {
        return 0;
    }

    /** Lets go of the connection without waiting for what is under way. */
    void drop();

    /** Ends the link for good, its threads included. */
    void close();
}
