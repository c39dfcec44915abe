package io.depthstream.jobs.config;

/** Which records of a topic the source sees. */
public enum Isolation {
    /** Every record, open transactions included. */
    READ_UNCOMMITTED,
    /** Records outside transactions and of committed ones. */
    READ_COMMITTED
}
