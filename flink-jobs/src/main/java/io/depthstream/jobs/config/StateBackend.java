package io.depthstream.jobs.config;

/** Where Flink keeps keyed state. */
public enum StateBackend {
    /** Objects in the heap. */
    HEAP,
    /** RocksDB on local disk, checkpointed incrementally. */
    ROCKSDB
}
