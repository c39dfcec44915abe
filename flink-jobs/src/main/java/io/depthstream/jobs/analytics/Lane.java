package io.depthstream.jobs.analytics;

import io.depthstream.schemas.Topics;

/**
 * The streams of one symbol, each in order of sequence by itself; between them the sequence decides, and for the same
 * sequence the order of the constants, which is the order in which the order-book job publishes.
 */
enum Lane {
    /** Executions, crosses, broken trades. */
    TRADE(Topics.TRADES),
    /** Changes of the touch. */
    TOP(Topics.BOOK_TOP),
    /** Levels of the book, at most once a cell of event time. */
    DEPTH(Topics.BOOK_DEPTH),
    /** Imbalance before a cross. */
    AUCTION(Topics.IMBALANCE);

    static final Lane[] ALL = values();

    private final String topic;

    Lane(final String topic) {
        this.topic = topic;
    }

    /** Topic of its records. */
    String topic() {
        return topic;
    }
}
