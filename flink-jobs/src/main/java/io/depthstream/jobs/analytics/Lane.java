package io.depthstream.jobs.analytics;

/**
 * The streams of one symbol, each in order of sequence by itself; between them the sequence decides, and for the same
 * sequence the order of the constants, which is the order in which the order-book job publishes.
 */
enum Lane {
    /** Executions, crosses, broken trades. */
    TRADE,
    /** Changes of the touch. */
    TOP,
    /** Levels of the book, at most once a cell of event time. */
    DEPTH,
    /** What a full book says about the session so far. */
    FULL_BOOK,
    /** Imbalance before a cross. */
    AUCTION;

    static final Lane[] ALL = values();

    /**
     * Whether an event of the lane can be late. The others repeat a state when the next event or a pause brings it out,
     * so their event time may be long past when they come (docs/decisions/0031), and it does no harm.
     */
    boolean timed() {
        return this == TRADE || this == TOP;
    }
}
