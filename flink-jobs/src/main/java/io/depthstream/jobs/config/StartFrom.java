package io.depthstream.jobs.config;

/** Where a job without a checkpoint begins to read. */
public enum StartFrom {
    /** The oldest record the broker still has. */
    EARLIEST,
    /** What arrives from now on: books begin empty and are flagged until their orders are known. */
    LATEST,
    /** The offsets the consumer group committed; the oldest record where it has none. */
    COMMITTED
}
