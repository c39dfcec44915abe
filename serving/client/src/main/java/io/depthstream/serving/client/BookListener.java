package io.depthstream.serving.client;

/** Takes the states of books, each symbol's in rising order and none twice. Called by one thread at a time. */
public interface BookListener {

    /**
     * A newer state of a symbol.
     *
     * @param symbol   venue symbol
     * @param position which state it is
     * @param json     the state, as the hot path publishes it
     */
    void book(String symbol, BookPosition position, String json);

    /** States now come from another Redis. */
    default void source(final HotEndpoint endpoint) {}
}
