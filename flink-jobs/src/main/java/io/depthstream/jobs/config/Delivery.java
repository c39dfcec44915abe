package io.depthstream.jobs.config;

/** What the sink promises after a failure. */
public enum Delivery {
    /** Kafka transactions: a read_committed reader sees each record once. */
    EXACTLY_ONCE,
    /** No transactions: records after the last checkpoint come again. */
    AT_LEAST_ONCE
}
